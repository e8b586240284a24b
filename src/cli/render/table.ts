import { displayWidth } from '../../util/text/display-width.ts'
import { escapeControls } from '../../util/text/escape-controls.ts'

/** A column of a table. */
export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right' | undefined
}

/** Rows under titles, each column as wide as its widest cell. The last column is not filled up. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  title: (text: string) => string,
): string {
  const cells = rows.map((row) => row.map(escapeControls))
  const widths = columns.map((column, index) =>
    Math.max(column.title.length, ...cells.map((row) => displayWidth(row[index] ?? ''))),
  )
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const cell = row[index] ?? ''
        const fill = ' '.repeat((widths[index] ?? 0) - displayWidth(cell))
        if (align === 'right') return `${fill}${cell}`
        return index === columns.length - 1 ? cell : `${cell}${fill}`
      })
      .join('  ')
      .trimEnd()
  return [title(line(columns.map((column) => column.title))), ...cells.map(line)].map((text) => `${text}\n`).join('')
}
