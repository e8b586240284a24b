import { shown } from '../text/shown.ts'

/** What is wrong with a limit of time, in a sentence; nothing where it is one, or none. Infinity is no limit either. */
export function wrongTime(option: string, value: unknown): string | undefined {
  if (value === undefined || (typeof value === 'number' && value >= 0)) return undefined
  return `${option} must be a number of milliseconds of at least 0, not ${shown(value)}.`
}
