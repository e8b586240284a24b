import type { JsonSchema, LanguageModelV4FunctionTool } from '../../models/model.ts'
import type { JsonObject } from '../../util/json/json.ts'
import { expectEqual } from '../expectations.ts'
import { ask, inBothModes } from './answer.ts'
import { question, textOf, type ModelTest } from './model-test.ts'

const object = (properties: NonNullable<JsonSchema['properties']>, rest: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  ...rest,
})
const text: JsonSchema = { type: 'string' }

/** Inputs as schema libraries write them; their roots are objects, as those of all tools are. */
const inputs: Readonly<Record<string, JsonSchema>> = {
  'without properties': { type: 'object' },
  'with no property': object({}, { additionalProperties: false }),
  'with a draft at its root': object({ city: text }, { $schema: 'http://json-schema.org/draft-07/schema#' }),
  'with keys that may be left out': object(
    { city: text, unit: text },
    { required: ['city'], additionalProperties: false },
  ),
  'with values that may be null': object({
    city: { type: ['string', 'null'] },
    unit: { anyOf: [text, { type: 'null' }] },
  }),
  'with variants': object({
    place: {
      oneOf: [
        object({ kind: { type: 'string', const: 'city' }, name: text }, { required: ['kind', 'name'] }),
        object({ kind: { type: 'string', const: 'point' }, at: { type: 'number' } }, { required: ['kind', 'at'] }),
      ],
    },
  }),
  'that refers to itself': object(
    { root: { $ref: '#/$defs/node', description: 'The first.' } },
    { $defs: { node: object({ name: text, next: { $ref: '#/$defs/node' } }) } },
  ),
  'with keys that are not known': object({
    numbers: { type: 'object', propertyNames: text, additionalProperties: { type: 'number' } },
  }),
  'with bounds, patterns, formats and defaults': object({
    name: { type: 'string', minLength: 1, maxLength: 9, pattern: '^(?!x)[a-z]+$', default: 'a' },
    at: { type: 'string', format: 'date-time' },
    count: { type: 'integer', exclusiveMinimum: 0, maximum: 9, multipleOf: 1 },
    tags: { type: 'array', items: text, minItems: 1, uniqueItems: true },
    level: { type: 'number', enum: [1, 2, 3] },
  }),
}

const tool = (inputSchema: JsonSchema): LanguageModelV4FunctionTool => ({
  type: 'function',
  name: 'look_up',
  description: 'Looks up what is asked for.',
  inputSchema,
})

const inputTests = Object.entries(inputs).flatMap(([name, inputSchema]) =>
  inBothModes((mode) => ({
    name: `offers a tool with an input ${name}`,
    needs: ['tool-schemas', 'tools'],
    scenario: { type: 'answer', text: 'Nothing to look up.' },
    run: async (model) => {
      const { content } = await ask(model, question('Hello?', { tools: [tool(inputSchema)] }), mode)
      expectEqual(textOf(content), 'Nothing to look up.', 'The answer')
    },
  })),
)

/** Outputs that strict decoding refuses, each with a value. */
const outputs: Readonly<Record<string, readonly [JsonSchema, JsonObject]>> = {
  'with a key that may be left out': [
    object({ name: text, note: text }, { required: ['name'], additionalProperties: false }),
    { name: 'Ada' },
  ],
  'with keys that are not known': [
    object(
      { counts: { type: 'object', additionalProperties: { type: 'number' } } },
      { required: ['counts'], additionalProperties: false },
    ),
    { counts: {} },
  ],
  'that is open': [object({ name: text }, { required: ['name'] }), { name: 'Ada' }],
  'with a length': [
    object({ name: { type: 'string', minLength: 1 } }, { required: ['name'], additionalProperties: false }),
    { name: 'Ada' },
  ],
  'with a default': [
    object({ name: { type: 'string', default: 'Ada' } }, { required: ['name'], additionalProperties: false }),
    { name: 'Ada' },
  ],
}

const outputTests = Object.entries(outputs).flatMap(([name, [schema, value]]) =>
  inBothModes((mode) => ({
    name: `answers with JSON for a schema ${name}, which strict decoding would refuse`,
    needs: ['loose-schemas', 'structured-output'],
    scenario: { type: 'answer', text: JSON.stringify(value) },
    run: async (model) => {
      const options = question('name: Ada', { responseFormat: { type: 'json', name: 'output', schema } })
      expectEqual(JSON.parse(textOf((await ask(model, options, mode)).content)), value, 'The answer')
    },
  })),
)

/** Schemas of tools and of outputs, which the provider must accept as they are sent. */
export const modelSchemaTests: readonly ModelTest[] = [...inputTests, ...outputTests]
