import type { ForeignNames } from '../compiler/foreign-options.ts'
import { nearest } from '../text/nearest.ts'

/**
 * What to say of the first option that is not among the known ones; `undefined` when all are known. `foreign` are names
 * that other frameworks have, with what to write instead.
 */
export function unknownOption(
  options: object,
  known: Readonly<Record<string, unknown>>,
  foreign: ForeignNames = {},
): string | undefined {
  for (const name in options) {
    if (Object.hasOwn(known, name)) continue
    return `There is no "${name}". ${hint(name, known, foreign)}`
  }
  return undefined
}

function hint(name: string, known: Readonly<Record<string, unknown>>, foreign: ForeignNames): string {
  if (Object.hasOwn(foreign, name)) return `Write ${foreign[name]}.`
  const meant = nearest(name, Object.keys(known))
  return meant === undefined ? `Known: ${Object.keys(known).join(', ')}.` : `Did you mean "${meant}"?`
}
