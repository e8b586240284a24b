import { loadavg } from 'node:os'
import { summarize } from '../statistics.ts'

/** Prints series by name: a table with lowest value, quartiles, median and 90th percentile, or JSON. */
export function printFigures(
  series: ReadonlyMap<string, readonly number[]>,
  { json, unit }: { readonly json: boolean; readonly unit: string },
): void {
  const rows = [...series].map(([name, values]) => {
    const { min, p50, p90, count } = summarize(values)
    return { name, min: round(min), median: round(p50), p90: round(p90), count }
  })
  const load = round(loadavg()[0] ?? Number.NaN)
  if (json) process.stdout.write(`${JSON.stringify({ node: process.version, load, unit, rows })}\n`)
  else {
    process.stdout.write(`${unit}; load of the machine at the end: ${load}\n`)
    console.table(Object.fromEntries(rows.map(({ name, ...figures }) => [name, figures])))
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
