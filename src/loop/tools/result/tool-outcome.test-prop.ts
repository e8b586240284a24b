import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { tries } from '../../../../test/support/effort.ts'
import type { ToolOutcome } from '../../../runs/outcomes.ts'
import type { JsonValue } from '../../../util/json/json.ts'
import { thrownOutcome, toolOutcome } from './tool-outcome.ts'

const reading = new AbortController()

class Instance {
  readonly hidden: unknown
  readonly #secret: unknown

  constructor(value: unknown) {
    this.#secret = value
    Object.defineProperty(this, 'hidden', { value, enumerable: false })
  }

  get secret(): unknown {
    return this.#secret
  }
}

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

/** Values of which JSON keeps nothing, around values of any kind. */
const odd = fc.letrec<{ value: unknown; odd: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, anything, tie('odd')),
  odd: fc.oneof(
    fc.func(fc.anything()),
    fc.constant(Symbol('s')),
    fc.string().map((text) => new Error(text)),
    fc.string().map((text) => new Blob([text])),
    fc.string().map((text) => new Response(text)),
    fc.uint8Array().map((bytes) => new Response(new Blob([new Uint8Array(bytes)], { type: 'application/json' }))),
    fc.constant(new WeakMap()),
    fc.constant(/x/),
    tie('value').map((value) => new Instance(value)),
    tie('value').map((value) => new Error('cause', { cause: value })),
    tie('value').map((value) => Promise.resolve(value)),
    tie('value').map((value) => ({ toJSON: () => value })),
    tie('value').map((value) => [value, new Map([[value, value]])]),
    tie('value').map((value) => ({ value, set: new Set([value]) })),
    tie('value').map((value) => ReadableStream.from([value])),
    tie('value').map((value) => [value].values()),
    tie('value').map((value) =>
      (async function* () {
        yield value
        return value
      })(),
    ),
    tie('value').map((value) => ({
      get field(): unknown {
        if (typeof value === 'string') throw new Error(value)
        return value
      },
    })),
  ),
})).odd

const roundTrip = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

function assertRecordable({ output, ...rest }: ToolOutcome): void {
  expect(roundTrip(output)).toStrictEqual(output)
  expect(Object.keys(rest).every((key) => key === 'isError' || key === 'isContent')).toBe(true)
  if (rest.isError === true) expect(JSON.stringify(output).length).toBeGreaterThan(2)
}

it('is JSON, or says why there is none, whatever a tool gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(anything, odd), async (value) => {
      assertRecordable(await toolOutcome('look', value, reading))
    }),
    { numRuns: tries(500) },
  )
})

it('is JSON that says something, whatever a tool throws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(anything, odd), async (value) => {
      const outcome = await thrownOutcome('look', value, reading)
      expect(outcome.isError).toBe(true)
      expect(roundTrip(outcome)).toStrictEqual(outcome)
    }),
    { numRuns: tries(300) },
  )
})

it('is what JSON makes of a value where JSON keeps all of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      expect(await toolOutcome('look', value, reading)).toStrictEqual({ output: roundTrip(value) })
      // The same by the way that values go which are not plain.
      expect(await toolOutcome('look', { value, at: new Date(0) }, reading)).toStrictEqual({
        output: { value: roundTrip(value) as JsonValue, at: '1970-01-01T00:00:00.000Z' },
      })
    }),
  )
})
