import type { ObjectSchema } from './fill-context.ts'
import { findFormat, formatExample } from './string-formats.ts'

/** The text as the schema allows it: shortened or lengthened where that is all it takes. */
export function fitString(schema: ObjectSchema, text: string): string | undefined {
  const { minLength = 0, maxLength = Infinity, format, pattern } = schema
  const trimmed = text.trim()
  if (format !== undefined && formatExample(format) !== undefined && findFormat(format, trimmed)[0] !== trimmed)
    return undefined
  const isFixed = pattern !== undefined || format !== undefined
  const length = lengthOf(trimmed)
  if (length >= minLength && length <= maxLength) return matches(pattern, trimmed) ? trimmed : undefined
  if (isFixed || trimmed === '') return undefined
  return length > maxLength ? cut(trimmed, maxLength) : lengthen(trimmed, minLength, maxLength)
}

/** The first of some texts that the schema allows. */
export function firstFitting(schema: ObjectSchema, candidates: readonly string[]): string | undefined {
  for (const candidate of candidates) {
    const fitting = candidate === '' ? undefined : fitString(schema, candidate)
    if (fitting !== undefined) return fitting
  }
  return undefined
}

/** The text repeated up to a length. */
export function lengthen(text: string, minLength: number, maxLength: number): string {
  if (lengthOf(text) >= minLength) return text
  const unit = text === '' ? 'text ' : `${text} `
  const repeated = unit.repeat(Math.ceil(minLength / lengthOf(unit)))
  // An end that is a space may be trimmed by whoever reads it.
  return cut(repeated, Math.min(minLength, maxLength)).replace(/ $/, '.')
}

/** The first characters of a text, as JSON Schema counts them. */
export function cut(text: string, length: number): string {
  return Array.from(text).slice(0, length).join('')
}

/** Characters as JSON Schema counts them: code points. */
export function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length += 1
  return length
}

/** True where there is no pattern, or the text matches it. */
export function matches(pattern: string | undefined, text: string): boolean {
  return pattern === undefined || compile(pattern)?.test(text) === true
}

/** A pattern as JSON Schema asks: with `u`; without it for patterns that only older engines take. */
export function compile(pattern: string, flags = ''): RegExp | undefined {
  for (const each of [`${flags}u`, flags]) {
    try {
      return new RegExp(pattern, each)
    } catch {
      continue
    }
  }
  return undefined
}
