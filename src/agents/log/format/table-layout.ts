import type { JsonObject, JsonValue } from '../../../util/json/json.ts'
import { displayWidth, padDisplay, truncateDisplay } from '../../../util/text/display-width.ts'
import { escapeControls } from '../../../util/text/escape-controls.ts'

const gap = '  '
// An object with more keys than this is shown as pairs; its columns would be too narrow to read.
const mostColumns = 6
const narrowestColumn = 6
// Room to begin with, so that the columns do not move with each of the first rows.
const firstWidth = 12

/** Lays objects out as rows of one table whose columns widen as wider values come. The last column takes what is left. */
export class TableLayout {
  #columns: readonly string[] | undefined
  readonly #isFixed: boolean
  readonly #widths = new Map<string, number>()

  /** @param columns the keys to show; those of the first object when there are none */
  constructor(columns: readonly string[] | undefined) {
    this.#columns = columns
    this.#isFixed = columns !== undefined
  }

  /** The lines for an object: its row, with the header above the first one; `undefined` when it is no row of this table. */
  rows(value: JsonObject, width: number): { readonly header: string | undefined; readonly row: string } | undefined {
    const keys = Object.keys(value)
    if (this.#columns === undefined && keys.length > 0 && keys.length <= mostColumns) this.#columns = keys
    const columns = this.#columns
    if (columns === undefined || !(this.#isFixed || keys.every((key) => columns.includes(key)))) return undefined
    const isFirst = this.#widths.size === 0
    const cells = columns.map((column) => cellText(value[column]))
    columns.forEach((column, position) => this.#widen(column, cells[position] ?? ''))
    return {
      header: isFirst ? this.#line(columns.map(escapeControls), columns, width) : undefined,
      row: this.#line(cells, columns, width),
    }
  }

  #widen(column: string, cell: string): void {
    const known = this.#widths.get(column) ?? Math.max(firstWidth, displayWidth(escapeControls(column)))
    this.#widths.set(column, Math.max(known, displayWidth(cell)))
  }

  #line(cells: readonly string[], columns: readonly string[], width: number): string {
    const widest = Math.max(narrowestColumn, Math.floor(width / columns.length) - gap.length)
    let left = width
    const shown = cells.map((cell, position) => {
      const isLast = position === cells.length - 1
      const room = isLast
        ? Math.max(narrowestColumn, left)
        : Math.min(widest, this.#widths.get(columns[position] ?? '') ?? 0)
      left -= room + gap.length
      return isLast ? truncateDisplay(cell, room) : padDisplay(truncateDisplay(cell, room), room)
    })
    return shown.join(gap).trimEnd()
  }
}

function cellText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return ''
  return escapeControls(typeof value === 'string' ? value.trim() : JSON.stringify(value))
}
