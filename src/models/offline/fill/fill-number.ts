import type { JsonValue } from '../../../util/json/json.ts'
import type { FillContext, Filled, ObjectSchema, Place } from './fill-context.ts'
import { stem, wordsOf } from '../words.ts'

/** A number for a schema: labelled in the input, standing near the property's name, or one that fits the limits. */
export function fillNumber(schema: ObjectSchema, place: Place, context: FillContext, isInteger: boolean): Filled {
  const fits = (value: number | undefined): value is number =>
    value !== undefined && fitsNumber(schema, value, isInteger)
  const labelled = place.values.map(toNumber).find(fits)
  if (labelled !== undefined) return taken(labelled, context)
  if (place.variant === 0) {
    const near = numbersNear(place.source.text, place.name).find(fits)
    if (near !== undefined) return taken(near, context)
    const any = context.takeAnyNumber
      ? numbersIn(place.source.text).find((value) => fits(value) && !context.takenNumbers.has(value))
      : undefined
    if (any !== undefined) {
      context.takenNumbers.add(any)
      // A guess: good enough for what is required, not for what could be left out.
      return { value: any, found: 0 }
    }
    const proposed = [schema.default, ...(schema.examples === undefined ? [] : [schema.examples].flat())].find(
      (value): value is number => typeof value === 'number' && fits(value),
    )
    if (proposed !== undefined) return { value: proposed, found: 0 }
  }
  return { value: numberWithin(schema, isInteger, place.variant), found: 0 }
}

function taken(value: number, context: FillContext): Filled {
  context.takenNumbers.add(value)
  return { value, found: 1 }
}

function toNumber(value: JsonValue): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' ? numbersIn(value)[0] : undefined
}

const number =
  /(?<![\p{L}\p{N}_.-])[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\p{N}-])|(?<![\p{L}\p{N}_.])(?<!\d-)[-+]?\d+(?:\.\d+)?(?![\p{N}]|[-.]\d)/gu

/** The numbers of a text in order, without those that are parts of names, dates and times. */
function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(number)]
    .filter(({ index, 0: found }) => !isPartOfDate(text, index, found.length))
    .map(([found]) => Number(found.replaceAll(',', '')))
}

function isPartOfDate(text: string, index: number, length: number): boolean {
  return (
    /\d[:/]$/.test(text.slice(Math.max(0, index - 2), index)) ||
    /^[:/-]\d/.test(text.slice(index + length, index + length + 2))
  )
}

const nearness = 4

/** The numbers within a few words of the name's words, nearest first. "A total of 42" and "42 items" are both near. */
function numbersNear(text: string, name: string): readonly number[] {
  const wanted = wordsOf(name).map(stem)
  if (wanted.length === 0) return []
  const tokens = [...text.matchAll(new RegExp(`${number.source}|[\\p{L}][\\p{L}\\p{N}_]*|[.!?;]\\s`, 'gu'))].map(
    ([token], position) => ({ token, position }),
  )
  const places = tokens
    .filter(({ token }) => wordsOf(token).some((word) => wanted.includes(stem(word))))
    .map(({ position }) => position)
  if (places.length === 0) return []
  const numbers = tokens.filter(({ token }) => /^[-+]?\d/.test(token))
  return numbers
    .map(({ token, position }) => ({
      value: Number(token.replaceAll(',', '')),
      distance: Math.min(...places.map((place) => distanceBetween(tokens, place, position))),
    }))
    .filter(({ distance: far }) => far <= nearness)
    .sort((a, b) => a.distance - b.distance)
    .map(({ value }) => value)
}

/** Words between two tokens; the end of a sentence between them is farther than anything. */
function distanceBetween(tokens: readonly { readonly token: string }[], from: number, to: number): number {
  const far = Math.abs(from - to)
  if (far > nearness) return Infinity
  const between = tokens.slice(Math.min(from, to) + 1, Math.max(from, to))
  return between.some(({ token }) => /^[.!?;]\s$/.test(token)) ? Infinity : far
}

function fitsNumber(schema: ObjectSchema, value: number, isInteger: boolean): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  return (
    Number.isFinite(value) &&
    (!isInteger || Number.isInteger(value)) &&
    (typeof minimum !== 'number' || value >= minimum) &&
    (typeof maximum !== 'number' || value <= maximum) &&
    (typeof exclusiveMinimum !== 'number' || value > exclusiveMinimum) &&
    (typeof exclusiveMaximum !== 'number' || value < exclusiveMaximum) &&
    (typeof multipleOf !== 'number' || Number.isInteger(Number((value / multipleOf).toPrecision(12))))
  )
}

/** The middle of two limits, the only limit, or zero; moved onto the grid of `multipleOf`. */
function numberWithin(schema: ObjectSchema, isInteger: boolean, variant: number): number {
  const low = lowest(schema)
  const high = highest(schema)
  const start =
    low !== undefined && high !== undefined
      ? (low + high) / 2
      : low !== undefined
        ? Math.max(0, low)
        : Math.min(0, high ?? 0)
  const grid = schema.multipleOf ?? (isInteger ? 1 : undefined)
  const step = gridStep(grid, isInteger, low, high)
  const base = grid === undefined && !isInteger ? start : Math.floor(start / step) * step
  const fits = (value: number): boolean => fitsNumber(schema, value, isInteger)
  let left = variant
  let last: number | undefined
  // Outwards from the middle: the variants are the values met on the way.
  for (let distance = 0; distance < 10_000; distance++) {
    for (const side of distance === 0 ? [0] : [distance, -distance]) {
      const value = Number((base + side * step).toPrecision(15))
      if (!fits(value)) continue
      if (left-- === 0) return value
      last = value
    }
    if (last !== undefined && distance > 1000) break
  }
  return last ?? start
}

function gridStep(
  grid: number | undefined,
  isInteger: boolean,
  low: number | undefined,
  high: number | undefined,
): number {
  if (grid !== undefined) {
    return isInteger ? wholeMultiple(grid) : grid
  }
  return low !== undefined && high !== undefined ? Math.min(1, (high - low) / 16 || 1) : 1
}

/** The least whole number that is a multiple of a broken one: 1 for 0.5. */
function wholeMultiple(grid: number): number {
  for (let times = 1; times <= 1000; times++) {
    const multiple = Number((grid * times).toPrecision(12))
    if (Number.isInteger(multiple)) return multiple
  }
  return grid
}

function lowest({ minimum, exclusiveMinimum }: ObjectSchema): number | undefined {
  const limits = [minimum, exclusiveMinimum].filter((limit) => typeof limit === 'number')
  return limits.length === 0 ? undefined : Math.max(...limits)
}

function highest({ maximum, exclusiveMaximum }: ObjectSchema): number | undefined {
  const limits = [maximum, exclusiveMaximum].filter((limit) => typeof limit === 'number')
  return limits.length === 0 ? undefined : Math.min(...limits)
}
