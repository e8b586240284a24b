import type { Clock } from '../../src/util/clock.ts'

interface Timer {
  readonly due: number
  readonly callback: () => void
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  readonly #start: number
  #elapsed = 0
  #timers: Timer[] = []

  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#start = start
  }

  now(): number {
    return this.#start + this.#elapsed
  }

  monotonic(): number {
    return this.#elapsed
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.length
  }

  /** Milliseconds until the next timer fires. */
  get nextDelay(): number | undefined {
    return this.#timers.map(({ due }) => due - this.#elapsed).sort((one, other) => one - other)[0]
  }

  setTimer(callback: () => void, delayMs: number): () => void {
    const timer = { due: this.#elapsed + delayMs, callback }
    this.#timers.push(timer)
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer))
  }

  /** Moves time on and fires what is due, in order, letting promises settle in between. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#elapsed + milliseconds
    for (;;) {
      await settle()
      const [next] = this.#timers.filter(({ due }) => due <= end).sort((one, other) => one.due - other.due)
      if (next === undefined) break
      this.#timers = this.#timers.filter((other) => other !== next)
      this.#elapsed = Math.max(this.#elapsed, next.due)
      next.callback()
    }
    this.#elapsed = end
    await settle()
  }
}

/** Lets everything happen that waits for nothing but promises. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
