import { nearest } from '../../util/text/nearest.ts'
import { quote } from '../../util/text/printable.ts'
import type { KeyTable } from '../../keys/key-entry.ts'
import { placesOfKey, rolesWithKey } from './key-places.ts'

/** What to say of a key that its mapping does not have. */
export interface Explanation {
  readonly message: string
  readonly hint: string
  /** The key that was probably meant. */
  readonly meant?: string | undefined
}

/**
 * Explains an unknown key: it belongs to another role, it belongs elsewhere in the file, it is close to a key that exists,
 * or none of these.
 *
 * @param place where the mapping stands, as `placesOfKey` writes it
 * @param role the role of the agent, when the mapping is one
 */
export function explainUnknownKey(name: string, keys: KeyTable, place: string, role?: string): Explanation {
  return explainForeign(name, place, role) ?? explainMisplaced(name, keys, place) ?? explainUnknown(name, keys)
}

function explainForeign(name: string, place: string, role: string | undefined): Explanation | undefined {
  const roles = place === 'agents[]' && role !== undefined ? rolesWithKey(name) : []
  if (roles.length === 0) return undefined
  const owners = roles.map(quote).join(' and ')
  const message = `The key ${quote(name)} belongs to the role${roles.length > 1 ? 's' : ''} ${owners}; this agent has the role ${quote(role ?? '')}.`
  const hint =
    name === 'source'
      ? 'To read from another agent write "inputs: [{ source: NAME }]".'
      : 'Remove it, or change the role.'
  return { message, hint }
}

function explainMisplaced(name: string, keys: KeyTable, place: string): Explanation | undefined {
  const places = placesOfKey(name).filter((other) => other !== place)
  if (places.length === 0 || nearKey(name, keys, 1) !== undefined) return undefined
  const targets = places.map((other) => (other === '' ? 'the top level' : quote(other)))
  return {
    message: `The key ${quote(name)} does not belong ${place === '' ? 'at the top level' : `under ${quote(place)}`}.`,
    hint: `It belongs ${places[0] === '' ? 'at' : 'under'} ${targets.slice(0, 3).join(' or ')}.`,
  }
}

function explainUnknown(name: string, keys: KeyTable): Explanation {
  const known = usableKeys(keys)
  const meant = nearKey(name, keys) ?? (known.length === 1 ? known[0] : undefined)
  const message = `Unknown key ${quote(name)}.`
  if (meant !== undefined) return { message, hint: `Did you mean ${quote(meant)}?`, meant }
  return { message, hint: `Known keys here: ${known.map(quote).join(', ')}.` }
}

// A key that works is the better guess, also where one that does not is closer.
function nearKey(name: string, keys: KeyTable, limit?: number): string | undefined {
  return nearest(name, usableKeys(keys), limit) ?? nearest(name, Object.keys(keys), limit)
}

function usableKeys(keys: KeyTable): readonly string[] {
  return Object.keys(keys).filter((key) => keys[key]?.status !== 'unsupported')
}
