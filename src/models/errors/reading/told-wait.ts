import { isRecord } from '../../../util/is-record.ts'

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds of a duration as Go and Protocol Buffers write it: `1m2.5s`, `120ms`, `34.07s`, `{ seconds, nanos }`. */
export function waitInDuration(value: unknown): number | undefined {
  if (isRecord(value)) {
    const [seconds, nanos] = [Number(value['seconds'] ?? 0), Number(value['nanos'] ?? 0)]
    return valid(seconds * 1000 + nanos / 1_000_000)
  }
  if (typeof value !== 'string' || !/^(\d+(\.\d+)?(ms|[smhd]))+$/.test(value)) return undefined
  let total = 0
  for (const [, count, unit = ''] of value.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g))
    total += Number(count) * (unitMs[unit] ?? 0)
  return valid(total)
}

const unit = '(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)(?![a-z])'
const span = `\\d+(?:\\.\\d+)?\\s?${unit}`

// "Please try again in 1m2.5s", "Please retry in 34.07s", "retry after 26 seconds", "Please wait 30 seconds".
const toldWait = new RegExp(
  `\\b(?:(?:try(?:ing)? again|retry|retrying|resets?|available again)\\b\\D{0,30}?\\b(?:in|after)|wait(?: for)?)\\s+(?:about |another |at least )?((?:${span}[\\s,]{0,2}(?:and )?){1,4})`,
  'i',
)
const spans = new RegExp(`(\\d+(?:\\.\\d+)?)\\s?(${unit})`, 'gi')

/** Milliseconds that a provider asks in words to wait. */
export function waitInWords(words: string): number | undefined {
  const told = toldWait.exec(words)?.[1]
  if (told === undefined) return undefined
  let total = 0
  for (const [, count, name = ''] of told.matchAll(spans)) total += Number(count) * (unitMs[shortUnit(name)] ?? 0)
  return valid(total)
}

function shortUnit(name: string): string {
  const lower = name.toLowerCase()
  return lower === 'ms' || lower.startsWith('mil') ? 'ms' : lower.slice(0, 1)
}

function valid(milliseconds: number): number | undefined {
  return Number.isFinite(milliseconds) && milliseconds >= 0 ? milliseconds : undefined
}
