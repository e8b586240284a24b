import type { Position, Span } from './config-problem.ts'

/** The text of one file, with a quick way from an offset to a line and column. */
export class SourceText {
  /** The name shown to people: the path as they gave it. */
  readonly file: string
  readonly text: string
  readonly #starts: number[] = [0]
  readonly #lineBreak = /\r\n|\n|\r/g
  #isRead = false

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
  }

  /** Where a span begins, and how far it reaches on that line. */
  position(span: Span): Position {
    const line = this.#lineOf(span.start)
    const { start, end } = this.lineSpan(line) ?? { start: 0, end: 0 }
    const column = Math.min(span.start, end) - start + 1
    return { line, column, endColumn: Math.max(column + 1, Math.min(span.end, end) - start + 1) }
  }

  /** The offsets of a line, counted from 1, without its line break; `undefined` behind the last line. */
  lineSpan(line: number): Span | undefined {
    while (this.#starts.length <= line && this.#readLine()) continue
    const start = this.#starts[line - 1]
    if (start === undefined) return undefined
    let end = this.#starts[line] ?? this.text.length
    while (end > start && isLineBreak(this.text.charCodeAt(end - 1))) end -= 1
    return { start, end }
  }

  #lineOf(offset: number): number {
    while (this.#last <= offset && this.#readLine()) continue
    let [low, high] = [0, this.#starts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }

  get #last(): number {
    return this.#starts.at(-1) ?? 0
  }

  // Lines are looked for as far as they are asked for: a huge file is mostly refused near its beginning.
  #readLine(): boolean {
    if (this.#isRead) return false
    this.#lineBreak.lastIndex = this.#last
    const found = this.#lineBreak.exec(this.text)
    if (found === null) this.#isRead = true
    else this.#starts.push(found.index + found[0].length)
    return found !== null
  }
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13
}
