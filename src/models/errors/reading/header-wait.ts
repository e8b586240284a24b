import { waitInDuration } from './told-wait.ts'

/** Headers of an answer: those of `fetch`, or an object. */
export type HeaderBag =
  | { get(name: string): string | null; [Symbol.iterator]?(): Iterator<readonly [string, string]> }
  | Readonly<Record<string, unknown>>

/** Headers by their names in lower case. */
export type HeaderTable = Readonly<Record<string, string>>

/** The headers as a table, whatever they came as. */
export function headerTable(headers: HeaderBag | undefined): HeaderTable {
  if (headers === undefined) return {}
  const pairs =
    Symbol.iterator in headers ? [...(headers as Iterable<readonly [string, unknown]>)] : Object.entries(headers)
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => (isText(value) ? [[name.toLowerCase(), String(value)]] : [])),
  )
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}

/** Milliseconds that `retry-after-ms` or `retry-after` ask to wait; nothing where they make no sense. */
export function retryAfterIn(headers: HeaderTable): number | undefined {
  return notNegative(numberIn(headers['retry-after-ms'])) ?? notNegative(secondsOrDate(headers))
}

/** `Retry-After` is a number of seconds or a date. The server's own clock says what now is. */
function secondsOrDate(headers: HeaderTable): number {
  const value = headers['retry-after']
  const seconds = numberIn(value)
  if (!Number.isNaN(seconds)) return seconds * 1000
  const date = dateIn(value)
  // A date that has passed means that nothing has to be waited for.
  return Number.isNaN(date) ? (waitInDuration(value) ?? Number.NaN) : Math.max(0, date - nowOf(headers))
}

/**
 * Milliseconds until the limits that are used up are there again. Where the provider says what remains, only limits of
 * which nothing does count, and all of them; where it does not, the one that ends first.
 */
export function limitResetIn(headers: HeaderTable): number | undefined {
  const spent: number[] = []
  const untold: number[] = []
  for (const name of Object.keys(headers)) {
    if (!/rate-?limit/.test(name) || !name.includes('reset')) continue
    const waitMs = untilReset(headers[name] ?? '', nowOf(headers))
    if (waitMs === undefined) continue
    const remaining = numberIn(headers[name.replace('reset', 'remaining')])
    if (Number.isNaN(remaining)) untold.push(waitMs)
    else if (remaining <= 0) spent.push(waitMs)
  }
  if (spent.length > 0) return Math.max(...spent)
  return untold.length > 0 && !tellsRemaining(headers) ? Math.min(...untold) : undefined
}

function tellsRemaining(headers: HeaderTable): boolean {
  return Object.keys(headers).some((name) => /rate-?limit.*remaining/.test(name))
}

// More than this is a time on the clock: the first in seconds, the second in milliseconds.
const earliestSeconds = 1_000_000_000
const earliestMilliseconds = earliestSeconds * 1000

/** A reset is a duration (`1m2.5s`, `12` seconds) or a time on the clock (RFC 3339, seconds or milliseconds since 1970). */
function untilReset(value: string, now: number): number | undefined {
  const number = numberIn(value)
  if (number >= earliestMilliseconds) return notNegative(number - now)
  if (number >= earliestSeconds) return notNegative(number * 1000 - now)
  if (!Number.isNaN(number)) return notNegative(number * 1000)
  return waitInDuration(value.trim()) ?? notNegative(dateIn(value) - now)
}

function nowOf(headers: HeaderTable): number {
  const date = dateIn(headers['date'])
  return Number.isNaN(date) ? Date.now() : date
}

// `Date.parse` takes anything that holds a number for a date, "-5" for the month of May.
function dateIn(value: string | undefined): number {
  return value !== undefined && /\d{4}.*\d\d:\d\d/.test(value) ? Date.parse(value) : Number.NaN
}

function numberIn(value: string | undefined): number {
  return value === undefined || !/^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number.NaN : Number(value)
}

function notNegative(milliseconds: number): number | undefined {
  return Number.isFinite(milliseconds) && milliseconds >= 0 ? milliseconds : undefined
}
