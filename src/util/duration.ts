const unitsMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/**
 * Reads a duration such as `800ms`, `1.5h` or `1h30m` and gives milliseconds, or `undefined` when the text is none.
 * Units: `ns`, `us`/`µs`, `ms`, `s`, `m`, `h`. A bare number is refused, except `0`.
 */
export function parseDuration(text: string): number | undefined {
  const match = /^([+-]?)(.+)$/.exec(text.trim())
  if (match === null) return undefined
  const [, sign, rest = ''] = match
  if (rest === '0') return 0
  let totalMs = 0
  let position = 0
  const part = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y
  while (position < rest.length) {
    part.lastIndex = position
    const found = part.exec(rest)
    if (found === null) return undefined
    totalMs += Number(found[1]) * (unitsMs[found[2] ?? ''] ?? Number.NaN)
    position = part.lastIndex
  }
  return sign === '-' ? -totalMs : totalMs
}

/** Writes milliseconds as a short duration, `1.5s` or `2m30s`, readable by `parseDuration`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 0) return `-${formatDuration(-milliseconds)}`
  if (milliseconds < 1000) return `${Number(milliseconds.toFixed(milliseconds < 10 ? 1 : 0))}ms`
  if (milliseconds < 60_000) return `${Number((milliseconds / 1000).toFixed(1))}s`
  const totalSeconds = Math.round(milliseconds / 1000)
  const [hours, minutes, seconds] = [
    Math.floor(totalSeconds / 3600),
    Math.floor(totalSeconds / 60) % 60,
    totalSeconds % 60,
  ]
  return `${hours > 0 ? `${hours}h` : ''}${minutes > 0 ? `${minutes}m` : ''}${seconds > 0 ? `${seconds}s` : ''}`
}
