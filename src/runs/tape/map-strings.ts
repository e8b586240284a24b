import type { JsonValue } from '../../util/json.ts'

/** A copy of a value as JSON has it, with every text and every key in it replaced. Bytes become `{ $base64 }`, addresses their text. */
export function mapStrings(value: unknown, replace: (text: string) => string): JsonValue {
  if (typeof value === 'string') return replace(value)
  if (value === undefined || value === null || typeof value === 'function' || typeof value === 'symbol') return null
  if (typeof value !== 'object') return typeof value === 'bigint' ? String(value) : (value as JsonValue)
  if (value instanceof Uint8Array) return { $base64: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return value.map((item: unknown) => mapStrings(item, replace))
  if ('toJSON' in value && typeof value.toJSON === 'function') return mapStrings(value.toJSON(), replace)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined && typeof field !== 'function')
  return Object.fromEntries(fields.map(([key, field]) => [replace(key), mapStrings(field, replace)]))
}

/** The value with the bytes that `mapStrings` wrote as text. */
export function restoreBytes(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(restoreBytes)
  const entries = Object.entries(value)
  const [first] = entries
  if (entries.length === 1 && first?.[0] === '$base64' && typeof first[1] === 'string') {
    // Providers take bytes where the contract says so; JSON has no word for them.
    return new Uint8Array(Buffer.from(first[1], 'base64')) as unknown as JsonValue
  }
  return Object.fromEntries(entries.map(([key, field]) => [key, restoreBytes(field as JsonValue)]))
}

/** JSON text that is the same for values that differ only in the order of their keys. */
export function canonicalJson(value: JsonValue): string {
  return JSON.stringify(value, (_key, field: unknown) => {
    if (typeof field !== 'object' || field === null || Array.isArray(field)) return field
    return Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  })
}
