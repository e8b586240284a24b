import type { JsonValue } from '../../util/json/json.ts'
import { readJson } from './json-reader.ts'

/**
 * What can be said of a JSON text of which only the beginning is there. More text only ever adds to it: keys and items
 * are added, texts grow at their end, numbers and names appear once they are certain. Undefined before a value begins.
 * Prose and a fence before the value are passed over.
 */
export function parsePartialJson(text: string): JsonValue | undefined {
  const start = startOfJson(text)
  return start === undefined ? undefined : readJson(text, start).value
}

function startOfJson(text: string): number | undefined {
  const first = /\S/.exec(text)?.index
  if (first === undefined) return undefined
  if (text[first] === '"') return first
  const bracket = text.slice(first).search(/[{[]/)
  return bracket < 0 ? undefined : first + bracket
}
