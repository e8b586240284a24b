import { isRecord } from '../../util/is-record.ts'
import { errorIn } from './reading/error-in.ts'
import { gatherError, type ErrorParts } from './reading/gather-error.ts'
import { cutWords } from './reading/error-words.ts'
import { readErrorText } from './reading/read-error-text.ts'
import { defined } from '../../util/options/defined.ts'

/** What a provider says of an error, whatever the form it says it in. */
export interface ErrorReading {
  /** The provider's own words: one line, cut with a mark, without what looks like a key; absent where it has none. */
  readonly words?: string | undefined
  /** The provider's own word for the kind of error, such as `rate_limit_exceeded`; empty where it has none. */
  readonly kind: string
  /** The HTTP status that the body tells; it is often not the one that the answer came with. */
  readonly status?: number | undefined
  /** How long the body asks to wait. */
  readonly retryAfterMs?: number | undefined
}

/**
 * Reads any form in which a provider reports an error: a parsed JSON body, a chunk of a stream, an error thrown as a plain
 * object, or a text. Gives nothing for a value that is no error, such as an answer or a chunk of one, and never throws.
 * A text that is no JSON is taken as the provider's words, so give it a text only where that was not to be expected.
 */
export function readErrorBody(body: unknown): ErrorReading | undefined {
  const parts = gatherBody(body)
  if (parts === undefined) return undefined
  const { words, kind, status, retryAfterMs } = parts
  return defined({ words: words && cutWords(words), kind, status, retryAfterMs })
}

/** All that a body says of an error; nothing where it reports none. */
export function gatherBody(body: unknown): ErrorParts | undefined {
  return gather(body, { isCertain: false, depth: 0 })
}

/** All that the body of an answer says whose status is an error, even where it has no form for one. */
export function gatherFailedBody(body: unknown): ErrorParts | undefined {
  return gather(body, { isCertain: true, depth: 0 })
}

interface Reading {
  /** True where it is known already that it is an error. */
  readonly isCertain: boolean
  readonly depth: number
}

// Errors in errors come from proxies; none of them needs more than this.
const deepest = 5

function gather(body: unknown, reading: Reading): ErrorParts | undefined {
  try {
    return readBody(body, reading)
  } catch {
    // Only a value that is not plain data can fail here, and nothing that a provider sent is one.
    return undefined
  }
}

function readBody(body: unknown, { isCertain, depth }: Reading): ErrorParts | undefined {
  if (depth > deepest) return undefined
  const inner = { isCertain, depth: depth + 1 }
  if (typeof body === 'string') return readErrorText(body, (value) => readBody(value, inner))
  // Google sends a list with one error for a stream that fails.
  if (Array.isArray(body)) return firstOf(body, (item) => (isRecord(item) ? readBody(item, inner) : undefined))
  if (!isRecord(body)) return undefined
  const place = errorIn(body) ?? (isCertain ? body : undefined)
  if (place === undefined) return undefined
  return gatherError(place, body, (text) => readBody(text, { isCertain: false, depth: depth + 1 }))
}

function firstOf<Value>(items: readonly unknown[], read: (item: unknown) => Value | undefined): Value | undefined {
  for (const item of items.slice(0, 10)) {
    const found = read(item)
    if (found !== undefined) return found
  }
  return undefined
}
