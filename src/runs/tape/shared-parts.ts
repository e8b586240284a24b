import type { JsonObject, JsonValue } from '../../util/json/json.ts'

// Shorter parts are easier to read where they stand.
const shortestPart = 80

/** A part of requests that occurs more than once, such as a system prompt, and is written once. */
export interface SharedPart {
  readonly id: string
  readonly value: JsonValue
}

/**
 * Finds the messages, tools and settings that several requests have in common. Ids are numbers in order of first use, not
 * hashes, so that a change of a prompt changes one line of a tape and not every reference to it.
 */
export function findSharedParts(requests: Iterable<JsonValue>): ReadonlyMap<string, SharedPart> {
  const counts = new Map<string, { readonly value: JsonValue; count: number }>()
  const count = (value: JsonValue): JsonValue => {
    const text = JSON.stringify(value)
    const counted = counts.get(text)
    if (counted !== undefined) counted.count += 1
    else if (text.length >= shortestPart) counts.set(text, { value, count: 1 })
    return value
  }
  for (const request of requests) mapParts(request, count)
  const shared = [...counts].filter(([, { count: uses }]) => uses > 1)
  return new Map(shared.map(([text, { value }], position) => [text, { id: `p${position + 1}`, value }]))
}

/** A request with references in place of its shared parts. */
export function shareParts(request: JsonValue, parts: ReadonlyMap<string, SharedPart>): JsonValue {
  return mapParts(request, (value) => {
    const part = parts.get(JSON.stringify(value))
    return part === undefined ? value : { $part: part.id }
  })
}

/** A request with its shared parts in their places. @throws Error naming a reference that leads nowhere. */
export function joinParts(request: JsonValue, parts: ReadonlyMap<string, JsonValue>): JsonValue {
  return mapParts(request, (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const { $part: id } = value as JsonObject
    if (typeof id !== 'string') return value
    const part = parts.get(id)
    if (part === undefined) throw new Error(`it refers to part "${id}", which is not on the tape`)
    return part
  })
}

/** Replaces the fields of a request, and the items of its lists. */
function mapParts(request: JsonValue, replace: (part: JsonValue) => JsonValue): JsonValue {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) return request
  const fields = Object.entries(request as JsonObject).map(([key, field]): [string, JsonValue] => [
    key,
    Array.isArray(field) ? field.map(replace) : replace(field ?? null),
  ])
  return Object.fromEntries(fields)
}
