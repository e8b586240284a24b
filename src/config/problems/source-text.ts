import type { Position, Span } from './config-problem.ts'

/** The text of one file, with a quick way from an offset to a line and column. */
export class SourceText {
  /** The name shown to people: the path as they gave it. */
  readonly file: string
  readonly text: string
  #lineStarts: number[] | undefined

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
  }

  /** Where a span begins, and how far it reaches on that line. */
  position(span: Span): Position {
    const line = this.#lineOf(span.start)
    const { start, end } = this.lineSpan(line)
    const column = Math.min(span.start, end) - start + 1
    return { line, column, endColumn: Math.max(column + 1, Math.min(span.end, end) - start + 1) }
  }

  get lineCount(): number {
    return this.#starts().length
  }

  /** The offsets of a line, counted from 1, without its line break. */
  lineSpan(line: number): Span {
    const starts = this.#starts()
    const start = starts[line - 1] ?? this.text.length
    const next = starts[line] ?? this.text.length
    let end = next
    while (end > start && isLineBreak(this.text.charCodeAt(end - 1))) end -= 1
    return { start, end }
  }

  #lineOf(offset: number): number {
    const starts = this.#starts()
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }

  #starts(): readonly number[] {
    this.#lineStarts ??= [0, ...Array.from(this.text.matchAll(/\r\n|\n|\r/g), (found) => found.index + found[0].length)]
    return this.#lineStarts
  }
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13
}
