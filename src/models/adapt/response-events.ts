import type { EventRules } from './event-stream.ts'

/** Where an answer of a Responses API is over. */
export const responseEvents: EventRules = {
  isAsked: (_url, body) => body.includes('"stream":true'),
  meaningOf: (event) =>
    /"type": ?"response\.(completed|incomplete|failed|cancelled|done)"/.test(event) ? 'over' : 'more',
  // The package takes an incomplete answer that says no more than that for a complete one.
  mend: (event) =>
    /"type": ?"response\.incomplete"/.test(event)
      ? event.replace(/"incomplete_details": ?null/, '"incomplete_details":{"reason":"incomplete"}')
      : event,
}
