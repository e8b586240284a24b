import { type } from 'arktype'
import * as v from 'valibot'
import * as z from 'zod'
import { describe, expect, it } from 'vitest'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { describeProblems, schemaProblems } from './check-schema.ts'

const says = (schema: unknown): string => describeProblems(schemaProblems(schema))
const inProperty = (schema: unknown) => ({ type: 'object', properties: { a: schema } })
const zod3 = {
  '~standard': { version: 1, vendor: 'zod', validate: () => ({ value: 1 }) },
  _def: {},
  safeParse: () => 1,
}
const { '~standard': _, ...zod3Before } = zod3
const holdsItself: Record<string, unknown> = { type: 'object' }
holdsItself['properties'] = { a: holdsItself }
class Point {
  readonly type = 'object'
}

function nested(levels: number): unknown {
  return levels === 0 ? {} : { items: nested(levels - 1) }
}

describe('what is no schema is told with what, where and how to mend it', () => {
  it.each<[unknown, string]>([
    [undefined, 'There is none. For nothing at all give { "type": "object" }.'],
    [null, 'A JSON Schema must be an object, not null.'],
    [[z.string()], 'A JSON Schema must be an object, not a list.'],
    ['string', 'A JSON Schema must be an object, not "string".'],
    [true, 'A JSON Schema must be an object, not true.'],
    [Point, 'A class or function is no schema. Give a JSON Schema, or a schema of zod, valibot or arktype.'],
    [new Point(), 'A JSON Schema must be an object, not an object of the class Point.'],
    [new Map(), 'A JSON Schema must be an object, not an object of the class Map.'],
    [{ '~standard': {} }, 'It is no Standard Schema: it has no "validate".'],
    [zod3, 'It is of zod 3, which exports no JSON Schema. Use zod 4 (`import * as z from "zod/v4"` in zod 3.25).'],
    [
      zod3Before,
      'It is a schema of zod before 3.24, which cannot be exported. Use zod 4 (`import * as z from "zod/v4"` in zod 3.25).',
    ],
    [
      { summary: 'string' },
      'It has no keyword of JSON Schema, only "summary". Write { "type": "object", "properties": { "summary": { "type": "string" } }, "required": ["summary"] }.',
    ],
    [
      { count: 'number', title: 'string' },
      'It has no keyword of JSON Schema, only "count", "title". Write { "type": "object", "properties": { "count": { "type": "number" } }, "required": ["count"] }.',
    ],
    [
      { a: { type: 'string' }, b: {}, c: 1, d: 1 },
      'It has no keyword of JSON Schema, only "a", "b", "c" and more. Write { "type": "object", "properties": { "a": { "type": "string" } }, "required": ["a"] }.',
    ],
    [
      { a: z.string(), b: z.number() },
      'It is a list of schemas ("a", "b"), and no schema itself. Make one of it: z.object({ ... }).',
    ],
    [
      { type: 'object', city: { type: 'string' } },
      'city: "city" is no keyword of JSON Schema. A property is named under "properties".',
    ],
    [
      { type: 'object', city: 'string' },
      'city: "city" is no keyword of JSON Schema. A property is named under "properties".',
    ],
    [
      { type: 'object', propertis: {} },
      'propertis: "propertis" is no keyword of JSON Schema. Did you mean "properties"?',
    ],
    [{ type: 'array', item: {} }, 'item: "item" is no keyword of JSON Schema. Did you mean "items"?'],
    [{ type: 'int' }, 'type: "int" is no type of JSON Schema. Did you mean "integer"?'],
    [inProperty({ type: 'str' }), 'properties.a.type: "str" is no type of JSON Schema. Did you mean "string"?'],
    [inProperty({ type: 'float' }), 'properties.a.type: "float" is no type of JSON Schema. Did you mean "number"?'],
    [inProperty({ type: 'STRING' }), 'properties.a.type: "STRING" is no type of JSON Schema. Did you mean "string"?'],
    [inProperty({ type: 'strng' }), 'properties.a.type: "strng" is no type of JSON Schema. Did you mean "string"?'],
    [
      inProperty({ type: 'datetime' }),
      'properties.a.type: "datetime" is no type of JSON Schema. Did you mean "string", with "format: date-time"?',
    ],
    [
      inProperty({ type: 'any' }),
      'properties.a.type: "any" is no type of JSON Schema. Leave "type" out where anything may stand.',
    ],
    [
      inProperty({ type: ['string', 'dict'] }),
      'properties.a.type: "dict" is no type of JSON Schema. Did you mean "object"?',
    ],
    [
      inProperty({ type: String }),
      'properties.a.type: "type" must be a word, not a function. Types: "object", "array", "string", "number", "integer", "boolean", "null".',
    ],
    [inProperty('string'), 'properties.a: A JSON Schema must be an object, not "string". Write { "type": "string" }.'],
    [
      inProperty(z.string()),
      "properties.a: A JSON Schema cannot hold another library's schema. Write all of it in that library's words.",
    ],
    [inProperty(undefined), 'properties.a: A JSON Schema must be an object, not undefined.'],
    [
      inProperty({ type: 'string', required: true }),
      'properties.a.required: "required" must be a list of names. It belongs to the object, as "required: [a, b]".',
    ],
    [
      inProperty({ exclusiveMinimum: true }),
      'properties.a.exclusiveMinimum: "exclusiveMinimum" must be a number. In draft 4 it went with "minimum"; now it holds the bound itself.',
    ],
    [
      inProperty({ divisibleBy: 2 }),
      'properties.a.divisibleBy: "divisibleBy" is of an old draft. "divisibleBy" is written "multipleOf" since draft 4.',
    ],
    [
      { type: 'object', id: 'http://x' },
      'id: "id" is of an old draft. "id" is written "$id" since draft 6. Leave it out: nothing refers to it.',
    ],
    [{ type: 'object', properties: ['a'] }, 'properties: "properties" must map names to JSON Schemas.'],
    [
      { type: 'object', required: 'a' },
      'required: "required" must be a list of names. It belongs to the object, as "required: [a, b]".',
    ],
    [
      { properties: { summary: {} }, required: ['sumary'] },
      'required: There is no property "sumary". Did you mean "summary"?',
    ],
    [{ anyOf: { type: 'string' } }, 'anyOf: "anyOf" must be a list of JSON Schemas.'],
    [{ enum: [] }, 'enum: "enum" must be a list of values.'],
    [{ enum: [1, () => 1] }, 'enum.1: JSON has no function.'],
    [{ const: 1n }, 'const: JSON has no bigint.'],
    [{ default: new Date(0) }, 'default: JSON has no Date.'],
    [{ minLength: -1 }, 'minLength: "minLength" must be a whole number of at least 0.'],
    [{ minimum: '3' }, 'minimum: "minimum" must be a number.'],
    [{ multipleOf: 0 }, 'multipleOf: "multipleOf" must be more than 0.'],
    [{ uniqueItems: 'yes' }, 'uniqueItems: "uniqueItems" must be true or false.'],
    [{ description: 5 }, 'description: "description" must be a text.'],
    [{ pattern: /^a/ }, 'pattern: "pattern" must be a text. Write its source: "^a".'],
    [{ pattern: '(' }, 'pattern: "(" is no regular expression.'],
    [{ $ref: '#/$defs/nod', $defs: { node: {} } }, '$ref: "#/$defs/nod" leads nowhere. Did you mean "#/$defs/node"?'],
    [{ items: { $ref: '#/definitions/a' } }, 'items.$ref: "#/definitions/a" leads nowhere. The schema has no "$defs".'],
    [
      { $ref: 'https://example.org/a.json' },
      '$ref: "https://example.org/a.json" leads out of the schema. Put what it means under "$defs", and refer to it as "#/$defs/name".',
    ],
    [{ $ref: '#a', $defs: { b: { $anchor: 'b' } } }, '$ref: "#a" leads nowhere: there is no such "$anchor".'],
    [{ $ref: '#/title', title: 'x' }, '$ref: "#/title" leads to something that is no schema.'],
    [
      { $ref: '#/$defs/a', $defs: { a: { $ref: '#' } } },
      '\n- $ref: "#/$defs/a" leads back to itself.\n- $defs.a.$ref: "#" leads back to itself.',
    ],
    [
      { $ref: '#/$defs/a', $defs: { a: { anyOf: [{ type: 'string' }, { $ref: '#/$defs/a' }] } } },
      expect.stringContaining('$ref: "#/$defs/a" leads back to itself.') as string,
    ],
    [holdsItself, 'properties.a: The schema holds itself. Name it under "$defs", and refer to it with "$ref".'],
    [{ ...holdsItself, const: holdsItself }, expect.stringContaining('nested too deeply, or holds itself') as string],
    [nested(200), `${Array(129).fill('items').join('.')}: The schema is nested more than 64 levels deep.`],
    [{ anyOf: Array.from({ length: 30_000 }, () => ({})) }, 'anyOf.19999: The schema has more than 20000 parts.'],
  ])('%#', (schema, message) => {
    expect(says(schema)).toEqual(message)
  })

  it('says everything at once, up to twenty things', () => {
    const schema = { properties: Object.fromEntries(Array.from({ length: 30 }, (__, n) => [`p${n}`, { type: 'int' }])) }
    expect(schemaProblems(schema)).toHaveLength(20)
  })
})

describe('what is a schema passes', () => {
  it.each<[string, unknown]>([
    ['anything', {}],
    ['only described', { title: 'x', description: 'A number.' }],
    [
      'draft 7',
      { $schema: 'http://json-schema.org/draft-07/schema#', $id: 'x', items: [{}, true], additionalItems: false },
    ],
    [
      '2020-12',
      { $defs: { a: { $anchor: 'a', prefixItems: [{ const: null }] } }, $ref: '#a', unevaluatedItems: false },
    ],
    [
      'keywords of other vocabularies',
      { type: 'string', 'x-order': 1, '~kind': 'String', $vocab: 'string', example: 'x', unit: 'cm' },
    ],
    [
      'properties named like keywords',
      { properties: { id: { type: 'string' }, type: { type: 'string' }, required: {} } },
    ],
    ['escapes that need none', { pattern: '^[a-z\\-\\_]+\\@$' }],
    ['a keyword that was left undefined', { type: 'string', description: undefined }],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { type: 'object' })],
    ['nullable', { type: 'string', nullable: true }],
    ['zod', z.date()],
    ['valibot', v.date()],
    ['arktype', type('Date')],
  ])('%s', (__, schema) => {
    expect(schemaProblems(schema)).toEqual([])
  })
})

describe('junk is refused where it is written', () => {
  const junk = { summary: 'string' } as object
  const tool = { name: 't', description: 'd', execute: () => 1 }

  it('by defineTool, naming the tool', () => {
    const refusal = expect.objectContaining({
      code: 'TOOL_SCHEMA_INVALID',
      message: expect.stringMatching(/^Tool "t": "input" is no schema that can be used\. It has no keyword/),
    })
    expect(() => defineTool({ ...tool, input: junk })).toThrow(refusal)
    expect(() => defineTool({ ...tool, input: zod3 as never })).toThrow(
      expect.objectContaining({ details: { tool: 't' } }),
    )
    expect(() => defineTool({ ...tool, input: z.date(), jsonSchema: junk })).toThrow(
      expect.objectContaining({ message: expect.stringContaining('"jsonSchema" is no schema') }),
    )
  })

  it('by defineTool not where another schema tells the model what to write', () => {
    expect(() => defineTool({ ...tool, input: zod3 as never, jsonSchema: { type: 'object' } })).not.toThrow()
  })

  it('by defineAgent and defineCustomAgent, naming the agent', () => {
    const refusal = expect.objectContaining({
      code: 'AGENT_SCHEMA_INVALID',
      message: expect.stringMatching(/^Agent "a": "(?:in|out)put" is no schema that can be used\. It has no keyword/),
    })
    expect(() => defineAgent({ name: 'a', model: 'openai:gpt-5', output: junk })).toThrow(refusal)
    expect(() => defineAgent({ name: 'a', model: 'openai:gpt-5', input: junk })).toThrow(refusal)
    expect(() => defineCustomAgent({ name: 'a', input: junk, execute: () => 1 })).toThrow(refusal)
  })
})
