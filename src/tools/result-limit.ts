import { shown } from '../util/text/shown.ts'

/** What is wrong with a limit for results; nothing where it is one, or none. */
export function wrongResultLimit(limit: unknown): string | undefined {
  if (limit === undefined || limit === false) return undefined
  if (typeof limit === 'number' && Number.isInteger(limit) && limit > 0) return undefined
  return `maxResultChars must be a whole number of at least 1, or false for no limit, not ${shown(limit)}.`
}
