import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { tries } from '../../../test/support/effort.ts'
import { canonicalJson } from './canonical-json.ts'
import { copyJson } from './copy-json.ts'
import type { JsonValue } from './json.ts'
import { JsonProblem, toJson } from './to-json.ts'

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
})

const roundTrip = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue

it('gives either JSON or a problem, whatever it is given', () => {
  fc.assert(
    fc.property(anything, (value) => {
      let json: JsonValue
      try {
        json = toJson(value)
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(JsonProblem)
        return
      }
      expect(roundTrip(json)).toStrictEqual(json)
      expect(canonicalJson(value)).toBe(canonicalJson(json))
    }),
    { numRuns: tries(1000) },
  )
})

it('gives JSON values as JSON gives them', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(toJson(value)).toStrictEqual(roundTrip(value))
      expect(copyJson(value as JsonValue)).toStrictEqual(value)
    }),
  )
})
