import type { JsonObject } from '../../../../src/util/json/json.ts'

// What a request holds, read without trust: a rule must find what is wrong, not stumble over it.

/** The value as an object; an empty one where it is none. */
export function table(value: unknown): JsonObject {
  return isTable(value) ? value : {}
}

/** True for an object that is no list. */
export function isTable(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value as a list of objects; an empty one where it is none. */
export function tables(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(table) : []
}

/** The value as a text; an empty one where it is none. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The first key that is not among those. */
export function unknownKey(value: JsonObject, known: readonly string[]): string | undefined {
  return Object.keys(value).find((key) => !known.includes(key))
}

/** The first problem that any of the checks finds. */
export function firstOf(...checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const problem = check()
    if (problem !== undefined) return problem
  }
  return undefined
}

/** The first problem that is found in any of the values. */
export function firstIn<Value>(
  values: readonly Value[],
  check: (value: Value, index: number) => string | undefined,
): string | undefined {
  for (const [index, value] of values.entries()) {
    const problem = check(value, index)
    if (problem !== undefined) return problem
  }
  return undefined
}

/** The first text that occurs twice. */
export function repeated(values: readonly string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index)
}

/** Names in a text. */
export function listed(names: string): readonly string[] {
  return names.split(' ')
}
