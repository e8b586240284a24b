import type { Metric } from './measure.ts'
import type { BenchResults, MeasureResult, SubjectResult } from './results.ts'
import { subjects } from './subjects.ts'

// Wide enough for most titles, so that the tables of a report look alike.
const leastTitleWidth = 44

/** The results as text for a terminal: a table for each figure. */
export function renderReport(results: BenchResults): string {
  return `${[renderHeading(results), ...results.measures.map(renderMeasure)].join('\n\n')}\n`
}

/** Where, when and with what versions it was measured, in a line. */
export function renderHeading({ environment, effort }: BenchResults): string {
  const { date, node, bun, processor, cores, load, versions } = environment
  const machine = `${cores} cores, ${processor}, load ${load.before} before and ${load.after} after`
  const measured = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return `${effort} bench of ${date.slice(0, 10)}: ${machine}, Node ${node}, Bun ${bun}, ${measured.join(', ')}.`
}

function renderMeasure(measure: MeasureResult): string {
  const tables = measure.metrics.filter(({ key }) => measure.subjects.some(({ metrics }) => metrics[key] !== undefined))
  const failures = measure.subjects.flatMap(({ name, failure }) =>
    failure === undefined ? [] : `  ${title(name)} FAILED: ${failure}`,
  )
  return [
    `${measure.title} (${measure.name})`,
    measure.method,
    ...tables.map((metric) => renderMetric(metric, measure)),
    ...failures,
  ].join('\n')
}

function renderMetric(metric: Metric, { subjects: rows }: MeasureResult): string {
  const header = [`  ${metric.title}, ${metric.unit}`, 'min', 'p50', 'p90', 'ratio', 'design', '']
  const body = rows.flatMap((row) => renderRow(row, metric))
  return alignColumns([header, ...body])
}

function renderRow({ name, metrics }: SubjectResult, { key, better }: Metric): readonly (readonly string[])[] {
  const figures = metrics[key]
  if (figures === undefined) return []
  const { min, p50, p90 } = figures.statistics
  const design = figures.target ?? figures.recorded
  const sign = figures.target === undefined ? '' : better === 'lower' ? '<= ' : '>= '
  const verdict = figures.met === undefined ? '' : figures.met ? 'met' : 'MISSED'
  return [
    [
      `    ${title(name)}`,
      ...[min, p50, p90].map(formatFigure),
      figures.ratio === undefined ? '' : `${formatFigure(figures.ratio)}x`,
      design === undefined ? '' : `${sign}${formatFigure(design)}`,
      verdict,
    ],
  ]
}

/** A figure with three significant digits, and thousands set apart. */
export function formatFigure(value: number): string {
  if (!Number.isFinite(value)) return '-'
  const magnitude = Math.abs(value)
  const digits = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : 2
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

function alignColumns(rows: readonly (readonly string[])[]): string {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  const align = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(Math.max(width(0), leastTitleWidth)) : cell.padStart(width(column))
  return rows.map((row) => row.map(align).join('  ').trimEnd()).join('\n')
}

function title(name: SubjectResult['name']): string {
  return subjects[name].title
}
