import { nearest } from './nearest.ts'

/** What to say of the first option that is not among the known ones; `undefined` when all are known. */
export function unknownOption(options: object, known: Readonly<Record<string, true>>): string | undefined {
  for (const name in options) {
    if (Object.hasOwn(known, name)) continue
    const meant = nearest(name, Object.keys(known))
    const hint = meant === undefined ? `Known: ${Object.keys(known).join(', ')}.` : `Did you mean "${meant}"?`
    return `There is no "${name}". ${hint}`
  }
  return undefined
}
