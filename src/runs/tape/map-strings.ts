import { bytesOf } from '../../util/json/bytes.ts'
import type { JsonValue } from '../../util/json/json.ts'

/** A copy of a value as JSON has it, with every text and every key in it replaced. Bytes become `{ $bytes }`, addresses their text. */
export function mapStrings(value: unknown, replace: (text: string) => string): JsonValue {
  if (typeof value === 'string') return replace(value)
  if (value === undefined || value === null || typeof value === 'function' || typeof value === 'symbol') return null
  if (typeof value !== 'object') return typeof value === 'bigint' ? String(value) : (value as JsonValue)
  const bytes = bytesOf(value)
  if (bytes !== undefined) return { ...bytes }
  if (Array.isArray(value)) return value.map((item: unknown) => mapStrings(item, replace))
  if ('toJSON' in value && typeof value.toJSON === 'function') return mapStrings(value.toJSON(), replace)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined && typeof field !== 'function')
  return Object.fromEntries(fields.map(([key, field]) => [replace(key), mapStrings(field, replace)]))
}

/** The value with bytes as every record has them; tapes of earlier versions wrote them as `{ $base64 }`. */
export function bytesInJson(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(bytesInJson)
  const entries = Object.entries(value)
  const [first] = entries
  if (entries.length === 1 && first?.[0] === '$base64' && typeof first[1] === 'string') return { $bytes: first[1] }
  return Object.fromEntries(entries.map(([key, field]) => [key, bytesInJson(field as JsonValue)]))
}
