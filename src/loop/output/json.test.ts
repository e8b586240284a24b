import { describe, expect, it } from 'vitest'
import { extractJson } from './extract-json.ts'
import { parsePartialJson } from './parse-partial-json.ts'

describe('a value of which only a beginning is there', () => {
  it.each([
    ['', undefined],
    ['```json\n', undefined],
    ['Here it is: {"a', {}],
    ['{"a"', {}],
    ['{"a": 1', {}],
    ['{"a": 1,', { a: 1 }],
    ['{"a": tru', {}],
    ['{"a": true', { a: true }],
    ['{"a": "x', { a: 'x' }],
    ['{"a": "x\\', { a: 'x' }],
    ['{"a": "x\\u00', { a: 'x' }],
    ['{"a": "x\\u00e9', { a: 'xé' }],
    ['{"a": "\\ud83d', { a: '' }],
    ['{"a": "\\ud83d\\ude00', { a: '😀' }],
    ['{"a": [1, {"b": "c', { a: [1, { b: 'c' }] }],
    ['{"a": /* why', {}],
    ['{"a": 1, // why\n"b": 2}', { a: 1, b: 2 }],
    ['{"a": 1} and more', { a: 1 }],
  ])('%j gives %j', (text, expected) => {
    expect(parsePartialJson(text)).toEqual(expected)
  })

  it('sets no prototype', () => {
    const value = parsePartialJson('{"__proto__": {"admin": true}}')
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object.keys(value as object)).toEqual(['__proto__'])
  })

  it('gives up on brackets without end, and does not fill the stack', () => {
    expect(() => parsePartialJson('['.repeat(100_000))).not.toThrow()
    expect(extractJson('['.repeat(100_000), 'any').ok).toBe(false)
  })
})

describe('taking a value out of an answer', () => {
  it.each([
    ['```\n{"a":1}\n```', { a: 1 }],
    ['Sure [1], as {you} asked: {"a": 1}. Bye {now}!', { a: 1 }],
    ['{"a": 1} or, once more, {"a": 1}', { a: 1 }],
    ['<think>Perhaps {"a": 2} or {"a": </think>{"a": 1}', { a: 1 }],
    ['{"a": [1, 2, ], }', { a: [1, 2] }],
    ['{"a": "not // a comment, }"}', { a: 'not // a comment, }' }],
  ])('finds it in %j', (text, value) => {
    expect(extractJson(text, 'object')).toEqual({ ok: true, value })
  })

  it.each([
    ['{"a": 1} or {"a": 2}', /2 different JSON values/],
    ['{\'a\': {"b": 1}}', /line 1, column 2: expected a key in double quotes/],
    ['{"a": [1, 2', /ends in the middle/],
    ['{"a": 1}\n{"a": "x', /ends in the middle/],
    ['{"a": 01}', /number/],
    ['{"a": NaN}', /expected a value/],
    ['{"a": 1,, "b": 2}', /key in double quotes/],
    ['{"a": "two\nlines"}', /line break/],
    ['I cannot do that.', /no JSON/],
  ])('does not guess at %j', (text, problem) => {
    expect(extractJson(text, 'object')).toEqual({ ok: false, problem: expect.stringMatching(problem) })
  })

  it('quotes nothing of the answer in what it says is wrong', () => {
    expect(JSON.stringify(extractJson('{"password": hunter2}', 'object'))).not.toMatch(/password|hunter2/)
  })
})
