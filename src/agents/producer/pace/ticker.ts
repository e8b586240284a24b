import { delay } from '../../../util/abort.ts'
import type { SourceContext } from '../../implementation.ts'
import type { Pacer } from './pacer.ts'

/**
 * Ticks on a fixed grid, so that the time the work takes does not add up. A reader that was late gets one tick at once
 * and the next one on the grid; the ticks in between are dropped, so that none pile up.
 */
export class Ticker implements Pacer {
  readonly #intervalMs: number
  readonly #context: Pick<SourceContext, 'clock' | 'signal'>
  #lastDue: number | undefined

  constructor(intervalMs: number, context: Pick<SourceContext, 'clock' | 'signal'>) {
    this.#intervalMs = intervalMs
    this.#context = context
  }

  async next(): Promise<void> {
    const { clock, signal } = this.#context
    const now = clock.monotonic()
    const last = (this.#lastDue ??= now)
    const passed = Math.floor((now - last) / this.#intervalMs)
    const due = last + Math.max(1, passed) * this.#intervalMs
    this.#lastDue = due
    if (due > now) await delay(due - now, { clock, signal })
    else signal.throwIfAborted()
  }
}
