import { maskSpans } from './mask-secrets.ts'
import type { Position, Span } from './config-problem.ts'
import { printable } from './printable.ts'
import type { SourceText } from './source-text.ts'

const contextLines = 2
const maxColumns = 100

/** Draws the lines around a place, with a caret under it. Secrets are masked and control characters replaced. */
export function drawCodeFrame(source: SourceText, position: Position, secrets: readonly Span[]): string {
  const first = Math.max(1, position.line - contextLines)
  const last = Math.min(source.lineCount, position.line + contextLines)
  const width = String(last).length
  const shift = windowShift(position)
  const rows: string[] = []
  for (let line = first; line <= last; line++) {
    const isMarked = line === position.line
    const text = clip(printable(maskSpans(source.text, secrets, source.lineSpan(line))), shift)
    rows.push(`${isMarked ? '>' : ' '} ${String(line).padStart(width)} | ${text}`.trimEnd())
    if (isMarked) rows.push(`  ${' '.repeat(width)} | ${caret(position, shift)}`)
  }
  return rows.join('\n')
}

// A long line is shown from a little before the place on.
function windowShift(position: Position): number {
  return position.column > maxColumns - 20 ? position.column - 21 : 0
}

function clip(text: string, shift: number): string {
  const end = shift + maxColumns
  return `${shift > 0 ? '…' : ''}${text.slice(shift > 0 ? shift + 1 : 0, end)}${text.length > end ? '…' : ''}`
}

function caret(position: Position, shift: number): string {
  const column = position.column - 1 - shift
  const length = Math.min(position.endColumn - position.column, maxColumns - column)
  return ' '.repeat(column) + '^'.repeat(Math.max(1, length))
}
