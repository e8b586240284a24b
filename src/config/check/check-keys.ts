import type { ConfigPath } from '../problems/config-problem.ts'
import { quote } from '../../util/text/printable.ts'
import type { KeyTable, UnsupportedEntry, ValueEntry } from '../../keys/key-entry.ts'
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from '../yaml/yaml-node.ts'
import type { CheckContext } from './check-context.ts'
import { explainUnknownKey } from './explain-unknown-key.ts'
import { readValue } from './read-value.ts'

/** Where a mapping stands and what may be in it. */
export interface MappingPlace {
  readonly path: ConfigPath
  readonly keys: KeyTable
  /** The path without positions and names of the user's: `agents[].inputs[]`. */
  readonly place: string
  /** The role, when the mapping is an agent of a known role. */
  readonly role?: string | undefined
  /** Takes keys that are not in the table, instead of an error. */
  readonly onExtra?: ((entry: YamlEntry) => void) | undefined
}

/**
 * Compares the keys of a mapping with its table: unknown, misplaced and unsupported ones are reported, notices given. Gives
 * the rest as plain values under their proper names, variables filled in, for the schema to check.
 */
export function checkKeys(node: YamlMapping, place: MappingPlace, context: CheckContext): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const entry of node.entries.values()) {
    const name = properName(entry.key, node, place.keys)
    const row = Object.hasOwn(place.keys, name) ? place.keys[name] : undefined
    const path = [...place.path, name]
    if (row === undefined) reportUnknown(entry, place, context)
    else if (row.status === 'unsupported') reportUnsupported(entry, row, path, context)
    else {
      if (row.notice !== undefined) {
        context.report({
          severity: 'notice',
          code: 'CONFIG_UNSUPPORTED',
          message: `The key ${quote(entry.key)} has no effect yet.`,
          hint: row.notice,
          path,
          span: entry.keySpan,
        })
      }
      const value = readEntry(entry.value, row, { ...place, path, place: placeBelow(place.place, name) }, context)
      if (value !== undefined && (row.required || !context.isDoubtful(path))) values[name] = value
    }
  }
  return values
}

/** The name that the table has for a key: another name counts only where the proper one is absent. */
function properName(name: string, node: YamlMapping, keys: KeyTable): string {
  if (Object.hasOwn(keys, name)) return name
  for (const [proper, row] of Object.entries(keys)) {
    if (row.status !== 'unsupported' && row.alias === name && !node.entries.has(proper)) return proper
  }
  return name
}

function placeBelow(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`
}

function readEntry(node: YamlNode, row: ValueEntry, place: MappingPlace, context: CheckContext): unknown {
  // `key:` without a value is as good as no key.
  if (node.kind === 'scalar' && node.value === null) return undefined
  const { keys } = row
  if (keys === undefined) return readValue(node, place.path, context, row.format)
  const below = { keys, place: place.place, path: place.path }
  if (row.shortFor !== undefined && node.kind === 'scalar' && typeof node.value === 'string')
    return readShort(node, row.shortFor, place.path, context)
  if (row.list !== true)
    return node.kind === 'mapping' ? checkKeys(node, below, context) : readValue(node, place.path, context)
  if (node.kind !== 'sequence') return readValue(node, place.path, context)
  return node.items.map((item, index) => {
    const path = [...place.path, index]
    return item.kind === 'mapping'
      ? checkKeys(item, { keys, place: `${place.place}[]`, path }, context)
      : readValue(item, path, context)
  })
}

/** The mapping that a text stands for. */
function readShort(node: YamlScalar, shortFor: string, path: ConfigPath, context: CheckContext): unknown {
  const place = [...path, shortFor]
  const value = readValue(node, place, context)
  // What is not known yet is no value, and its absence is no mistake.
  return context.isDoubtful(place) ? undefined : { [shortFor]: value }
}

function reportUnknown(entry: YamlEntry, place: MappingPlace, context: CheckContext): void {
  if (place.onExtra !== undefined) return place.onExtra(entry)
  const { message, hint, meant } = explainUnknownKey(entry.key, place.keys, place.place, place.role)
  if (meant !== undefined) context.expectMeant([...place.path, meant])
  context.error([...place.path, entry.key], message, hint, entry.keySpan)
}

function reportUnsupported(entry: YamlEntry, row: UnsupportedEntry, path: ConfigPath, context: CheckContext): void {
  context.report({
    severity: 'error',
    code: 'CONFIG_UNSUPPORTED',
    message: `The key ${quote(entry.key)}${listBelow(entry.value)} is not supported by this version.`,
    hint: row.instead,
    path,
    span: entry.keySpan,
  })
}

/** Names the keys that are refused with a block. */
function listBelow(node: YamlNode): string {
  if (node.kind !== 'mapping' || node.entries.size === 0) return ''
  return ` (with ${[...node.entries.keys()].map(quote).join(', ')})`
}
