import type { JSONSchema7 } from '@ai-sdk/provider'
import { Validator, type Schema } from '@cfworker/json-schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tries } from '../../../../test/support/effort.ts'
import { fillSchema } from './fill-schema.ts'
import { readSource } from '../source.ts'

const names = fc.constantFrom(
  'name',
  'order_id',
  'isUrgent',
  'summary',
  'tags',
  'amount',
  'due date',
  'a',
  '日付',
  'items',
)

const patterns = [
  '^[A-Z]{2,4}-\\d{3,}$',
  '^https?://',
  '^(red|green|blue)$',
  '[0-9a-f]{8}',
  '^\\w+@\\w+\\.(com|org)$',
  '^[^\\s]+$',
  '^$|^x',
  '\\bfoo\\b',
  '^(?:a|b)+c?$',
  '^\\p{Lu}\\p{Ll}+$',
]

const formats = ['date', 'date-time', 'time', 'email', 'uri', 'uuid', 'ipv4', 'ipv6', 'hostname', 'duration']

const strings: fc.Arbitrary<JSONSchema7> = fc.oneof(
  fc
    .record({ type: fc.constant('string' as const), minLength: fc.nat(40), span: fc.nat(30) })
    .map(({ span, ...schema }) => ({ ...schema, maxLength: schema.minLength + span })),
  fc.constantFrom(...patterns).map((pattern) => ({ type: 'string' as const, pattern })),
  fc.constantFrom(...formats).map((format) => ({ type: 'string' as const, format })),
  fc.constant({ type: 'string' as const }),
)

const limits = fc.record({ low: fc.integer({ min: -1000, max: 1000 }), span: fc.nat(100) })

const numbers: fc.Arbitrary<JSONSchema7> = fc.oneof(
  fc.constantFrom({ type: 'number' as const }, { type: 'integer' as const }),
  limits.map(({ low, span }) => ({ type: 'integer' as const, minimum: low, maximum: low + span })),
  limits.map(({ low, span }) => ({
    type: 'number' as const,
    exclusiveMinimum: low / 10,
    exclusiveMaximum: low / 10 + span / 100 + 0.01,
  })),
  limits.map(({ low }) => ({ type: 'integer' as const, exclusiveMinimum: low })),
  fc
    .record({ step: fc.constantFrom(0.01, 0.5, 3, 7, 25), low: fc.integer({ min: -50, max: 50 }) })
    .map(({ step, low }) => ({ type: 'number' as const, multipleOf: step, minimum: low, maximum: low + 60 })),
)

const fixed: fc.Arbitrary<JSONSchema7> = fc.oneof(
  fc.constantFrom<JSONSchema7>(
    { type: 'boolean' },
    { type: 'null' },
    { type: ['string', 'null'] },
    { type: ['integer', 'boolean'] },
    { type: 'object' },
    {},
  ),
  fc
    .uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), { minLength: 1, maxLength: 4 })
    .map((values): JSONSchema7 => ({ enum: values })),
  fc.oneof(fc.string(), fc.integer(), fc.constant({ kind: 'x' })).map((value): JSONSchema7 => ({ const: value })),
)

const parts = fc.letrec<{ any: JSONSchema7; deep: JSONSchema7 }>((tie) => ({
  any: fc.oneof({ depthSize: 'small', withCrossShrink: true }, strings, numbers, fixed, tie('deep')),
  deep: fc.oneof(
    fc
      .record({
        properties: fc.dictionary(names, tie('any'), { maxKeys: 5 }),
        requiredCount: fc.nat(5),
        open: fc.boolean(),
      })
      .map(({ properties, requiredCount, open }): JSONSchema7 => ({
        type: 'object',
        properties,
        required: Object.keys(properties).slice(0, requiredCount),
        ...(open ? {} : { additionalProperties: false }),
      })),
    fc
      .record({ items: tie('any'), minItems: fc.nat(3), span: fc.nat(3) })
      .map(({ items, minItems, span }): JSONSchema7 => ({ type: 'array', items, minItems, maxItems: minItems + span })),
    fc
      .record({
        items: fc.oneof(
          strings.filter(({ pattern }) => pattern === undefined),
          fc.constant<JSONSchema7>({ type: 'integer' }),
        ),
        minItems: fc.nat(3),
      })
      // Texts of no length cannot differ.
      .filter(({ items }) => (items.minLength ?? 5) >= 3)
      .map(({ items, minItems }): JSONSchema7 => ({ type: 'array', items, minItems, uniqueItems: true })),
    fc
      .array(tie('any'), { minLength: 1, maxLength: 3 })
      .map((items): JSONSchema7 => ({ type: 'array', items, minItems: items.length })),
    fc.record({ values: tie('any'), least: fc.nat(2) }).map(({ values, least }): JSONSchema7 => ({
      type: 'object',
      additionalProperties: values,
      minProperties: least,
    })),
    fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map((anyOf): JSONSchema7 => ({ anyOf })),
    tie('any').map((inner): JSONSchema7 => ({ allOf: [inner], description: 'the same' })),
    fc.constantFrom<JSONSchema7>({ $ref: '#/definitions/inner' }, { $ref: '#/definitions/tree' }),
  ),
}))

const tree: JSONSchema7 = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    children: { type: 'array', items: { $ref: '#/definitions/tree' } },
    next: { anyOf: [{ $ref: '#/definitions/tree' }, { type: 'null' }] },
  },
  required: ['name', 'children', 'next'],
  additionalProperties: false,
}

// Schemas of the kinds that users write, each of which some value satisfies.
const schemas: fc.Arbitrary<JSONSchema7> = fc
  .tuple(parts.any, fc.oneof(strings, numbers))
  .map(([schema, inner]) => ({ ...schema, definitions: { inner, tree } }))

const texts = fc.oneof(
  fc.string(),
  fc.lorem({ mode: 'sentences' }),
  fc.constantFrom(
    '',
    'name: Ada\norder id: 7\namount: 3.5\ntags: a, b, c\ndue date: 2026-01-02',
    '{"name":"x","items":[1,2],"a":{"b":null}}',
  ),
)

const runs = { numRuns: tries(400) }

describe('a filled schema', () => {
  it('is valid, whatever the schema and the input', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, texts, async (schema, text) => {
        const { value, valid } = await fillSchema(schema, { source: readSource([text]) })
        // Through JSON, as it leaves the model.
        const sent: unknown = JSON.parse(JSON.stringify(value))
        expect(valid).toBe(true)
        expect(new Validator(schema as Schema, '7').validate(sent).valid).toBe(true)
      }),
      runs,
    )
  })

  it('is the same every time', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, texts, async (schema, text) => {
        const fill = () => fillSchema(schema, { source: readSource([text]) })
        expect(await fill()).toEqual(await fill())
      }),
      { ...runs, numRuns: tries(200) },
    )
  })
})
