import type { EventRules } from './sse-reader.ts'

/** Where an answer of a Responses API is over. */
export const responseEvents: EventRules = {
  meaningOf: (event) =>
    /"type": ?"response\.(completed|incomplete|failed|cancelled|done)"/.test(event) ? 'over' : 'more',
}
