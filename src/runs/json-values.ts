import { RunError } from '../errors/run-error.ts'
import { bytesFrom, isBytes } from '../util/json/bytes.ts'
import { isRecord } from '../util/is-record.ts'
import type { JsonValue } from '../util/json/json.ts'
import { JsonProblem, toJson } from '../util/json/to-json.ts'

/**
 * What is recorded of a value: what JSON makes of it, as a copy of its own. Bytes become `{ $bytes }`.
 * @throws RunError `VALUE_NOT_JSON` that names the place within `what`.
 */
export function jsonOf(value: unknown, what: string): JsonValue {
  if (typeof value === 'string') return value
  try {
    return toJson(value)
  } catch (thrown) {
    if (!(thrown instanceof JsonProblem)) throw thrown
    const { path, problem } = thrown
    const place = path === '' ? what : `${what} at "${path}"`
    throw new RunError(
      'VALUE_NOT_JSON',
      `${place} ${problem}, and what a run takes and gives must be what JSON can carry.`,
      { details: { path, problem } },
    )
  }
}

/** What code is given of a recorded value: a copy of its own, with its bytes. */
export function fromRecord(value: JsonValue): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(fromRecord)
  if (isBytes(value)) return bytesFrom(value)
  if (!isRecord(value)) return value
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    const field = fromRecord(value[key] as JsonValue)
    if (key === '__proto__') Object.defineProperty(copy, key, { value: field, enumerable: true, writable: true })
    else copy[key] = field
  }
  return copy
}
