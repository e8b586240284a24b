import { expect, it } from 'vitest'
import { faithfulError } from './faithful-error.ts'
import { ModelError } from './model-error.ts'
import { OutputError } from './output-error.ts'
import { recordError } from './serialize-error.ts'

it.each([
  new ModelError('MODEL_TIMEOUT', 'late', { details: { limit: 3, models: ['a'], none: undefined }, cause: { raw: 1 } }),
  new OutputError('no output', { rawText: 'Sorry', problems: [] }),
  new TypeError('a', { cause: { response: {} } }),
  Object.assign(new Error('a'), { code: 'ENOENT', errno: -2 }),
  Object.assign(new Error('a'), { name: 'HttpError', status: 404 }),
  new AggregateError([new TypeError('b')], 'a'),
  new DOMException('a', 'AbortError'),
])('leaves alone what a ledger gives back whole: %s', (error) => {
  expect(faithfulError(error)).toBe(error)
})

class UserError extends Error {
  override name = 'UserError'
  status = 404
  response = { headers: {} }
}

class UserModelError extends ModelError {}

it.each([
  new UserError('mine'),
  new UserModelError('MODEL_FAILED', 'mine'),
  Object.assign(new Error('a'), { response: {} }),
  Object.assign(new Error('a'), { name: 'TypeError' }),
  new AggregateError([new UserError('inner')], 'a'),
  new Error('x'.repeat(10_001)),
  'a text',
  undefined,
])('stands in for what a ledger cannot give back: %s', (thrown) => {
  const error = faithfulError(thrown)
  expect(error).not.toBe(thrown)
  expect(error.cause).toBe(thrown)
  expect(Object.keys(error)).not.toContain('cause')
  if (thrown instanceof Error) expect(error.stack).toBe(thrown.stack)
})

it('keeps what can be kept of an error of a class that a ledger does not know', () => {
  const error = faithfulError(new UserError('mine'))
  expect(error).not.toBeInstanceOf(UserError)
  expect(error).toMatchObject({ name: 'UserError', message: 'mine', status: 404 })
  expect('response' in error).toBe(false)
  expect(faithfulError(new UserModelError('MODEL_FAILED', 'mine'))).toBeInstanceOf(ModelError)
})

it('records a stand-in as it records what it stands for', () => {
  const original = new UserError('mine', { cause: new TypeError('why') })
  const standIn = faithfulError(original)
  expect(recordError(standIn)).toStrictEqual(recordError(original))
  expect(faithfulError(standIn)).toBe(standIn)
})
