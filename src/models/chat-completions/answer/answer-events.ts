import { parseJson } from '../wire-values.ts'
import type { AnswerReader } from './answer-reader.ts'
import { EventLines } from './event-lines.ts'

/** What a body may come to that is no answer. */
export interface EventErrors {
  /** For what cannot be read. */
  unreadable(): Error
  /** For an event that calls itself an error and does not say which. */
  unnamed(data: string): Error
}

/** Feeds a reader from a body of any form: events of a stream, or one JSON value in their place. */
export class AnswerEvents {
  readonly #reader: AnswerReader
  readonly #errors: EventErrors
  readonly #lines: EventLines
  /** True once the server has said that nothing follows. */
  isDone = false

  constructor(reader: AnswerReader, errors: EventErrors) {
    this.#reader = reader
    this.#errors = errors
    this.#lines = new EventLines((data, event) => this.#onEvent(data, event))
  }

  /** @throws Error that the body reports, or that says it cannot be read. */
  push(text: string): void {
    this.#lines.push(text)
  }

  /** The body has ended. @throws Error as `push` does. */
  end(): void {
    this.#isCut = true
    this.#lines.end()
    const body = this.#lines.otherBody
    if (body === undefined) return
    const value = parseJson(body)
    if (value === undefined) throw this.#errors.unnamed(body)
    this.#reader.add(value, true)
    if (!this.#reader.hasAnswer) throw this.#errors.unreadable()
    this.isDone = true
  }

  /** True at the last event of a body, which may be the half of one. */
  #isCut = false

  #onEvent(data: string, event: string): void {
    // A server that goes on behind its end has nothing to say.
    if (this.isDone) return
    if (data.trim() === '[DONE]') {
      this.isDone = true
      return
    }
    const value = parseJson(data)
    if (value !== undefined) this.#reader.add(value)
    else if (data.includes('\n')) this.#addLines(data)
    else if (event === 'error') throw this.#errors.unnamed(data)
    else if (!this.#isCut) throw this.#errors.unreadable()
    if (event === 'error') throw this.#errors.unnamed(data)
  }

  /** Servers that leave out the blank line between events. */
  #addLines(data: string): void {
    for (const line of data.split('\n')) if (line.trim() !== '') this.#onEvent(line, '')
  }
}
