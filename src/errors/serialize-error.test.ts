import { expect, it } from 'vitest'
import { ModelError } from './model-error.ts'
import { OutputError } from './output-error.ts'
import { recordError, serializeError } from './serialize-error.ts'
import { withoutEvidence } from './serialized-error.ts'

it('keeps what an error of this package says', () => {
  const error = new ModelError('MODEL_RATE_LIMITED', 'Slow down.', { details: { status: 429, hosts: ['a'] } })
  expect(serializeError(error)).toStrictEqual({
    name: 'ModelError',
    message: 'Slow down.',
    code: 'MODEL_RATE_LIMITED',
    retryable: true,
    details: { status: 429, hosts: ['a'] },
  })
})

it('keeps the small facts of other errors, and never objects', () => {
  const error = Object.assign(new Error('gone'), {
    code: 'ENOENT',
    errno: -2,
    cached: false,
    request: { headers: { authorization: 'Bearer secret' } },
    body: 'x'.repeat(1_001),
    ratio: Number.NaN,
  })
  expect(serializeError(error)).toStrictEqual({
    name: 'Error',
    message: 'gone',
    fields: { code: 'ENOENT', errno: -2, cached: false },
  })
})

it('keeps 32 fields at most', () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, position) => [`field${position}`, position]))
  expect(Object.keys(serializeError(Object.assign(new Error('many'), many)).fields ?? {})).toHaveLength(32)
})

it('keeps causes, four deep, and comes to an end where they go round', () => {
  const error = new Error('round')
  error.cause = error
  let depth = 0
  for (let stored = serializeError(error).cause; stored !== undefined; stored = stored.cause) depth += 1
  expect(depth).toBe(4)
  expect(serializeError(new Error('a', { cause: { token: 'secret' } }))).toStrictEqual({ name: 'Error', message: 'a' })
})

it('keeps the first 20 errors of an aggregate', () => {
  const errors = Array.from({ length: 30 }, (_, position) => new RangeError(`number ${position}`))
  const stored = serializeError(new AggregateError(errors, 'all'))
  expect(stored.errors).toHaveLength(20)
  expect(stored.errors?.[0]).toStrictEqual({ name: 'RangeError', message: 'number 0' })
})

it('cuts long messages with a mark', () => {
  const { message } = serializeError(new Error('x'.repeat(20_000)))
  expect(message).toHaveLength(10_000)
  expect(message).toMatch(/x \[cut\]$/)
})

it('keeps what a model wrote in ledgers only', () => {
  const evidence = { rawText: 'my secret', problems: [{ attempt: 1, path: 'a', message: 'wrong' }] }
  const error = new Error('outer', { cause: new OutputError('no output', evidence) })
  expect(recordError(error).cause?.evidence).toStrictEqual(evidence)
  expect(JSON.stringify(serializeError(error))).not.toContain('secret')
  expect(withoutEvidence(recordError(error))).toStrictEqual(serializeError(error))
})

const hostile = (handler: string): unknown =>
  new Proxy(new Error('hidden'), {
    [handler]: () => {
      throw new Error(`no ${handler}`)
    },
  })

it.each([
  undefined,
  null,
  Symbol('odd'),
  0n,
  () => {},
  Object.create(null),
  { toString: () => assertNever() },
  hostile('get'),
  hostile('ownKeys'),
  hostile('getPrototypeOf'),
  hostile('getOwnPropertyDescriptor'),
])('never throws, whatever was thrown: case %#', (thrown) => {
  expect(typeof serializeError(thrown).message).toBe('string')
  expect(JSON.parse(JSON.stringify(recordError(thrown)))).toStrictEqual(recordError(thrown))
})

it('passes over getters that throw', () => {
  const error = Object.defineProperty(Object.assign(new Error('half'), { status: 500 }), 'bad', {
    enumerable: true,
    get: assertNever,
  })
  Object.defineProperty(error, 'message', { get: assertNever })
  expect(serializeError(error)).toStrictEqual({ name: 'Error', message: '', fields: { status: 500 } })
})

function assertNever(): never {
  throw new Error('Nobody may ask for this.')
}
