import { orAbort } from '../../util/abort.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '../model.ts'
import { modelCallOf } from '../model-call.ts'
import { whenAborted } from './abort-listeners.ts'
import { modelTimeout, type TimedPhase } from './model-timeout.ts'
import { wrapModel } from './wrap-model.ts'

/** Time limits of one layer, in milliseconds; what is absent is not limited. */
export interface TimeLimits {
  /** From the request to the beginning of a stream, and from there to its first part. */
  readonly firstByteMs?: number | undefined
  /** Between two parts of a stream. */
  readonly idleMs?: number | undefined
  /** A whole answer without streaming. */
  readonly answerMs?: number | undefined
  /** The whole call, streaming or not. */
  readonly totalMs?: number | undefined
}

/** Ends calls that take too long with `MODEL_TIMEOUT`, and aborts the request. */
export function withTimeouts(model: LanguageModelV4, limits: TimeLimits): LanguageModelV4 {
  return wrapModel(model, {
    async doGenerate(options) {
      const deadline = new Deadline(model, options)
      deadline.start('answer', smallest(limits.answerMs, limits.totalMs))
      try {
        return await orAbort(model.doGenerate(deadline.options), deadline.signal)
      } finally {
        deadline.end()
      }
    },
    async doStream(options) {
      const deadline = new Deadline(model, options)
      deadline.start('answer', limits.totalMs)
      deadline.startPhase('first byte', limits.firstByteMs)
      try {
        const pending = Promise.resolve(model.doStream(deadline.options))
        // A stream that opens after its time is up has no reader any more.
        const result = await orAbort(pending, deadline.signal).catch((error: unknown) => {
          void pending.then(({ stream }) => stream.cancel(error)).catch(() => {})
          throw error
        })
        deadline.endPhase()
        return { ...result, stream: limitStream(result.stream, deadline, limits) }
      } catch (error) {
        deadline.end()
        throw error
      }
    },
  })
}

/** The timers of one call and the signal they end it with. */
class Deadline {
  readonly options: LanguageModelV4CallOptions
  readonly #model: LanguageModelV4
  readonly #outer: AbortSignal | undefined
  readonly #controller = new AbortController()
  readonly #setTimer: (callback: () => void, delayMs: number) => () => void
  readonly #now: () => number
  #stopListening: (() => void) | undefined
  #cancelTotal: (() => void) | undefined
  #cancelPhase: (() => void) | undefined
  #phase: { readonly name: TimedPhase; readonly delayMs: number; readonly until: number } | undefined
  /** When the timer that is set fires. */
  #wakesAt = Number.POSITIVE_INFINITY

  constructor(model: LanguageModelV4, options: LanguageModelV4CallOptions) {
    const { clock } = modelCallOf(options)
    this.#model = model
    this.#setTimer = (callback, delayMs) => clock.setTimer(callback, delayMs)
    this.#now = () => clock.monotonic()
    this.#outer = options.abortSignal
    this.options = { ...options, abortSignal: this.#controller.signal }
    if (this.#outer?.aborted === true) this.#onAbort()
    else if (this.#outer !== undefined) this.#stopListening = whenAborted(this.#outer, this.#onAbort)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** True when the caller gave up, not a timer. */
  get isAbandoned(): boolean {
    return this.#outer?.aborted === true
  }

  start(phase: TimedPhase, delayMs: number | undefined): void {
    if (delayMs !== undefined) this.#cancelTotal = this.#setTimer(() => this.#expire(phase, delayMs), delayMs)
  }

  /** A phase begins with every part, so its timer is left running between them and looks again when it fires. */
  startPhase(name: TimedPhase, delayMs: number | undefined): void {
    if (delayMs === undefined) return
    const until = this.#now() + delayMs
    this.#phase = { name, delayMs, until }
    if (this.#wakesAt > until) this.#wakeAfter(delayMs, until)
  }

  endPhase(): void {
    this.#phase = undefined
  }

  #wakeAfter(delayMs: number, at: number): void {
    this.#cancelPhase?.()
    this.#wakesAt = at
    this.#cancelPhase = this.#setTimer(() => {
      this.#wakesAt = Number.POSITIVE_INFINITY
      if (this.#phase === undefined) return
      const remainingMs = this.#phase.until - this.#now()
      if (remainingMs > 0) this.#wakeAfter(remainingMs, this.#phase.until)
      else this.#expire(this.#phase.name, this.#phase.delayMs)
    }, delayMs)
  }

  end(): void {
    this.endPhase()
    this.#cancelPhase?.()
    this.#cancelTotal?.()
    this.#stopListening?.()
  }

  /** Stops the request of a stream whose reader left. */
  abandon(reason: unknown): void {
    this.end()
    this.#controller.abort(reason)
  }

  readonly #onAbort = (): void => this.#controller.abort(this.#outer?.reason)

  #expire(phase: TimedPhase, timeoutMs: number): void {
    this.#controller.abort(modelTimeout(this.#model, phase, timeoutMs))
  }
}

function limitStream(
  inner: ReadableStream<LanguageModelV4StreamPart>,
  deadline: Deadline,
  { firstByteMs, idleMs }: TimeLimits,
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = inner.getReader()
  let begun = false
  // Ends a read that waits on a stream which ignores the signal.
  deadline.signal.addEventListener('abort', () => void reader.cancel(deadline.signal.reason).catch(() => {}), {
    once: true,
  })
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      async pull(controller) {
        try {
          // Timers run while something is awaited only: a slow reader is not the provider's fault.
          if (begun) deadline.startPhase('next part', idleMs)
          else deadline.startPhase('first byte', firstByteMs)
          const { done, value } = await reader.read()
          deadline.signal.throwIfAborted()
          // Packages make this part themselves before a byte has come.
          if (value?.type !== 'stream-start') begun = true
          deadline.endPhase()
          if (!done) return controller.enqueue(value)
          deadline.end()
          controller.close()
        } catch (thrown) {
          const error: unknown = deadline.signal.aborted ? deadline.signal.reason : thrown
          deadline.end()
          void reader.cancel(error).catch(() => {})
          if (deadline.isAbandoned) return controller.error(error)
          controller.enqueue({ type: 'error', error })
          controller.close()
        }
      },
      cancel(reason) {
        deadline.abandon(reason)
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

function smallest(first: number | undefined, second: number | undefined): number | undefined {
  return first === undefined ? second : second === undefined ? first : Math.min(first, second)
}
