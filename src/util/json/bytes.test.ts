import { expect, it } from 'vitest'
import { bytesFrom, bytesOf, isBytes } from './bytes.ts'

it('brings bytes through JSON', () => {
  const bytes = new Uint8Array([0, 1, 254, 255])
  const json: unknown = JSON.parse(JSON.stringify(bytesOf(bytes.subarray(1))))
  expect(isBytes(json) && bytesFrom(json)).toStrictEqual(bytes.slice(1))
})

it.each([null, 'a', {}, { $bytes: 1 }, { $bytes: 'aGk=', more: 1 }, [{ $bytes: 'aGk=' }]])(
  'takes nothing else for bytes: %j',
  (value) => {
    expect(isBytes(value)).toBe(false)
    expect(bytesOf(value)).toBeUndefined()
  },
)
