import type { Clock } from '../../util/clock.ts'

/** One piece of work that can be called off: by its caller's signal, by a time limit, or by whoever holds the scope. */
export class CancelScope {
  readonly #clock: Clock
  readonly #controller = new AbortController()
  #cancelLimit: (() => void) | undefined
  #unfollow: (() => void) | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason)
  }

  /** Aborts, now or later, when the signal does and with its reason. */
  follow(signal: AbortSignal | undefined, abort: (reason: unknown) => void = (reason) => this.abort(reason)): void {
    if (signal === undefined) return
    if (signal.aborted) return abort(signal.reason)
    const onAbort = (): void => abort(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    this.#unfollow = () => signal.removeEventListener('abort', onAbort)
  }

  /** Calls back after `delayMs`, unless the scope has ended by then. */
  limit(delayMs: number, onLimit: () => void): void {
    this.#cancelLimit = this.#clock.setTimer(onLimit, delayMs)
  }

  /** Ends the scope: leaves no timer and no listener behind. */
  dispose(): void {
    this.#cancelLimit?.()
    this.#unfollow?.()
  }
}
