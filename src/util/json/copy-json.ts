import type { JsonValue } from './json.ts'

/** A deep copy of a value that is known to be JSON. Values of other origin go through `toJson`. */
export function copyJson<Value extends JsonValue>(value: Value): Value {
  // A copy has the type of what it copies.
  return copy(value) as Value
}

function copy(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return copyList(value)
  const fields: Record<string, JsonValue | undefined> = {}
  for (const key of Object.keys(value)) {
    const field = copy((value as Readonly<Record<string, JsonValue | undefined>>)[key])
    if (key === '__proto__') {
      // Assigning would set the prototype instead.
      Object.defineProperty(fields, key, { value: field, writable: true, enumerable: true, configurable: true })
    } else fields[key] = field
  }
  return fields
}

function copyList(value: readonly JsonValue[]): JsonValue[] {
  const items: JsonValue[] = []
  for (const item of value) items.push(copy(item) ?? null)
  return items
}
