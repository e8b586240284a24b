// Readers of JSON from the wire: what has another type than it should is as if it were not there.

/** A text with at least one character. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A number that is one. */
export function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** The items of a list; of anything else there are none. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The value of a JSON text; nothing where it is none. */
export function parseJson(text: string): unknown {
  try {
    // `JSON.parse` gives `any`.
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
