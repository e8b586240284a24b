import type * as zod from 'zod/mini'
import { lazySchema, type Zod } from './lazy-schema.ts'
import type { ValueKind } from './value-kinds.ts'

/** A key that has a value in the configuration: it works, or it is kept and a notice says what it will mean. */
export interface ValueEntry<Schema extends zod.ZodMiniType = zod.ZodMiniType> {
  readonly status: 'working' | 'notice'
  readonly description: string
  /** What the notice says. */
  readonly notice?: string | undefined
  /** Makes the schema of the value when it is first asked for. */
  readonly schema: (z: Zod) => Schema
  /** The kind of value, in the words of the documentation. */
  readonly type: string
  readonly required: boolean
  /** What holds when the key is absent, in the words of the documentation. */
  readonly defaultText?: string | undefined
  /** Set on durations, which get the suffix `Ms` in code; on paths, where `~` is expanded; on numbers and truth values. */
  readonly format?: ValueKind['format'] | undefined
  /** What is done with the file that the value names. */
  readonly use?: ValueKind['use'] | undefined
  /** What editors check of a text beyond that it is one. */
  readonly pattern?: string | undefined
  /** The keys of the mapping, or of each mapping in the list, that this key holds. */
  readonly keys?: KeyTable | undefined
  readonly list?: boolean | undefined
  /** The key below it that a text in place of the mapping stands for. */
  readonly shortFor?: string | undefined
  /** An absent key is an empty list. */
  readonly isEmptyWhenAbsent?: boolean | undefined
  /** Another name that files may use for this key. */
  readonly alias?: string | undefined
}

/** A documented key that this version refuses. */
export interface UnsupportedEntry {
  readonly status: 'unsupported'
  readonly description: string
  /** Why, or what to use. */
  readonly instead: string
  /** The keys below it, refused with it, separated by white space. */
  readonly below: string
}

/** One row of the table of keys. */
export type KeyEntry = ValueEntry | UnsupportedEntry

/** The keys of one mapping. */
export type KeyTable = Readonly<Record<string, KeyEntry>>

/** The zod shape of a table: its keys that have a value. */
type ShapeOf<Keys extends KeyTable> = {
  [Name in keyof Keys as Keys[Name] extends ValueEntry ? Name : never]: Keys[Name] extends ValueEntry<infer Schema>
    ? Schema
    : never
}

interface KeyOptions {
  readonly defaultText?: string | undefined
  readonly alias?: string | undefined
}

/** A key that must be there. */
export function requiredKey<Schema extends zod.ZodMiniType>(
  kind: ValueKind<Schema>,
  description: string,
  options: KeyOptions = {},
) {
  return { status: 'working', description, ...kind, ...options, required: true } as const satisfies ValueEntry
}

/** A key that may be absent. */
export function optionalKey<Schema extends zod.ZodMiniType>(
  kind: ValueKind<Schema>,
  description: string,
  options: KeyOptions = {},
) {
  return {
    status: 'working',
    description,
    ...kind,
    ...options,
    schema: lazySchema((z) => z.optional(kind.schema(z))),
    required: false,
  } as const satisfies ValueEntry
}

/** A key that holds a list; empty when absent. */
export function defaultKey<Item extends zod.ZodMiniType>(
  kind: ValueKind<zod.ZodMiniArray<Item>>,
  description: string,
  options: KeyOptions = {},
) {
  return {
    status: 'working',
    description,
    ...kind,
    ...options,
    schema: lazySchema((z) => z._default(kind.schema(z), [])),
    required: false,
    isEmptyWhenAbsent: true,
  } as const satisfies ValueEntry
}

/** A key that is accepted and kept, with a notice of what it will mean. */
export function noticeKey<Schema extends zod.ZodMiniType>(
  kind: ValueKind<Schema>,
  description: string,
  notice: string,
) {
  return { ...optionalKey(kind, description), status: 'notice', notice } as const satisfies ValueEntry
}

/** A documented key that is refused. `below` names the keys of its block, separated by white space. */
export function unsupportedKey(description: string, instead: string, below = ''): UnsupportedEntry {
  return { status: 'unsupported', description, instead, below }
}

/** A key that holds a mapping. */
export function groupKey<const Keys extends KeyTable>(
  keys: Keys,
  description: string,
  { shortFor }: { readonly shortFor?: (keyof Keys & string) | undefined } = {},
) {
  const schema = lazySchema((z) => z.optional(objectOf(z, keys)))
  return {
    status: 'working',
    description,
    schema,
    type: shortFor === undefined ? 'mapping' : 'mapping, or a text',
    required: false,
    keys,
    shortFor,
  } as const satisfies ValueEntry
}

/** A key that holds a list of mappings; empty when absent. */
export function listKey<const Keys extends KeyTable>(keys: Keys, description: string) {
  const schema = lazySchema((z) => z._default(z.array(objectOf(z, keys)), []))
  return {
    status: 'working',
    description,
    schema,
    type: 'list of mappings',
    required: false,
    keys,
    list: true,
    isEmptyWhenAbsent: true,
  } as const satisfies ValueEntry
}

/** The schema of a mapping with the keys of a table and no others. */
export function objectOf<const Keys extends KeyTable>(z: Zod, keys: Keys) {
  const shape = Object.entries(keys).flatMap(([name, entry]) =>
    entry.status === 'unsupported' ? [] : [[name, entry.schema(z)]],
  )
  // `Object.fromEntries` forgets the names that the type of the table knows.
  return z.strictObject(Object.fromEntries(shape) as ShapeOf<Keys>)
}
