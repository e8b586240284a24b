import fc from 'fast-check'
import { expect, it } from 'vitest'
import { placeTexts, splitTexts } from './texts.ts'
import { takeApart } from './too-much.ts'

const subject = { provider: 'p', model: 'm' }
const texts = fc.array(
  fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.trim() !== ''),
  { maxLength: 40 },
)

it('every text finds its own among those that are sent, and each of these is sent once', () => {
  fc.assert(
    fc.property(texts, (given) => {
      const { distinct, indices } = placeTexts(given, subject)
      expect(indices.map((index) => distinct[index]?.text)).toEqual(given.map((text) => text.toWellFormed()))
      expect(new Set(distinct.map(({ text }) => text)).size).toBe(distinct.length)
    }),
  )
})

it('groups keep the order and the limits, and leave nothing out', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 60 }), (given, most, bytes) => {
      const { distinct } = placeTexts(given, subject)
      const groups = splitTexts(distinct, most, bytes)
      expect(groups.flat()).toEqual(distinct)
      for (const group of groups) {
        expect(group.length).toBeGreaterThan(0)
        expect(group.length).toBeLessThanOrEqual(most)
        const size = group.reduce((sum, text) => sum + text.bytes, 0)
        expect(group.length === 1 || size <= bytes).toBe(true)
      }
    }),
  )
})

it('what is taken apart can be put together again, and no part is as large as the whole', () => {
  fc.assert(
    fc.property(texts, (given) => {
      const { distinct } = placeTexts(given, subject)
      const { longest, at, halves } = takeApart(distinct)
      const rest = halves.flat()
      expect(longest === undefined ? rest : rest.toSpliced(at, 0, longest)).toEqual(distinct)
      for (const half of halves) expect(half.length).toBeLessThan(distinct.length)
    }),
  )
})
