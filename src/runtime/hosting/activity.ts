import type { HeldSlot } from '../../runs/call-port.ts'
import type { Clock } from '../../util/clock.ts'

/** What an activity calls off. A run is one. */
export interface Abortable {
  abort(reason: unknown): void
}

/** One run in an agent's hands, from the wait for a slot to its end. It can be called off at any time. */
export class Activity {
  readonly #clock: Clock
  /** The slots that it and its callers hold, the outermost first. */
  slots: readonly HeldSlot[] = []
  #run: Abortable | undefined
  #aborted: { readonly reason: unknown } | undefined
  #controller: AbortController | undefined
  #cancelLimit: (() => void) | undefined
  #unfollow: (() => void) | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Aborts when the activity does. Made when it is first asked for: most wait for nothing. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#aborted !== undefined) this.#controller.abort(this.#aborted.reason)
    }
    return this.#controller.signal
  }

  get isAborted(): boolean {
    return this.#aborted !== undefined
  }

  get reason(): unknown {
    return this.#aborted?.reason
  }

  /** The run that is called off with the activity, from now on or at once. */
  attach(run: Abortable): void {
    this.#run = run
    if (this.#aborted !== undefined) run.abort(this.#aborted.reason)
  }

  /** Between two attempts there is no run. */
  detach(): void {
    this.#run = undefined
  }

  abort(reason: unknown): void {
    if (this.#aborted !== undefined) return
    this.#aborted = { reason }
    this.#run?.abort(reason)
    this.#controller?.abort(reason)
  }

  /** Aborts, now or later, when the signal does and with its reason. */
  follow(signal: AbortSignal | undefined): void {
    if (signal === undefined) return
    if (signal.aborted) return this.abort(signal.reason)
    const onAbort = (): void => this.abort(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    this.#unfollow = () => signal.removeEventListener('abort', onAbort)
  }

  /** Aborts after `delayMs`. */
  limit(delayMs: number, makeReason: () => unknown): void {
    this.#cancelLimit = this.#clock.setTimer(() => this.abort(makeReason()), delayMs)
  }

  /** Leaves no timer and no listener behind. */
  settle(): void {
    this.#run = undefined
    this.#cancelLimit?.()
    this.#unfollow?.()
  }
}
