import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { eventStream } from './event-stream.ts'

const event = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((text) => `data: ${JSON.stringify({ text })}\n\n`),
  fc.constantFrom(': ping\n\n', 'data: \n\n', 'event: ping\ndata: {}\n\n'),
)

it('is read the same however its bytes are cut into chunks', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 6 }), fc.array(fc.nat({ max: 200 })), (events, cuts) => {
      const bytes = new TextEncoder().encode(events.join(''))
      const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
      const reader = eventStream({ isAsked: () => true, meaningOf: () => 'more' }).createReader()
      const decoder = new TextDecoder()
      let passed = ''
      for (const [index, place] of places.entries()) {
        passed += decoder.decode(reader.read(bytes.slice(place, places[index + 1] ?? bytes.length)).bytes)
      }
      passed += decoder.decode(reader.end?.())
      expect(passed).toBe(events.filter((each) => each.startsWith('data: {')).join(''))
    }),
  )
})
