import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventLines } from './event-lines.ts'

// Tested inside of the folder, as no server sends all of this and every answer would have to be read again for each cut.

function eventsOf(pieces: readonly string[]): readonly (readonly [data: string, event: string])[] {
  const events: [string, string][] = []
  const lines = new EventLines((data, event) => void events.push([data, event]))
  for (const piece of pieces) lines.push(piece)
  lines.end()
  return events
}

const lineEnd = fc.constantFrom('\n', '\r', '\r\n')
const line = fc.oneof(
  fc
    .string({ maxLength: 12, unit: fc.constantFrom('a', ' ', ':', '{', '}', 'é', '🌍', '\t') })
    .map((text) => `data:${text}`),
  fc.string({ maxLength: 12, unit: fc.constantFrom('a', ' ', ':') }).map((text) => `data: ${text}`),
  fc.constantFrom('', '', ': comment', 'event: ping', 'event:x', 'id: 1', 'retry: 5', 'data', 'unknown: x'),
)
const stream = fc
  .array(fc.tuple(line, lineEnd), { maxLength: 20 })
  .map((all) => all.map(([text, end]) => text + end).join(''))

describe('events', () => {
  it('are the same wherever their text is cut', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(300), { maxLength: 12 }), (text, cuts) => {
        const places = [...new Set(cuts.filter((cut) => cut < text.length))].toSorted((a, b) => a - b)
        const pieces = [0, ...places].map((start, index) => text.slice(start, places[index] ?? text.length))
        expect(eventsOf(pieces)).toEqual(eventsOf([text]))
        expect(eventsOf([...text])).toEqual(eventsOf([text]))
      }),
    )
  })

  it('are the same for each way of ending lines', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const [first, ...others] = ['\n', '\r', '\r\n'].map((end) =>
          eventsOf([lines.map((text) => text + end).join('')]),
        )
        for (const other of others) expect(other).toEqual(first)
      }),
    )
  })
})
