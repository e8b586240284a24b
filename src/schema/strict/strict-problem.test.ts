import * as z from 'zod'
import { describe, expect, it } from 'vitest'
import type { JsonSchema } from '../json-schema.ts'
import { toJsonSchema } from '../to-json-schema.ts'
import { strictProblem } from './strict-problem.ts'
import { azureRules, strictRulesOf } from './strict-rules.ts'

const text = { type: 'string' } as const
const closed = (properties: Record<string, unknown>, more: object = {}): JsonSchema => ({
  type: 'object',
  properties: properties as NonNullable<JsonSchema['properties']>,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
})

function nested(levels: number): JsonSchema {
  return levels === 0 ? text : closed({ in: nested(levels - 1) })
}

describe('a schema that strict decoding takes', () => {
  it.each<[string, JsonSchema]>([
    ['is a closed object with all its keys required', closed({ a: text, b: { type: ['number', 'null'], minimum: 1 } })],
    ['may be empty', { type: 'object', properties: {}, additionalProperties: false }],
    [
      'may describe itself',
      closed({ a: { ...text, title: 'A', description: 'The first.' } }, { $schema: 'x', title: 'T' }),
    ],
    [
      'may hold lists, their bounds and variants',
      closed({ a: { type: 'array', items: { anyOf: [text, closed({ b: text })] }, minItems: 1 } }),
    ],
    [
      'may hold constants, choices, patterns and known formats',
      closed({
        a: { const: 'x', type: 'string' },
        b: { type: 'string', enum: ['x', 'y'] },
        c: { type: 'string', pattern: '^\\(?=x' },
        d: { type: 'string', format: 'date' },
      }),
    ],
    [
      'may refer to its definitions and to itself',
      closed(
        { a: { $ref: '#/$defs/n' }, b: { anyOf: [{ $ref: '#' }, { type: 'null' }] } },
        { $defs: { n: closed({ next: { $ref: '#/$defs/n' } }) } },
      ),
    ],
    ['may be ten levels deep', nested(10)],
  ])('%s', (_, schema) => {
    expect(strictProblem(schema)).toBeUndefined()
  })

  it('is what zod writes of ordinary objects', async () => {
    const schema = z.strictObject({
      kind: z.enum(['a', 'b']),
      lines: z.array(z.strictObject({ price: z.number().min(0), note: z.nullable(z.string()) })).max(3),
      at: z.iso.datetime(),
    })
    expect(strictProblem(await toJsonSchema(schema))).toBeUndefined()
  })
})

describe('the first thing that strict decoding refuses is named with its place', () => {
  it.each<[unknown, string]>([
    [true, 'the schema is not an object'],
    [text, "the root's `type` is not `object`"],
    [{}, "the root's `type` is not `object`"],
    [{ anyOf: [closed({})] }, 'the root is an `anyOf`'],
    [{ $ref: '#/$defs/a', $defs: { a: closed({}) } }, 'the root is a `$ref`'],
    [closed({ address: closed({ zip: text }, { required: [] }) }), '`address.zip` is not in `required`'],
    [closed({ a: closed({}, { required: ['b'] }) }), '`a` requires `b`, which is not in `properties`'],
    [closed({ a: { type: 'object', properties: {} } }), '`a` does not say `additionalProperties: false`'],
    [closed({}, { additionalProperties: text }), 'the root does not say `additionalProperties: false`'],
    [closed({ a: { type: 'object', additionalProperties: false } }), '`a` has no `properties`'],
    [closed({ a: { type: 'array', items: closed({ b: { ...text, minLength: 1 } }) } }), '`a[].b` has `minLength`'],
    [closed({ a: { anyOf: [text, { type: 'array' }] } }), '`a.anyOf[1]` has no `items`'],
    [closed({ a: { anyOf: [text], type: 'string' } }), '`a` has `type` beside `anyOf`'],
    [closed({ a: { anyOf: [] } }), '`a` has an `anyOf` without variants'],
    [closed({ a: { type: 'array', items: [text] } }), '`a` is a tuple'],
    [closed({ a: { type: 'array', items: text, prefixItems: [text] } }), '`a` has `prefixItems`'],
    [closed({ a: {} }), '`a` has no `type` that is known'],
    [closed({ a: { enum: ['x'] } }), '`a` has no `type` that is known'],
    [closed({ a: { type: 'int' } }), '`a` has no `type` that is known'],
    [closed({ a: true }), '`a` is not an object that describes a value'],
    [closed({ a: { ...text, default: 'x' } }), '`a` has `default`'],
    [closed({ a: { ...text, format: 'uri' } }), '`a` has the format `uri`'],
    [closed({ a: { ...text, pattern: '^(?!x)' } }), '`a` has a `pattern` that looks around'],
    [closed({ a: { ...text, minimum: 1 } }), '`a` has `minimum`'],
    [closed({ a: { ...text, enum: [] } }), '`a` has an `enum` without values'],
    [closed({ a: { ...text, enum: [['x']] } }), '`a` has an object or a list in its `enum`'],
    [closed({ a: { ...text, const: {} } }), '`a` has a `const` that is an object or a list'],
    [closed({ a: { $ref: '#/$defs/b' } }), '`a` has a `$ref` that leads nowhere'],
    [closed({ a: { $ref: 'other.json' } }), '`a` has a `$ref` that leads nowhere'],
    [closed({ a: { $ref: '#', description: 'x' } }), '`a` has `description` beside `$ref`'],
    [
      closed({}, { $defs: { n: { type: 'object', properties: {} } } }),
      '`$defs.n` does not say `additionalProperties: false`',
    ],
    [closed({}, { $defs: [] }), '`$defs` is not an object'],
    [closed({ a: nested(11) }), `\`a${'.in'.repeat(10)}\` is nested more than 10 levels deep`],
    [
      closed(Object.fromEntries(Array.from({ length: 5001 }, (_, n) => [`p${n}`, text]))),
      'the schema has more than 5000 properties',
    ],
    [
      closed({ a: { type: 'integer', enum: Array.from({ length: 1001 }, (_, n) => n) } }),
      'the schema has more than 1000 values in `enum`',
    ],
    [
      closed({ a: { ...text, const: 'x'.repeat(120_001) } }),
      "the schema's names and values have more than 120000 characters",
    ],
    [
      closed({ a: { ...text, enum: Array.from({ length: 251 }, (_, n) => `${n}`.padStart(60, 'x')) } }),
      '`a` has an `enum` of more than 250 values with more than 15000 characters',
    ],
    ...[
      'allOf',
      'oneOf',
      'not',
      'if',
      'then',
      'else',
      'patternProperties',
      'propertyNames',
      'dependentRequired',
      'dependentSchemas',
      'unevaluatedProperties',
      'minProperties',
      'nullable',
      'x-order',
    ].map((keyword): [unknown, string] => [closed({}, { [keyword]: {} }), `the root has \`${keyword}\``]),
  ])('%#', (schema, problem) => {
    // Hostile input on purpose.
    expect(strictProblem(schema as JsonSchema)).toBe(problem)
  })
})

describe('the rules of others', () => {
  const bounded = closed({ a: { type: 'number', minimum: 1 } })

  it.each([
    ['openai', 'gpt-5', undefined],
    ['groq', 'openai/gpt-oss-20b', undefined],
    ['openai', 'ft:gpt-4o:team', '`a` has `minimum`'],
    ['azure', 'my-deployment', '`a` has `minimum`'],
  ])('are those of %s for %s', (provider, model, problem) => {
    expect(strictProblem(bounded, strictRulesOf(provider, model))).toBe(problem)
  })

  it('take smaller schemas on Azure', () => {
    const many = closed(Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`p${n}`, text])))
    expect(strictProblem(many, azureRules)).toBe('the schema has more than 100 properties')
    expect(strictProblem(nested(6), azureRules)).toBe('`in.in.in.in.in.in` is nested more than 5 levels deep')
  })
})
