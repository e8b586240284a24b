import { ensureError } from '../../errors/ensure-error.ts'
import { isRecord } from '../../util/is-record.ts'
import type { JsonValue } from '../../util/json/json.ts'

/** The arguments of a call, or why there are none that a tool could be run with. */
export type ReadArguments =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly problem: string }

/** Reads the arguments that a model wrote. Nothing at all means none, and an object that was written as JSON twice is read twice. */
export function readArguments(text: string): ReadArguments {
  // Models that call a tool without parameters often send nothing at all.
  if (text.trim() === '') return { ok: true, value: {} }
  try {
    const value = JSON.parse(text) as JsonValue
    return { ok: true, value: typeof value === 'string' ? (objectIn(value) ?? value) : value }
  } catch (error) {
    return { ok: false, problem: `The arguments are not valid JSON: ${ensureError(error).message}` }
  }
}

/** What the model is told of arguments that are no object. */
export function notAnObject(value: unknown): string {
  return `The arguments must be a JSON object, such as {"name": "value"}, and not ${kindOf(value)}. Send {} where there are none.`
}

function objectIn(text: string): JsonValue | undefined {
  try {
    const value = JSON.parse(text) as JsonValue
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`
}
