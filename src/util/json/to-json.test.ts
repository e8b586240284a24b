import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { copyJson } from './copy-json.ts'
import { JsonProblem, toJson } from './to-json.ts'

it.each([
  [undefined, null],
  [null, null],
  ['a \uD800', 'a \uD800'],
  [{ a: undefined, b: 1 }, { b: 1 }],
  [
    [undefined, 1],
    [null, 1],
  ],
  [Array(2), [null, null]],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [{ at: new Date(NaN) }, { at: null }],
  [new URL('http://a.example/'), 'http://a.example/'],
  [Buffer.from('hi'), { $bytes: 'aGk=' }],
  [new Uint16Array([1]), { $bytes: 'AQA=' }],
  [new Uint8Array([104, 105]).buffer, { $bytes: 'aGk=' }],
  [
    [Object(1), Object('a'), Object(true)],
    [1, 'a', true],
  ],
  [{ toJSON: () => ({ at: new Date(0) }) }, { at: '1970-01-01T00:00:00.000Z' }],
  [{ a: { toJSON: () => undefined } }, {}],
  [Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  [runInNewContext('({ a: [1, { b: 2 }] })'), { a: [1, { b: 2 }] }],
])('takes what JSON makes of a value: case %#', (value, expected) => {
  expect(toJson(value)).toStrictEqual(expected)
})

it('makes a negative zero the zero it is in JSON', () => {
  expect(toJson([-0])).toStrictEqual([0])
})

it('gives a copy of its own', () => {
  const value = { list: [{ a: 1 }] }
  const copy = toJson(value) as unknown as typeof value
  value.list[0]!.a = 2
  expect(copy).toStrictEqual({ list: [{ a: 1 }] })
})

it.each([toJson, copyJson])('keeps a field named __proto__ a field', (copy) => {
  const value = JSON.parse('{"__proto__":{"admin":true}}') as Record<string, never>
  const copied = copy(value) as Readonly<Record<string, unknown>>
  expect(Object.hasOwn(copied, '__proto__')).toBe(true)
  expect(copied['admin']).toBeUndefined()
  expect(JSON.stringify(copied)).toBe('{"__proto__":{"admin":true}}')
})

class Money {
  amount = 1
}

const round: Record<string, unknown> = { b: [] }
round['b'] = [1, round]

it.each([
  [new Map(), '', 'is a Map'],
  [{ a: [1, new Set()] }, 'a[1]', 'is a Set'],
  [{ a: { 'b c': NaN } }, 'a["b c"]', 'is NaN'],
  [[-Infinity], '[0]', 'is -Infinity'],
  [{ a: 1n }, 'a', 'is a bigint'],
  [{ a: Symbol('s') }, 'a', 'is a symbol'],
  [{ a: () => {} }, 'a', 'is a function'],
  [{ first: { x: 1 }, a: Promise.resolve() }, 'a', 'is a Promise, which has to be awaited first'],
  [{ a: new Error('e') }, 'a', 'is an Error'],
  [{ price: new Money() }, 'price', 'is an instance of the class Money, which has no toJSON'],
  [round, 'b[1]', 'refers to an object that it is part of'],
  [{ a: { toJSON: () => ({ b: 1n }) } }, 'a.b', 'is a bigint'],
  [
    {
      a: {
        first: 1,
        get b() {
          throw new Error('closed')
        },
      },
    },
    'a.b',
    'could not be read: closed',
  ],
])('refuses what JSON cannot carry, and says where: case %#', (value, path, problem) => {
  const error = problemOf(value)
  expect([error.path, error.problem]).toStrictEqual([path, problem])
})

it('refuses what is nested too deep', () => {
  let value: unknown = 1
  for (let depth = 0; depth < 500; depth += 1) value = [value]
  expect(toJson(value)).toStrictEqual(value)
  expect(problemOf([value]).problem).toBe('is nested more than 500 levels deep')
})

it('accepts an object that stands in two places', () => {
  const shared = { a: 1 }
  expect(toJson([shared, { shared }])).toStrictEqual([{ a: 1 }, { shared: { a: 1 } }])
})

function problemOf(value: unknown): JsonProblem {
  try {
    toJson(value)
  } catch (thrown) {
    if (thrown instanceof JsonProblem) return thrown
    throw thrown
  }
  throw new Error('Nothing was refused.')
}
