/** Told of each event of a stream: its data, and its name where it has one. */
export type OnEvent = (data: string, event: string) => void

/**
 * Takes server-sent events out of a text that arrives in any pieces. Lines may end in any of the three ways, and several
 * `data:` lines are one event. A body that is no stream of events at all is kept, so that it can be read otherwise.
 */
export class EventLines {
  readonly #onEvent: OnEvent
  /** The beginning of a line whose end has not come. */
  #rest = ''
  #data: string | undefined
  #event = ''
  /** True after a carriage return that ended a piece: a line feed that comes next belongs to it. */
  #skipsLineFeed = false
  #sawEvent = false
  #otherLines: string[] | undefined

  constructor(onEvent: OnEvent) {
    this.#onEvent = onEvent
  }

  /** The body, where it holds lines that are no events and no event. */
  get otherBody(): string | undefined {
    return this.#sawEvent ? undefined : this.#otherLines?.join('\n')
  }

  push(piece: string): void {
    if (piece === '') return
    const text = this.#rest === '' ? piece : this.#rest + piece
    let start = this.#skipsLineFeed && text.startsWith('\n') ? 1 : 0
    this.#skipsLineFeed = false
    // What is left of earlier pieces holds none, or it would not be left.
    let returnAt = piece.includes('\r') ? text.indexOf('\r', start) : -1
    for (;;) {
      let end = text.indexOf('\n', start)
      let next = end + 1
      if (returnAt >= 0 && (end < 0 || returnAt < end)) {
        end = returnAt
        next = end + 1
        if (next === text.length) this.#skipsLineFeed = true
        else if (text.startsWith('\n', next)) next += 1
        returnAt = text.indexOf('\r', next)
      }
      if (end < 0) break
      this.#line(text.slice(start, end))
      start = next
    }
    this.#rest = start === 0 ? text : text.slice(start)
  }

  /** The body has ended; servers leave out the blank line after the last event. */
  end(): void {
    // The beginning of a field's name is what is left of a stream that was cut.
    if (this.#rest !== '' && !fields.some((field) => field.startsWith(this.#rest))) this.#line(this.#rest)
    this.#rest = ''
    this.#dispatch()
  }

  #line(line: string): void {
    if (line === '') this.#dispatch()
    else if (line.startsWith('data:')) this.#addData(valueAfter(line, 'data:'))
    else if (line.startsWith('event:')) this.#event = valueAfter(line, 'event:')
    else if (!this.#sawEvent && !/^(:|(id|retry):|(data|event|id|retry)$)/.test(line)) {
      this.#otherLines ??= []
      this.#otherLines.push(line)
    }
  }

  #addData(value: string): void {
    this.#sawEvent = true
    this.#data = this.#data === undefined ? value : `${this.#data}\n${value}`
  }

  #dispatch(): void {
    const data = this.#data
    const event = this.#event
    this.#data = undefined
    this.#event = ''
    if (data !== undefined && data.trim() !== '') this.#onEvent(data, event)
  }
}

const fields = ['data:', 'event:', 'id:', 'retry:'] as const

function valueAfter(line: string, field: string): string {
  return line.slice(line.startsWith(' ', field.length) ? field.length + 1 : field.length)
}
