import { WaitList } from './wait-list.ts'

/** Lets a fixed number in at a time, first come first served. */
export class Semaphore {
  readonly #waiting = new WaitList()
  #free: number

  constructor(slots: number) {
    this.#free = slots
  }

  /** Resolves with a slot taken; rejects with the signal's reason. */
  async acquire(signal: AbortSignal): Promise<void> {
    if (this.#free === 0) return this.#waiting.wait(signal)
    this.#free -= 1
  }

  release(): void {
    if (!this.#waiting.release()) this.#free += 1
  }
}
