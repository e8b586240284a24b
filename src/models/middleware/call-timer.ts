import { onActivity } from '../http/activity.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions } from '../model.ts'
import { modelCallOf } from '../model-call.ts'
import { whenAborted } from './abort-listeners.ts'
import { modelTimeout, type TimedPhase } from './model-timeout.ts'

/** A wait for something of an answer. What arrives prolongs it, but never beyond its bound. */
interface Wait {
  readonly phase: TimedPhase
  readonly delayMs: number
  readonly boundMs: number
  readonly boundAt: number
  until: number
}

/** The timers of one call, and the signal with which they end it. */
export class CallTimer {
  /** The options of the call, under the signal of this timer. */
  readonly options: LanguageModelV4CallOptions
  readonly #model: LanguageModelV4
  readonly #outer: AbortSignal | undefined
  readonly #controller = new AbortController()
  readonly #setTimer: (callback: () => void, delayMs: number) => () => void
  readonly #now: () => number
  #onStop: ((reason: unknown) => void) | undefined
  #stopListening: (() => void) | undefined
  #cancelTotal: (() => void) | undefined
  #cancelWait: (() => void) | undefined
  #wait: Wait | undefined
  /** When the timer that is set fires. */
  #wakesAt = Number.POSITIVE_INFINITY

  constructor(model: LanguageModelV4, options: LanguageModelV4CallOptions) {
    const { clock } = modelCallOf(options)
    this.#model = model
    this.#setTimer = (callback, delayMs) => clock.setTimer(callback, delayMs)
    this.#now = () => clock.monotonic()
    this.#outer = options.abortSignal
    this.options = { ...options, abortSignal: this.#controller.signal }
    if (this.#outer?.aborted === true) this.#controller.abort(this.#outer.reason)
    else if (this.#outer !== undefined) this.#stopListening = whenAborted(this.#outer, this.#onAbort)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** True when the caller gave up, not a timer. */
  get isAbandoned(): boolean {
    return this.#outer?.aborted === true
  }

  /** Calls back when the call is ended, before anybody else hears of it. One at a time. */
  whenStopped(callback: (reason: unknown) => void): void {
    this.#onStop = callback
  }

  /** Settles as `promise` does, unless the call is ended first. */
  race<Value>(promise: PromiseLike<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      promise.then(resolve, reject)
      if (this.signal.aborted) reject(this.signal.reason)
      else this.#onStop = reject
    })
  }

  /** Limits the whole call. */
  limit(delayMs: number | undefined): void {
    if (delayMs !== undefined) this.#cancelTotal = this.#setTimer(() => this.#expire('answer', delayMs), delayMs)
  }

  /** Lets whatever arrives for the call from now on prolong its waits. */
  heedActivity(): void {
    onActivity(this.signal, () => {
      const wait = this.#wait
      if (wait !== undefined) wait.until = Math.min(this.#now() + wait.delayMs, wait.boundAt)
    })
  }

  /**
   * Waits from now on, for so long after every sign of life and for `boundMs` in all where that is longer. Many waits
   * follow each other, so the timer is left running and looks again when it fires.
   */
  wait(phase: TimedPhase, delayMs: number | undefined, boundMs: number = Number.POSITIVE_INFINITY): void {
    if (delayMs === undefined) return
    const now = this.#now()
    const until = now + delayMs
    this.#wait = { phase, delayMs, boundMs, boundAt: Math.max(until, now + boundMs), until }
    if (this.#wakesAt > until) this.#wakeAt(until, now)
  }

  endWait(): void {
    this.#wait = undefined
  }

  /** Ends all timers and leaves no listener behind. */
  end(): void {
    this.endWait()
    this.#onStop = undefined
    this.#cancelWait?.()
    this.#cancelTotal?.()
    this.#stopListening?.()
  }

  /** Stops the request of a stream whose reader left. */
  abandon(reason: unknown): void {
    this.end()
    this.#controller.abort(reason)
  }

  #wakeAt(at: number, now: number): void {
    this.#cancelWait?.()
    this.#wakesAt = at
    this.#cancelWait = this.#setTimer(() => {
      this.#wakesAt = Number.POSITIVE_INFINITY
      const wait = this.#wait
      if (wait === undefined) return
      const time = this.#now()
      if (wait.until > time) this.#wakeAt(wait.until, time)
      else if (wait.until < wait.boundAt || wait.boundMs < wait.delayMs) this.#expire(wait.phase, wait.delayMs)
      else this.#expire('answer', wait.boundMs)
    }, at - now)
  }

  readonly #onAbort = (): void => this.#stop(this.#outer?.reason)

  #stop(reason: unknown): void {
    this.#onStop?.(reason)
    this.#controller.abort(reason)
  }

  #expire(phase: TimedPhase, timeoutMs: number): void {
    this.#stop(modelTimeout(this.#model, phase, timeoutMs))
  }
}
