import { type } from 'arktype'
import * as v from 'valibot'
import * as z from 'zod'
import { describe, expect, it } from 'vitest'
import type { AnySchema } from '../json-schema.ts'
import { strictProblem } from '../strict/strict-problem.ts'
import { inputKey, modelSchema } from './model-schema.ts'

/** What a model is told of a property. */
async function told(schema: AnySchema): Promise<unknown> {
  const { jsonSchema } = await modelSchema(schema, inputKey)
  return jsonSchema.properties?.['a']
}

const property = (a: object): AnySchema => ({ type: 'object', properties: { a } })
const text = { type: 'string' }

describe('a schema is sent in words that all providers take', () => {
  it.each<[string, AnySchema, unknown]>([
    ['variants', property({ oneOf: [text, { type: 'null' }] }), { anyOf: [text, { type: 'null' }] }],
    [
      'variants beside others',
      property({ oneOf: [text], anyOf: [text] }),
      { anyOf: [text], allOf: [{ anyOf: [text] }] },
    ],
    ['a constant', property({ const: 'x' }), { const: 'x', type: 'string' }],
    ['choices', property({ enum: ['x', null] }), { enum: ['x', null], type: ['string', 'null'] }],
    ['a type in a list', property({ type: ['string'] }), text],
    ['an object without a type', property({ properties: {} }), { type: 'object', properties: {} }],
    ['a list without a type', property({ items: true }), { type: 'array', items: {} }],
    ['a comment', property({ ...text, $comment: 'x' }), text],
    ['OpenAPI’s nullable', property({ ...text, nullable: true }), { type: ['string', 'null'] }],
    ['a reference alone in an "allOf"', { ...property({ allOf: [{ $ref: '#' }] }) }, { $ref: '#' }],
    ['a described reference', property({ $ref: '#', description: 'x' }), { anyOf: [{ $ref: '#' }], description: 'x' }],
    [
      'a tuple',
      property({ prefixItems: [text, { type: 'number', description: 'pieces' }], items: false, minItems: 2 }),
      {
        type: 'array',
        items: { anyOf: [text, { type: 'number', description: 'pieces' }] },
        minItems: 2,
        maxItems: 2,
        description: 'Items in this order: string, number (pieces).',
      },
    ],
    [
      'a tuple of one type, in draft 7',
      property({ description: 'x', items: [text, text], additionalItems: { type: 'string' } }),
      { type: 'array', items: text, description: 'x\nItems in this order: string, string.' },
    ],
    ['a tuple of zod', z.object({ a: z.tuple([z.string()]) }), expect.objectContaining({ items: text, maxItems: 1 })],
  ])('%s', async (_, schema, sent) => {
    expect(await told(schema)).toEqual(sent)
  })
})

describe('an exported schema', () => {
  it.each<[string, AnySchema, boolean | object]>([
    ['zod', z.object({ b: z.string() }), false],
    ['zod, loose', z.looseObject({ b: z.string() }), {}],
    ['zod, with a rest', z.object({ b: z.string() }).catchall(z.number()), { type: 'number' }],
    ['valibot', v.object({ b: v.string() }), false],
    ['valibot, loose', v.looseObject({ b: v.string() }), true],
    ['arktype', type({ b: 'string' }), false],
  ])('is closed where its library drops or keeps for nobody what is not named: %s', async (_, schema, expected) => {
    const { jsonSchema } = await modelSchema(schema, inputKey)
    expect(jsonSchema.additionalProperties).toEqual(expected)
  })

  it('says nothing that only a reader of the value would want to know', async () => {
    const schema = z.object({
      a: z.array(z.string().catch('x')).readonly(),
      b: z.email(),
      c: z.record(z.string(), z.any()),
      d: z.int(),
    })
    const { jsonSchema } = await modelSchema(schema, inputKey)
    expect(jsonSchema.properties).toEqual({
      a: { type: 'array', items: { type: 'string', default: 'x' } },
      b: expect.objectContaining({ type: 'string', format: 'email' }),
      c: { type: 'object', additionalProperties: {} },
      d: { type: 'integer' },
    })
  })

  it('of ordinary objects is taken by strict decoding, whichever library wrote it', async () => {
    const schemas: readonly AnySchema[] = [
      z.object({
        kind: z.enum(['a', 'b']),
        at: z.iso.datetime(),
        tags: z.array(z.string()),
        n: z.nullable(z.number()),
      }),
      z.discriminatedUnion('k', [z.object({ k: z.literal('a') }), z.object({ k: z.literal('b'), n: z.number() })]),
      z.object({ pair: z.tuple([z.string(), z.number()]), mail: z.email() }),
      v.object({ kind: v.picklist(['a', 'b']), mail: v.pipe(v.string(), v.email()), pair: v.tuple([v.string()]) }),
      type({ kind: "'a' | 'b'", tags: 'string[]', nested: { n: 'number > 3' } }),
    ]
    for (const schema of schemas) {
      const { jsonSchema } = await modelSchema(schema, inputKey)
      expect(strictProblem(jsonSchema)).toBeUndefined()
    }
  })
})
