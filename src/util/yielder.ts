import { nextTurn } from './clock.ts'

// What needs nothing from outside moves in microtasks, which would keep timers and signals waiting for ever.
const perTurn = 256

/**
 * Gives the event loop a turn after every few hundred pieces of work, however fast they come. Those that must wait for it go on
 * in order of arrival, as many in each turn as may.
 */
export class Yielder {
  #left = perTurn
  #waiting: (() => void)[] = []
  #next = 0
  #isTurning = false

  /** True when the caller must wait for `next` before it goes on. */
  spent(): boolean {
    this.#left -= 1
    return this.#left < 0
  }

  /** Waits for a turn of the event loop. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      if (this.#isTurning) return
      this.#isTurning = true
      void this.#turn()
    })
  }

  async #turn(): Promise<void> {
    while (this.#next < this.#waiting.length) {
      await nextTurn()
      const end = Math.min(this.#waiting.length, this.#next + perTurn)
      // Those that go on now use up the turn as others would.
      this.#left = perTurn - (end - this.#next)
      for (; this.#next < end; this.#next += 1) this.#waiting[this.#next]?.()
    }
    this.#waiting = []
    this.#next = 0
    this.#isTurning = false
  }
}
