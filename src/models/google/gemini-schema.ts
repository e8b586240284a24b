import { isRecord } from '../../util/is-record.ts'
import type { JsonSchema } from '../model.ts'

const known = /* @__PURE__ */ new WeakMap<object, JsonSchema>()

/**
 * The schema as Gemini takes it: beside a reference nothing may stand, so what does moves around it. The same schema
 * gives the same object again.
 */
export function geminiSchema(schema: JsonSchema): JsonSchema {
  const made = known.get(schema)
  if (made !== undefined) return made
  // A schema in the place of a schema.
  const converted = convert(schema) as JsonSchema
  known.set(schema, converted)
  return converted
}

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.some((part) => convert(part) !== part) ? value.map(convert) : value
  if (!isRecord(value)) return value
  const { $ref: reference, ...rest } = value
  if (typeof reference === 'string' && Object.keys(rest).some((key) => !key.startsWith('$'))) {
    return { ...rest, anyOf: [{ $ref: reference }] }
  }
  const entries = Object.entries(value)
  const converted = entries.map(([key, part]) => [key, isData(key) ? part : convert(part)] as const)
  return converted.some(([, part], index) => part !== entries[index]?.[1]) ? Object.fromEntries(converted) : value
}

/** Values that are no schemas, whatever they look like. */
function isData(key: string): boolean {
  return key === 'enum' || key === 'const' || key === 'default' || key === 'examples' || key === 'required'
}
