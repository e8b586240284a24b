import { isRecord } from '../../../util/is-record.ts'
import { textIn } from '../wire-values.ts'
import type { BlockNotes } from './part-writer.ts'

type Detail = Record<string, unknown>

// The fields that a stream sends in pieces.
const piecewise: ReadonlySet<string> = /* @__PURE__ */ new Set(['text', 'summary', 'data'])

/**
 * OpenRouter's `reasoning_details`, put together from a stream: pieces of one kind under one index are one detail. They
 * go back unmodified, so what is not understood is kept.
 */
export class ReasoningDetails {
  readonly #details: Detail[] = []

  /** All of them, as they go back. */
  toJson(): BlockNotes[string] {
    // They were parsed from JSON.
    return this.#details as BlockNotes[string]
  }

  add(pieces: readonly unknown[]): void {
    for (const piece of pieces) if (isRecord(piece)) this.#add(piece)
  }

  #add(piece: Readonly<Detail>): void {
    const known = this.#find(piece)
    if (known === undefined) {
      this.#details.push({ ...piece })
      return
    }
    for (const [key, value] of Object.entries(piece)) {
      const before = known[key]
      if (value === null || value === undefined) continue
      // A piece that comes a second time, whole, adds nothing.
      if (piecewise.has(key) && typeof before === 'string' && typeof value === 'string')
        known[key] = before === value && key === 'data' ? before : before + value
      else known[key] = value
    }
  }

  #find({ type, index, id }: Readonly<Detail>): Detail | undefined {
    if (typeof index === 'number') {
      return this.#details.find(
        (detail) => detail['index'] === index && detail['type'] === type && isSame(detail['id'], id),
      )
    }
    // Without an index only text goes on, and only where it left off.
    const last = this.#details.at(-1)
    const goesOn = type === 'reasoning.text' || type === 'reasoning.summary'
    return goesOn && last?.['type'] === type && typeof last['index'] !== 'number' && isSame(last['id'], id)
      ? last
      : undefined
  }
}

function isSame(known: unknown, id: unknown): boolean {
  return textIn(known) === undefined || textIn(id) === undefined || known === id
}

/** The words of details, for servers that send no text beside them. */
export function wordsOf(pieces: readonly unknown[]): string {
  let words = ''
  for (const piece of pieces) if (isRecord(piece)) words += textIn(piece['text']) ?? textIn(piece['summary']) ?? ''
  return words
}
