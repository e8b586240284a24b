/** What is told of a series of measurements. */
export interface Statistics {
  readonly count: number
  readonly min: number
  readonly p50: number
  readonly p90: number
  readonly max: number
}

/** Sums up a series. The percentiles are measured values (nearest rank), never values in between. */
export function summarize(values: readonly number[]): Statistics {
  const sorted = values.toSorted((first, second) => first - second)
  const rank = (share: number) => sorted[Math.max(Math.ceil(share * sorted.length), 1) - 1] ?? Number.NaN
  return { count: sorted.length, min: rank(0), p50: rank(0.5), p90: rank(0.9), max: rank(1) }
}
