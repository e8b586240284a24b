import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tries } from '../../../test/support/effort.ts'
import type { JsonSchema } from '../json-schema.ts'
import { refTarget } from '../ref-target.ts'
import { validateSchema } from '../validate-schema.ts'
import { jsonSchemaProblems } from '../check/check-json-schema.ts'
import { inputKey, modelSchema, outputKey } from './model-schema.ts'
import { readWritten } from './read-written.ts'

/** A schema, and a value that it takes. */
interface Pair {
  readonly schema: Record<string, unknown>
  readonly value: unknown
}

const name = fc.constantFrom('a', 'b', 'input', 'output', '$ref', 'oneOf')

const { pair } = fc.letrec<{ pair: Pair }>((tie) => ({
  pair: fc.oneof(
    { maxDepth: 3 },
    fc.string().map((value): Pair => ({ schema: { type: 'string' }, value })),
    fc.integer().map((value): Pair => ({ schema: { type: 'integer' }, value })),
    fc.constantFrom(null, true, 'x', 5).map((value): Pair => ({ schema: { const: value }, value })),
    fc.constantFrom('x', 1, null).map((value): Pair => ({ schema: { enum: ['x', 1, null] }, value })),
    fc.constantFrom('x', null).map((value): Pair => ({ schema: { type: 'string', nullable: true }, value })),
    fc.constant<Pair>({ schema: { $ref: '#/$defs/text' }, value: 'x' }),
    fc.constant<Pair>({ schema: { $ref: '#/definitions/n', description: 'A number.' }, value: 5 }),
    fc.jsonValue({ maxDepth: 1 }).map((value): Pair => ({ schema: {}, value })),
    tie('pair').map(({ schema, value }): Pair => ({ schema: { type: 'array', items: schema }, value: [value, value] })),
    tie('pair').map(({ schema, value }): Pair => ({ schema: { allOf: [schema] }, value })),
    fc.tuple(tie('pair'), fc.constantFrom('anyOf', 'oneOf')).map(([{ schema, value }, keyword]): Pair => ({
      schema: { [keyword]: [schema, { type: 'boolean', const: 7 }] },
      value,
    })),
    fc.array(tie('pair'), { minLength: 1, maxLength: 3 }).map((pairs): Pair => ({
      schema: {
        type: 'array',
        items: pairs.map(({ schema }) => schema),
        additionalItems: false,
        minItems: pairs.length,
      },
      value: pairs.map(({ value }) => value),
    })),
    fc
      .tuple(
        fc.uniqueArray(name, { maxLength: 3 }),
        fc.array(tie('pair'), { minLength: 3, maxLength: 3 }),
        fc.boolean(),
      )
      .map(([names, pairs, isClosed]): Pair => ({
        schema: {
          type: 'object',
          properties: Object.fromEntries(names.map((key, index) => [key, pairs[index]?.schema])),
          required: names.slice(0, 1),
          ...(isClosed ? { additionalProperties: false } : {}),
        },
        value: Object.fromEntries(names.map((key, index) => [key, pairs[index]?.value])),
      })),
  ),
}))

const document = pair.map(({ schema, value }) => ({
  schema: { ...schema, $defs: { text: { type: 'string' } }, definitions: { n: { type: 'number' } } } as JsonSchema,
  value,
}))

it('sends an object that takes, in its wrapper, whatever the schema takes', async () => {
  await fc.assert(
    fc.asyncProperty(document, fc.constantFrom(inputKey, outputKey), async ({ schema, value }, key) => {
      expect(await validateSchema(schema, value)).toEqual({ value })
      const before = JSON.stringify(schema)
      const { jsonSchema, wrapper } = await modelSchema(schema, key)
      expect(JSON.stringify(schema)).toBe(before)
      expect(jsonSchema.type).toBe('object')
      expect(Object.keys(jsonSchema)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(anyOf|oneOf|allOf|\$ref|enum|const)$/)]),
      )
      expect(jsonSchemaProblems(jsonSchema)).toEqual([])
      const written = wrapper === undefined ? value : { [wrapper]: value }
      expect(await validateSchema(jsonSchema as JsonSchema, written)).toEqual({ value: written })
      const { result } = await readWritten(schema, written, wrapper)
      expect(result).toEqual({ value })
    }),
    { numRuns: tries(500) },
  )
})

it('keeps references to the root and into it', async () => {
  const places = fc.constantFrom('#', '#/items', '#/items/anyOf/0', '#/$defs/text', '#/$defs/list')
  await fc.assert(
    fc.asyncProperty(places, places, async (one, other) => {
      const schema = {
        type: 'array',
        items: { anyOf: [{ type: 'string' }, { type: 'array', items: { $ref: one } }] },
        $defs: { text: { type: 'string' }, list: { type: 'array', items: { $ref: other } } },
      }
      const { jsonSchema } = await modelSchema(schema, inputKey)
      const refs = JSON.stringify(jsonSchema).matchAll(/"\$ref":"([^"]+)"/g)
      for (const [, ref] of refs) expect(refTarget(jsonSchema, ref)).toBeTypeOf('object')
    }),
  )
})
