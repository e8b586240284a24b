import type { JsonObject, JsonValue } from '../../util/json/json.ts'

/** Data as text a reader takes in at a glance: `city: Oslo; temperature: 3`. Texts of some length stand alone. */
export function renderData(data: JsonValue): string {
  const prose = proseIn(data)
  return prose.length > 0 ? prose.join('\n') : renderPairs(data)
}

/** The longer texts among the data: what a summary is made of, where there is any. */
function proseIn(data: JsonValue): readonly string[] {
  if (typeof data === 'string') return data.length >= 40 && /\s/.test(data) ? [data] : []
  if (typeof data !== 'object' || data === null) return []
  return Object.values(data).flatMap((value: JsonValue | undefined) => (value === undefined ? [] : proseIn(value)))
}

function renderPairs(data: JsonValue): string {
  if (Array.isArray(data)) return data.map((item: JsonValue) => renderPairs(item)).join('\n')
  if (typeof data !== 'object' || data === null) return String(data)
  return Object.entries(data as JsonObject)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${renderValue(value)}`]))
    .join('; ')
}

function renderValue(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return Array.isArray(value) ? value.map((item: JsonValue) => renderValue(item)).join(', ') : `(${renderPairs(value)})`
}
