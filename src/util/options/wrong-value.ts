import { isRecord } from '../is-record.ts'
import { nearest } from '../text/nearest.ts'
import { shown } from '../text/shown.ts'
import { unknownOption } from './unknown-option.ts'

/** What a value must be, to follow "must be"; nothing where it is that. */
export type OptionCheck = (value: unknown) => string | undefined

/** Options by name, each with what it must be where it is given. */
export type OptionChecks<Name extends string = string> = Readonly<Record<Name, OptionCheck>>

export const text: OptionCheck = (value) => (typeof value === 'string' ? undefined : 'a text')

export const truth: OptionCheck = (value) => (typeof value === 'boolean' ? undefined : 'true or false')

export const callable: OptionCheck = (value) => (typeof value === 'function' ? undefined : 'a function')

export const mapping: OptionCheck = (value) => (isRecord(value) ? undefined : 'an object')

export const texts: OptionCheck = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? undefined : 'a list of texts'

export const wholeNumber: OptionCheck = (value) =>
  Number.isInteger(value) && Number(value) >= 0 ? undefined : 'a whole number of at least 0'

export const count: OptionCheck = (value) =>
  Number.isInteger(value) && Number(value) >= 1 ? undefined : 'a whole number of at least 1'

/** Milliseconds to wait at most. Infinity is no limit. */
export const time: OptionCheck = (value) =>
  typeof value === 'number' && value >= 0 ? undefined : 'a number of milliseconds of at least 0'

/** What a word must be: one of these. */
export function wrongWord(value: unknown, words: readonly string[]): string | undefined {
  if (typeof value === 'string' && words.includes(value)) return undefined
  return `one of ${words.map((word) => `"${word}"`).join(', ')}`
}

/**
 * What is wrong with the first value that is not what it must be, in a sentence. `place` stands before the name: `restart.`.
 * What is undefined is left out.
 */
export function wrongValue(options: object, checks: OptionChecks, place = ''): string | undefined {
  for (const name in checks) {
    const value: unknown = (options as Readonly<Record<string, unknown>>)[name]
    const wanted = value === undefined ? undefined : checks[name]?.(value)
    if (wanted !== undefined) return `${place}${name} must be ${wanted}, not ${shown(value)}.${hint(value, wanted)}`
  }
  return undefined
}

/** What is wrong with an option that holds options: it is no object, has an unknown name, or a value that is none. */
export function wrongGroup(name: string, options: unknown, checks: OptionChecks): string | undefined {
  if (!isRecord(options)) return `${name} must be an object, not ${shown(options)}.`
  const unknown = unknownOption(options, checks)
  return unknown === undefined ? wrongValue(options, checks, `${name}.`) : `${name}: ${unknown}`
}

/** The word that was meant, where there are several. */
function hint(value: unknown, wanted: string): string {
  if (typeof value !== 'string') return ''
  const meant = nearest(
    value,
    Array.from(wanted.matchAll(/"([^"]+)"/g), ([, word = '']) => word),
  )
  return meant === undefined ? '' : ` Did you mean "${meant}"?`
}
