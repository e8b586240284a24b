import { isRecord } from './is-record.ts'

/** The JSON of a value with the keys of every object in order, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
  const sortKeys = (_key: string, item: unknown): unknown =>
    isRecord(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item
  return JSON.stringify(value ?? null, sortKeys) ?? 'null'
}
