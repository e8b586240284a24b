import { isRecord } from '../util/is-record.ts'
import type { KeyTable, ValueEntry } from './key-entry.ts'
import type { FileUse } from './value-kinds.ts'
import type { ValuePath } from './value-path.ts'

/** A file that a configuration names. */
export interface NamedFile {
  /** The path of the file, as it is written, with variables and `~` filled in. */
  readonly file: string
  readonly use: FileUse
  /** Where it is named. */
  readonly path: ValuePath
}

/** The files that values name, as the table of their keys says. */
export function namedFiles(values: Readonly<Record<string, unknown>>, keys: KeyTable): readonly NamedFile[] {
  return Object.entries(keys).flatMap(([name, entry]) =>
    entry.status === 'unsupported' ? [] : filesAt(values[name], entry, [name]),
  )
}

function filesAt(value: unknown, { use, keys }: ValueEntry, path: ValuePath): readonly NamedFile[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => filesBelow(item, keys, [...path, index]))
  if (use === undefined) return filesBelow(value, keys, path)
  return typeof value === 'string' && value.trim() !== '' ? [{ file: value, use, path }] : []
}

function filesBelow(value: unknown, keys: KeyTable | undefined, path: ValuePath): readonly NamedFile[] {
  if (keys === undefined || !isRecord(value)) return []
  return namedFiles(value, keys).map((found) => ({ ...found, path: [...path, ...found.path] }))
}
