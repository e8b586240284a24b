import type { RunEvent } from '../../events/event.ts'
import { GrowingText } from './growing-text.ts'

type DeltaEvent = Extract<RunEvent, { readonly type: 'text-delta' | 'reasoning-delta' | 'tool-input-delta' }>

/** An event that waits for the reader, with what was added to it since. */
interface Waiting {
  readonly event: RunEvent
  text?: GrowingText
}

// A reader that is this far behind does not show each word as it comes, and may have stopped to read.
const keepsUpWithin = 1024

/**
 * The events of a run between the run and its one reader. Deltas that wait are merged, as long as there is no
 * reader or it is far behind: what waits then grows with the steps of the run and not with the words its models write.
 */
export class EventQueue implements AsyncIterable<RunEvent> {
  #waiting: Waiting[] = []
  #head = 0
  /** Of each step the last event that waits; steps side by side interleave theirs. */
  readonly #lastOfStep = new Map<string, Waiting>()
  #isRead = false
  #ended = false
  #failure: { readonly error: unknown } | undefined
  #wake: (() => void) | undefined

  push(event: RunEvent): void {
    if (this.#ended || this.#merge(event)) return
    const waiting: Waiting = { event }
    this.#waiting.push(waiting)
    if ('key' in event) this.#lastOfStep.set(event.key, waiting)
    this.#wake?.()
  }

  /** No more events; the reader gets those that wait and then stops. */
  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  /** As `end`, but the reader gets the error after the events that wait. One that has left gets nothing. */
  fail(error: unknown): void {
    if (this.#ended) return
    this.#failure = { error }
    this.end()
  }

  /** As `end`, for a reader that has left: forgets what waits. */
  discard(): void {
    this.#waiting = []
    this.#head = 0
    this.#lastOfStep.clear()
    this.end()
  }

  /** From here on there is a reader, whether or not it has begun: it may have something to load first. */
  [Symbol.asyncIterator](): AsyncGenerator<RunEvent> {
    this.#isRead = true
    return this.#read()
  }

  async *#read(): AsyncGenerator<RunEvent> {
    for (;;) {
      while (this.#head < this.#waiting.length) yield this.#take()
      if (this.#failure !== undefined) throw this.#failure.error
      if (this.#ended) return
      await new Promise<void>((resolve) => (this.#wake = resolve))
      this.#wake = undefined
    }
  }

  /** Adds a delta to the event before it of the same step, where that is one of the same kind and may be added to. */
  #merge(event: RunEvent): boolean {
    if (!isDelta(event)) return false
    if (this.#isRead && this.#waiting.length - this.#head < keepsUpWithin) return false
    const last = this.#lastOfStep.get(event.key)
    if (last === undefined || !continues(last.event, event)) return false
    // The text is kept beside the event, which other listeners hold too.
    last.text ??= startText(last.event.text)
    last.text.add(event.text)
    return true
  }

  #take(): RunEvent {
    const waiting = this.#waiting[this.#head] as Waiting
    this.#head += 1
    if (this.#head > 1024 || this.#head === this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#head)
      this.#head = 0
    }
    const { event, text } = waiting
    if ('key' in event && this.#lastOfStep.get(event.key) === waiting) this.#lastOfStep.delete(event.key)
    return text === undefined || !isDelta(event) ? event : { ...event, text: text.toString() }
  }
}

function isDelta(event: RunEvent): event is DeltaEvent {
  return event.type === 'text-delta' || event.type === 'reasoning-delta' || event.type === 'tool-input-delta'
}

function continues(last: RunEvent, next: DeltaEvent): last is DeltaEvent {
  if (last.type !== next.type) return false
  return next.type !== 'tool-input-delta' || (last as typeof next).toolCallId === next.toolCallId
}

function startText(text: string): GrowingText {
  const growing = new GrowingText()
  growing.add(text)
  return growing
}
