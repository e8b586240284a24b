import type { JsonObject, JsonValue } from '../../../util/json/json.ts'
import type { LogRecord } from '../log-sink.ts'
import { displayWidth, padDisplay, truncateDisplay } from '../../../util/text/display-width.ts'
import { escapeControls } from '../../../util/text/escape-controls.ts'
import { TableLayout } from './table-layout.ts'
import { wrapText } from './wrap-text.ts'

const gap = '  '
const widestName = 24
const narrowestBody = 20

/** How records look on a terminal. */
export interface TerminalLayoutOptions {
  /** The keys of objects to show as columns; those of the first object when there are none. */
  readonly columns?: readonly string[] | undefined
  /** A longer text is cut after this many characters; 2000 unless said otherwise. */
  readonly maxLength?: number | undefined
  readonly color?: boolean | undefined
}

/**
 * Lays records out for a person: time and sender in columns of their own, texts wrapped beside them, objects as rows of
 * a table. Every line of a text starts below its first one, so that no text can look like another record.
 */
export class TerminalLayout {
  readonly #table: TableLayout
  readonly #maxLength: number
  readonly #color: boolean
  #nameWidth = 0

  constructor(options: TerminalLayoutOptions) {
    this.#table = new TableLayout(options.columns)
    this.#maxLength = options.maxLength ?? 2000
    this.#color = options.color ?? false
  }

  /** The lines of a record for a terminal that is `width` columns wide. */
  render(record: LogRecord, width: number): readonly string[] {
    const time = new Date(record.at).toTimeString().slice(0, 8)
    const name = truncateDisplay(escapeControls(record.from ?? record.logger), widestName)
    this.#nameWidth = Math.max(this.#nameWidth, displayWidth(name))
    const indent = ' '.repeat(time.length + gap.length + this.#nameWidth + gap.length)
    const { header, body } = this.#body(record.value, Math.max(narrowestBody, width - indent.length - 1))
    const head = `${this.#paint(time, dim)}${gap}${padDisplay(name, this.#nameWidth)}${gap}`
    const lines = body.map((line, position) => `${position === 0 ? head : indent}${line}`.trimEnd())
    return header === undefined ? lines : [indent + this.#paint(header, bold), ...lines]
  }

  #body(value: JsonValue, width: number): { readonly header?: string | undefined; readonly body: readonly string[] } {
    if (!isObject(value))
      return { body: this.#paragraphs(typeof value === 'string' ? value : JSON.stringify(value), width) }
    const rows = this.#table.rows(value, width)
    return rows === undefined
      ? { body: this.#paragraphs(pairs(value), width) }
      : { header: rows.header, body: [rows.row] }
  }

  #paragraphs(text: string, width: number): readonly string[] {
    return this.#shorten(text.trim())
      .replaceAll('\t', '    ')
      .split(/\r?\n/)
      .flatMap((line) => wrapText(escapeControls(line), width))
  }

  #shorten(text: string): string {
    if (text.length <= this.#maxLength) return text
    // Not in the middle of a character that takes two code units.
    const kept = text.slice(0, this.#maxLength).replace(/[\ud800-\udbff]$/, '')
    return `${kept}… (${text.length - kept.length} more characters)`
  }

  #paint(text: string, [open, close]: Style): string {
    return this.#color ? `\u001b[${open}m${text}\u001b[${close}m` : text
  }
}

// Codes of ECMA-48, section 8.3.117 (SGR).
type Style = readonly [open: number, close: number]
const bold: Style = [1, 22]
const dim: Style = [2, 22]

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function pairs(value: JsonObject): string {
  return Object.entries(value)
    .map(([key, item]) => `${key}: ${typeof item === 'string' ? item : JSON.stringify(item)}`)
    .join(gap)
}
