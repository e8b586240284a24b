import type { Clock } from '../../../util/clock.ts'
import type { LanguageModelV4StreamPart } from '../../model.ts'
import type { AnswerEvents } from './answer-events.ts'
import type { AnswerReader } from './answer-reader.ts'

// How long an answer that has come whole waits for the end that should follow at once.
const graceMs = 1000
// How long one waits for its usage, which some servers work out first.
const usageGraceMs = 10_000
// How long the connection may take to end behind the answer, so that it can be used again.
const drainMs = 250

type Body = ReadableStreamDefaultReader<Uint8Array>

/** What a stream is read with. */
export interface StreamReading {
  readonly clock: Clock
  /** Makes the reader, told where to put its parts. */
  readonly open: (emit: (part: LanguageModelV4StreamPart) => void) => {
    readonly reader: AnswerReader
    readonly events: AnswerEvents
  }
  /** The first part. */
  readonly start: LanguageModelV4StreamPart
  readonly signal: AbortSignal | undefined
  /** The error of a stream that ended before its answer did. */
  readonly cut: () => Error
}

/** The parts of an answer, read as they are asked for and no further. An error is the last part. */
export function readStream(
  body: ReadableStream<Uint8Array>,
  reading: StreamReading,
): ReadableStream<LanguageModelV4StreamPart> {
  const input = body.getReader()
  let pump: StreamPump
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      start(controller) {
        pump = new StreamPump(input, reading, (part) => controller.enqueue(part))
        controller.enqueue(reading.start)
      },
      async pull(controller) {
        try {
          if (await pump.next()) controller.close()
        } catch (error) {
          void input.cancel(error).catch(() => {})
          controller.enqueue({ type: 'error', error })
          controller.close()
        }
      },
      cancel: (reason) => input.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

class StreamPump {
  readonly #input: Body
  readonly #reading: StreamReading
  readonly #reader: AnswerReader
  readonly #events: AnswerEvents
  readonly #decoder = new TextDecoder()
  #emitted = 0

  constructor(input: Body, reading: StreamReading, enqueue: (part: LanguageModelV4StreamPart) => void) {
    this.#input = input
    this.#reading = reading
    const { reader, events } = reading.open((part) => {
      this.#emitted += 1
      enqueue(part)
    })
    this.#reader = reader
    this.#events = events
  }

  /** Reads until there is another part; true when there are no more. */
  async next(): Promise<boolean> {
    const before = this.#emitted
    for (;;) {
      const bytes = await this.#read()
      if (bytes === undefined) return this.#end()
      if (!this.#push(this.#decoder.decode(bytes, { stream: true })) || this.#events.isDone) return this.#finish()
      if (this.#emitted > before) return false
    }
  }

  /** Takes a text in; false where it is an error that follows a complete answer, from which nothing is taken by it. */
  #push(text: string): boolean {
    try {
      this.#events.push(text)
      return true
    } catch (error) {
      if (!this.#reader.hasReason) throw error
      return false
    }
  }

  /** The next bytes; nothing at the end, or where all has come and nothing follows. */
  async #read(): Promise<Uint8Array | undefined> {
    if (!this.#reader.hasReason) return (await this.#input.read()).value
    let cancelTimer: (() => void) | undefined
    const silence = new Promise<undefined>((resolve) => {
      const waitMs = this.#reader.hasUsage ? graceMs : usageGraceMs
      cancelTimer = this.#reading.clock.setTimer(() => resolve(undefined), waitMs)
    })
    try {
      return await Promise.race([this.#input.read().then(({ value }) => value), silence])
    } catch (error) {
      // The answer is whole; what broke was the rest of its connection.
      if (this.#reading.signal?.aborted === true) throw error
      return undefined
    } finally {
      cancelTimer?.()
    }
  }

  #end(): true {
    if (this.#push(this.#decoder.decode())) this.#events.end()
    if (!this.#events.isDone && !this.#reader.hasReason) throw this.#reading.cut()
    return this.#finish()
  }

  #finish(): true {
    this.#reader.end()
    void this.#drain()
    return true
  }

  /** A connection whose answer was read to its end serves the next one; one that stays open is closed. */
  async #drain(): Promise<void> {
    const stop = (): void => void this.#input.cancel().catch(() => {})
    const cancelTimer = this.#reading.clock.setTimer(stop, drainMs)
    try {
      while (!(await this.#input.read()).done);
    } catch {
      // The answer is there; what became of its connection is nobody's concern.
    } finally {
      cancelTimer()
    }
  }
}
