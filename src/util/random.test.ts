import { expect, it } from 'vitest'
import { systemRandom } from './random.ts'

it('gives ids of the form of a UUID v4, each another', () => {
  const ids = Array.from({ length: 5000 }, () => systemRandom.id())
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(ids).size).toBe(ids.length)
})

it('uses every bit that is not fixed', () => {
  const digits = Array.from({ length: 36 }, () => new Set<string>())
  for (let count = 0; count < 2000; count++)
    for (const [position, digit] of [...systemRandom.id()].entries()) digits[position]?.add(digit)
  const variety = digits.map((seen) => seen.size)
  expect(variety).toEqual(
    Array.from({ length: 36 }, (_, position) =>
      [8, 13, 18, 23, 14].includes(position) ? 1 : position === 19 ? 4 : 16,
    ),
  )
})
