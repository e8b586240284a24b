import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { AixgoError } from './aixgo-error.ts'
import { errorCodes, type ErrorCode } from './error-codes.ts'
import { faithfulError } from './faithful-error.ts'
import { restoreError } from './restore-error.ts'
import { recordError } from './serialize-error.ts'

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0))
const detail = fc.oneof(fc.string(), number, fc.boolean(), fc.constant(null), fc.array(fc.string()))
const ours = fc
  .record({
    code: fc.constantFrom(...(Object.keys(errorCodes) as ErrorCode[])),
    message: fc.string(),
    retryable: fc.boolean(),
    details: fc.dictionary(fc.string(), detail),
  })
  .map((parts) => restoreError({ name: '', ...parts }) as AixgoError)

it('gives every error of this package back with its class, message, code and details', () => {
  fc.assert(
    fc.property(ours, (error) => {
      const again = restoreError(JSON.parse(JSON.stringify(recordError(error)))) as AixgoError
      expect(Object.getPrototypeOf(again)).toBe(Object.getPrototypeOf(error))
      expect(again.message).toBe(error.message)
      expect([again.name, again.code, again.retryable]).toStrictEqual([error.name, error.code, error.retryable])
      expect(again.details).toEqual(error.details)
    }),
  )
})

it('gives code the same error live and from a ledger, whatever was thrown', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (thrown) => {
      const stored = recordError(thrown)
      expect(JSON.parse(JSON.stringify(stored))).toStrictEqual(stored)
      const [live, later] = [faithfulError(thrown), restoreError(stored)]
      expect(recordError(live)).toStrictEqual(recordError(later))
      expect(live.constructor).toBe(later.constructor)
    }),
  )
})
