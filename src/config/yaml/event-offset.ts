import { EVENT_ID, SCALAR_STYLE, type Event, type ScalarEvent } from 'js-yaml'
import type { Span } from '../problems/config-problem.ts'

const absent = -1

/** Where an event's node begins in the text, or `undefined` for a value that is left out (`key:`). */
export function eventOffset(event: Event): number | undefined {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return event.valueStart === absent ? undefined : scalarStart(event)
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.start
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
      return undefined
    default:
      return event satisfies never
  }
}

/** What a scalar covers in the text, quotation marks included; `undefined` when it is left out. */
export function scalarSpan(event: ScalarEvent, text: string): Span | undefined {
  if (event.valueStart === absent) return undefined
  if (isQuoted(event)) return { start: event.valueStart - 1, end: event.valueEnd + 1 }
  if (!isBlock(event)) return { start: event.valueStart, end: event.valueEnd }
  // The offsets of a block scalar are those of its lines; their indentation and the last line break are not its text.
  const lines = text.slice(event.valueStart, event.valueEnd)
  const blank = lines.length - lines.trimStart().length
  return { start: event.valueStart + blank, end: event.valueStart + Math.max(blank + 1, lines.trimEnd().length) }
}

function scalarStart(event: ScalarEvent): number {
  return isQuoted(event) ? event.valueStart - 1 : event.valueStart
}

function isQuoted(event: ScalarEvent): boolean {
  return event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED
}

function isBlock(event: ScalarEvent): boolean {
  return event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK
}
