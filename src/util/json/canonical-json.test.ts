import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

it.each([
  [undefined, 'null'],
  [() => {}, 'null'],
  ['a', '"a"'],
  [{ b: 1, a: [undefined, { d: undefined, c: 2 }] }, '{"a":[null,{"c":2}],"b":1}'],
  [{ Z: 1, a: 2, '\u{1F600}': 3, '\uFFFF': 4 }, '{"Z":1,"a":2,"\u{1F600}":3,"\uFFFF":4}'],
  [
    { at: new Date(0), url: new URL('http://a.example/') },
    '{"at":"1970-01-01T00:00:00.000Z","url":"http://a.example/"}',
  ],
  [[Buffer.from('hi'), new Uint8Array([104, 105])], '[{"$bytes":"aGk="},{"$bytes":"aGk="}]'],
  [JSON.parse('{"b":1,"__proto__":{"a":1}}'), '{"__proto__":{"a":1},"b":1}'],
  [{ a: [], b: {} }, '{"a":[],"b":{}}'],
])('writes a value with its keys in order: case %#', (value, text) => {
  expect(canonicalJson(value)).toBe(text)
})

it('writes values of any depth', () => {
  const text = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  expect(canonicalJson(JSON.parse(text))).toBe(text)
})

it('refuses what refers to itself', () => {
  const round: unknown[] = []
  round.push({ round })
  expect(() => canonicalJson(round)).toThrow(TypeError)
})

it('is JSON, and the same however the keys are ordered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toStrictEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(reversed(value))).toBe(canonicalJson(value))
    }),
  )
})

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(reversed)
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, field]) => [key, reversed(field)] as const)
      .reverse(),
  )
}
