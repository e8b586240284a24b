import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { tries } from '../../../../test/support/effort.ts'
import { cutText } from './cut-text.ts'
import { shareRoom } from './share-room.ts'

// Pieces that are easy to cut through.
const text = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u{1F600}', '\uD83D', '\uDE00', 'x'.repeat(300))))
  .map((pieces) => pieces.join(''))

const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

it('keeps the beginning and the end of a text within the limit, and says how much is gone', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 2000 }), (whole, limit) => {
      const cut = cutText(whole, limit)
      if (whole.length <= limit) {
        expect(cut).toBe(whole)
        return
      }
      const [, head = '', left, tail = ''] =
        /^([^]*)\n\[\.\.\. (\d+) of the \d+ characters [^\n]* \.\.\.\]\n([^]*)$/.exec(cut) ?? []
      expect([whole.startsWith(head), whole.endsWith(tail)]).toEqual([true, true])
      expect(head.length + Number(left) + tail.length).toBe(whole.length)
      expect(head.length + tail.length).toBeGreaterThanOrEqual(Math.floor(limit / 2) - 2)
      if (limit > 500) expect(cut.length).toBeLessThanOrEqual(limit)
      // No half of a character that the text does not have.
      expect(cut.match(lone)?.length ?? 0).toBeLessThanOrEqual(whole.match(lone)?.length ?? 0)
    }),
    { numRuns: tries(500) },
  )
})

it('shares a room so that it is used and never exceeded, and only the large give way', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000)), fc.nat(3000), (sizes, room) => {
      const share = shareRoom(sizes, room)
      const sum = sizes.reduce((total, size) => total + Math.min(size, share), 0)
      const whole = sizes.reduce((total, size) => total + size, 0)
      expect(sum).toBeLessThanOrEqual(room)
      if (whole <= room) expect(sum).toBe(whole)
      else expect(sum).toBeGreaterThan(room - sizes.length)
    }),
  )
})
