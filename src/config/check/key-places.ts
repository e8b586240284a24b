import { agentTables, topLevelKeys } from '../schema/config-table.ts'
import type { KeyTable } from '../../keys/key-entry.ts'
import type { RoleName } from '../../agents/roles.ts'
import { roleKeys } from '../schema/roles.ts'

let index: ReadonlyMap<string, ReadonlySet<string>> | undefined

/** Where in a file a key with a value may stand: `supervisor`, `agents[].mailbox`; the top level is an empty text. */
export function placesOfKey(name: string): readonly string[] {
  index ??= indexPlaces()
  return [...(index.get(name) ?? [])]
}

/** The roles whose agents may have a key. */
export function rolesWithKey(name: string): readonly RoleName[] {
  // The keys of a table are the names of its type.
  return (Object.keys(roleKeys) as RoleName[]).filter((role) => Object.hasOwn(roleKeys[role], name))
}

function indexPlaces(): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>([['agents', new Set([''])]])
  const visit = (keys: KeyTable, place: string): void => {
    for (const [name, entry] of Object.entries(keys)) {
      if (entry.status === 'unsupported') continue
      places.set(name, (places.get(name) ?? new Set()).add(place))
      if (entry.keys !== undefined)
        visit(entry.keys, `${place === '' ? '' : `${place}.`}${name}${entry.list === true ? '[]' : ''}`)
    }
  }
  visit(topLevelKeys, '')
  for (const keys of Object.values(agentTables)) visit(keys, 'agents[]')
  return places
}
