import fc from 'fast-check'
import { toStrictJsonSchema } from 'openai/lib/transform'
import { expect, it } from 'vitest'
import { tries } from '../../../test/support/effort.ts'
import type { JsonSchema } from '../json-schema.ts'
import { jsonSchemaProblems } from '../check/check-json-schema.ts'
import { keywordKinds } from '../check/keyword-table.ts'
import { strictProblem } from './strict-problem.ts'

type Node = Record<string, unknown>

/** Schemas that strict decoding mostly takes, each with now and then a word that it does not. */
const { schema, object } = fc.letrec<{ schema: Node; object: Node }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.record({ type: fc.constantFrom('string', 'number', 'boolean', 'null') }),
    fc.record({ type: fc.constant('string'), enum: fc.array(fc.string(), { minLength: 1, maxLength: 3 }) }),
    fc.record({ type: fc.constant('array'), items: tie('schema') }),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $ref: fc.constantFrom('#', '#/$defs/a', '#/$defs/b') }),
    tie('object'),
  ),
  object: fc
    .tuple(
      fc.dictionary(fc.string({ maxLength: 3 }), tie('schema'), { maxKeys: 3, noNullPrototype: true }),
      fc.option(fc.constantFrom(...keywordKinds.keys()), { freq: 12 }),
      fc.constantFrom(true, {}, [], 'x'),
    )
    .map(([properties, keyword, value]) => ({
      type: 'object',
      properties,
      required: Object.keys(properties),
      additionalProperties: false,
      ...(keyword === null ? {} : { [keyword]: value }),
    })),
}))

const document = fc.tuple(object, schema, schema).map(([root, a, b]) => ({ ...root, $defs: { a, b } }))

it('takes only schemas that OpenAI’s own client sends as they are', () => {
  let taken = 0
  fc.assert(
    fc.property(document, (given) => {
      // A schema that refers to itself without end has no check that ends.
      if (strictProblem(given) !== undefined || jsonSchemaProblems(given).length > 0) return
      taken += 1
      expect(toStrictJsonSchema(given as never)).toEqual(given)
    }),
    { numRuns: tries(1000) },
  )
  expect(taken).toBeGreaterThan(50)
})

it('has an answer for whatever it is given', () => {
  const keyed = fc.dictionary(fc.constantFrom(...keywordKinds.keys()), fc.anything(), { maxKeys: 6 })
  fc.assert(
    fc.property(fc.oneof(fc.anything(), keyed), (given) => {
      expect(['string', 'undefined']).toContain(typeof strictProblem(given as JsonSchema))
    }),
  )
})
