import type { KeyTable, ValueEntry } from './key-entry.ts'
import type { Duration } from './value-kinds.ts'

/** `max_tokens` as TypeScript writes it: `maxTokens`. */
type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name

type OptionName<Name extends string, Value> = [NonNullable<Value>] extends [Duration]
  ? `${CamelCase<Name>}Ms`
  : CamelCase<Name>

/**
 * What a part of a file becomes in code: keys in camelCase, durations as milliseconds under a key that ends in `Ms`.
 * Mappings with keys of the user's own (JSON Schemas, headers) stay as they are.
 */
export type Configured<Value> = Value extends Duration
  ? number
  : Value extends readonly (infer Item)[]
    ? readonly Configured<Item>[]
    : Value extends object
      ? string extends keyof Value
        ? Value
        : { readonly [Name in keyof Value as OptionName<Name & string, Value[Name]>]: Configured<Value[Name]> }
      : Value

/** Renames the keys of a checked mapping as `Configured` says. */
export function configure(value: Readonly<Record<string, unknown>>, keys: KeyTable): Record<string, unknown> {
  const configured: Record<string, unknown> = {}
  for (const [name, item] of Object.entries(value)) {
    const entry = keys[name]
    if (entry === undefined || entry.status === 'unsupported' || item === undefined) continue
    configured[optionName(name, entry)] = configureItem(item, entry.keys, entry.list === true)
  }
  return configured
}

function configureItem(item: unknown, keys: KeyTable | undefined, isList: boolean): unknown {
  if (keys === undefined) return item
  // The schema, made from the same table, has found a list of mappings or a mapping here.
  if (isList) return (item as readonly Record<string, unknown>[]).map((element) => configure(element, keys))
  return configure(item as Record<string, unknown>, keys)
}

/** What a key is called in code. */
export function optionName(name: string, { format }: Pick<ValueEntry, 'format'>): string {
  return format === 'duration' ? `${camelCase(name)}Ms` : camelCase(name)
}

/** `max_tokens` as `maxTokens`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase())
}
