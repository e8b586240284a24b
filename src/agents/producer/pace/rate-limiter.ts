import { delay } from '../../../util/abort.ts'
import type { SourceContext } from '../../implementation.ts'
import type { Pacer } from './pacer.ts'

/** Lets through so many items per second, evenly. Time in which nobody asked is not made up for. */
export class RateLimiter implements Pacer {
  readonly #gapMs: number
  readonly #context: Pick<SourceContext, 'clock' | 'signal'>
  #due = -Infinity

  constructor(perSecond: number, context: Pick<SourceContext, 'clock' | 'signal'>) {
    this.#gapMs = 1000 / perSecond
    this.#context = context
  }

  async next(): Promise<void> {
    const { clock, signal } = this.#context
    const now = clock.monotonic()
    const due = Math.max(now, this.#due)
    // Counted from when this item was due, not from when the timer fired: timers are late by up to a millisecond.
    this.#due = due + this.#gapMs
    if (due > now) await delay(due - now, { clock, signal })
    else signal.throwIfAborted()
  }
}
