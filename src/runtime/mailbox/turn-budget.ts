import { nextTurn } from '../../util/clock.ts'

// Messages that need nothing from outside move in microtasks, which would keep timers and signals waiting for ever.
const messagesPerTurn = 256

/** Counts messages, so that the event loop gets a turn after every few hundred however fast they come. */
export class TurnBudget {
  #left = messagesPerTurn
  #turn: Promise<void> | undefined

  /** True when the caller must wait for `next` before it goes on. */
  spent(): boolean {
    this.#left -= 1
    return this.#left < 0
  }

  /** Waits for the event loop; all that wait go on together. */
  next(): Promise<void> {
    this.#turn ??= nextTurn().then(() => {
      this.#left = messagesPerTurn
      this.#turn = undefined
    })
    return this.#turn
  }
}
