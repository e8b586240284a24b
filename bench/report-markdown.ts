import { formatFigure, renderHeading } from './report.ts'
import type { BenchResults, Figures, MeasureResult, SubjectResult } from './results.ts'
import { subjects } from './subjects.ts'

/** The results as tables for a document: medians, with the lowest value and the 90th percentile after them. */
export function renderMarkdown(results: BenchResults): string {
  const { measures } = results
  return `${[renderHeading(results), ...measures.map(renderMeasure)].join('\n\n')}\n`
}

function renderMeasure({ title, method, metrics, subjects: rows }: MeasureResult): string {
  const shown = metrics.filter(({ key }) => rows.some((row) => row.metrics[key] !== undefined))
  const header = ['', ...shown.map((metric) => `${metric.title}, ${metric.unit}`)]
  const ruler = header.map((_cell, column) => (column === 0 ? '---' : '---:'))
  const body = rows.map((row) => [
    subjects[row.name].title,
    ...shown.map(({ key, better }) => renderCell(row, key, better)),
  ])
  return [`### ${title}`, '', method, '', ...[header, ruler, ...body].map(renderRow)].join('\n')
}

function renderCell({ failure, metrics }: SubjectResult, key: string, better: 'lower' | 'higher'): string {
  if (failure !== undefined) return 'failed'
  const figures = metrics[key]
  return figures === undefined ? '' : `${renderStatistics(figures)}${renderTarget(figures, better)}`
}

function renderStatistics({ statistics: { min, p50, p90 } }: Figures): string {
  return `**${formatFigure(p50)}** (${formatFigure(min)} / ${formatFigure(p90)})`
}

function renderTarget({ target, met }: Figures, better: 'lower' | 'higher'): string {
  if (target === undefined) return ''
  const sign = better === 'lower' ? '<=' : '>='
  return `, promised ${sign} ${formatFigure(target)}: ${met === true ? 'met' : '**missed**'}`
}

function renderRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
