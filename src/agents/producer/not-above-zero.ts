import { shown } from '../../util/text/shown.ts'

/** What is wrong with a number that must be above zero, to follow the name of the producer. */
export function notAboveZero(what: string, value: unknown): string | undefined {
  return value === undefined || (typeof value === 'number' && Number.isFinite(value) && value > 0)
    ? undefined
    : `has ${shown(value)} as the ${what}. Use a number above zero.`
}
