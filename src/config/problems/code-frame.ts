import { maskSpans } from './mask-secrets.ts'
import type { Position, Span } from './config-problem.ts'
import { printable } from '../../util/text/printable.ts'
import type { SourceText } from './source-text.ts'

const contextLines = 2
const maxColumns = 100

/** Draws the lines around a place, with a caret under it. Secrets are masked and control characters replaced. */
export function drawCodeFrame(source: SourceText, position: Position, secrets: readonly Span[]): string {
  const last = position.line + contextLines
  const width = String(last).length
  const hidden = hiddenColumns(position)
  const rows: string[] = []
  for (let line = Math.max(1, position.line - contextLines); line <= last; line++) {
    const span = source.lineSpan(line)
    if (span === undefined) break
    const isMarked = line === position.line
    rows.push(
      `${isMarked ? '>' : ' '} ${String(line).padStart(width)} | ${showLine(source, span, hidden, secrets)}`.trimEnd(),
    )
    if (isMarked) rows.push(`  ${' '.repeat(width)} | ${drawCaret(position, hidden)}`)
  }
  return rows.join('\n')
}

// A long line is shown from a little before the place on.
function hiddenColumns(position: Position): number {
  return position.column > maxColumns - 20 ? position.column - 20 : 0
}

function showLine(source: SourceText, line: Span, hidden: number, secrets: readonly Span[]): string {
  const start = Math.min(line.start + hidden, line.end)
  const end = Math.min(start + maxColumns, line.end)
  const shown = printable(maskSpans(source.text, secrets, { start, end }))
  const isCutBefore = hidden > 0 && start > line.start
  return `${isCutBefore ? `…${shown.slice(1)}` : shown}${end < line.end ? '…' : ''}`
}

function drawCaret(position: Position, hidden: number): string {
  const column = position.column - 1 - hidden
  const length = Math.min(position.endColumn - position.column, maxColumns - column)
  return ' '.repeat(column) + '^'.repeat(Math.max(1, length))
}
