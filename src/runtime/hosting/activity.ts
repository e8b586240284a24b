import type { Clock } from '../../util/clock.ts'
import { CancelScope } from './cancel-scope.ts'
import type { Envelope } from '../routing/envelope.ts'

/** What an activity needs of the agent it belongs to. */
export interface ActivityOwner {
  readonly clock: Clock
  readonly abandonGraceMs: number
  /** Told when the activity did not end in time after it was aborted. */
  readonly onAbandon: (activity: Activity) => void
}

/** One run in an agent's hands. It ends exactly once: settled by its run, or abandoned when the run ignores the abort. */
export class Activity {
  /** The message that is handled; none for a call. */
  readonly envelope: Envelope | undefined
  /** Gives back what the activity holds when it is abandoned. */
  onAbandon: (() => void) | undefined
  readonly #owner: ActivityOwner
  readonly #scope: CancelScope
  #cancelGrace: (() => void) | undefined
  #isAborted = false
  #hasEnded = false

  constructor(owner: ActivityOwner, envelope?: Envelope) {
    this.#owner = owner
    this.envelope = envelope
    this.#scope = new CancelScope(owner.clock)
  }

  get signal(): AbortSignal {
    return this.#scope.signal
  }

  get isAborted(): boolean {
    return this.#isAborted
  }

  abort(reason: unknown): void {
    if (this.#hasEnded || this.#isAborted) return
    this.#isAborted = true
    this.#scope.abort(reason)
    this.#cancelGrace = this.#owner.clock.setTimer(() => {
      if (this.settle()) this.#owner.onAbandon(this)
    }, this.#owner.abandonGraceMs)
  }

  /** Aborts when the signal does. */
  follow(signal: AbortSignal | undefined): void {
    this.#scope.follow(signal, (reason) => this.abort(reason))
  }

  /** Aborts after `delayMs`. */
  limit(delayMs: number, makeReason: () => unknown): void {
    this.#scope.limit(delayMs, () => this.abort(makeReason()))
  }

  /** Ends the activity; false when it has ended before. */
  settle(): boolean {
    if (this.#hasEnded) return false
    this.#hasEnded = true
    this.#cancelGrace?.()
    this.#scope.dispose()
    return true
  }
}
