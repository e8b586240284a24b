import { expect, it } from 'vitest'
import { AixgoError } from './aixgo-error.ts'
import { errorCodes, type ErrorCode } from './error-codes.ts'
import { ModelError } from './model-error.ts'
import { OutputError } from './output-error.ts'
import { restoreError } from './restore-error.ts'
import { recordError } from './serialize-error.ts'

const restored = (thrown: unknown): Error => restoreError(JSON.parse(JSON.stringify(recordError(thrown))))

it.each(Object.keys(errorCodes) as ErrorCode[])('gives %s back as the class of its family', (code) => {
  const error = restoreError({ name: 'Error', message: 'm', code, retryable: true, details: { limit: 3 } })
  const family = error.constructor as typeof AixgoError
  expect(family.name.toLowerCase()).toBe(
    code === 'AGENT_OUTPUT_INVALID' ? 'outputerror' : `${errorCodes[code].family}error`,
  )
  expect(family.isInstance(error)).toBe(true)
  expect(error).toMatchObject({ code, retryable: true, details: { limit: 3 } })
})

it.each([
  new Error('a'),
  new TypeError('a'),
  new RangeError('a'),
  new SyntaxError('a'),
  new ReferenceError('a'),
  new EvalError('a'),
  new URIError('a'),
  new AggregateError([new TypeError('b')], 'a'),
  new DOMException('a', 'AbortError'),
  new DOMException('a', 'TimeoutError'),
])('gives errors of the platform back as what they were: %s', (error) => {
  const again = restored(error)
  expect(Object.getPrototypeOf(again)).toBe(Object.getPrototypeOf(error))
  expect([again.name, again.message]).toStrictEqual([error.name, error.message])
})

it('gives an aggregate its errors back', () => {
  const { errors } = restored(new AggregateError([new TypeError('b'), 'text'], 'a')) as AggregateError
  expect(errors[0]).toBeInstanceOf(TypeError)
  expect(errors[1]).toMatchObject({ name: 'Error', message: 'text' })
})

it('gives fields, the name of another class and the cause back', () => {
  class HttpError extends Error {
    override name = 'HttpError'
    status = 404
  }
  const again = restored(new HttpError('not there', { cause: new TypeError('fetch failed') }))
  expect(again).toMatchObject({ name: 'HttpError', message: 'not there', status: 404 })
  expect(again.cause).toBeInstanceOf(TypeError)
  expect(Object.keys(again)).not.toContain('cause')
})

it('gives back what a model wrote', () => {
  const problems = [{ attempt: 1, path: '', message: 'no JSON' }]
  const again = restored(new OutputError('no output', { rawText: 'Sorry', problems }))
  expect(again).toBeInstanceOf(OutputError)
  expect(OutputError.isInstance(again) && [again.rawText, again.problems]).toStrictEqual(['Sorry', problems])
  expect(Object.keys(again)).not.toContain('rawText')
})

it('keeps the code of a newer version as a field', () => {
  const error = restoreError({ name: 'ModelError', message: 'm', code: 'MODEL_BORED' as ErrorCode, retryable: true })
  expect(AixgoError.isInstance(error)).toBe(false)
  expect(error).toMatchObject({ name: 'ModelError', code: 'MODEL_BORED', retryable: true })
})

it('tells the families apart, however the error came here', () => {
  const error = restored(new ModelError('MODEL_TIMEOUT', 'late'))
  expect(ModelError.isInstance(error)).toBe(true)
  expect(OutputError.isInstance(error)).toBe(false)
  expect(AixgoError.isInstance(error)).toBe(true)
  const fromAnotherCopy = Object.defineProperty(
    Object.assign(new Error('late'), { code: 'MODEL_TIMEOUT' }),
    Symbol.for('aixgo.error'),
    { value: true },
  )
  expect(ModelError.isInstance(fromAnotherCopy)).toBe(true)
  expect(fromAnotherCopy).not.toBeInstanceOf(ModelError)
})
