import type { Clock } from '../../util/clock.ts'

/** Something that may take so long and no longer. */
export interface Limited {
  readonly until: number
  expire(): void
}

/**
 * Calls with one and the same time limit, in the order in which their time runs out, under one timer: most calls are
 * over long before, and a timer of its own for each would cost more than all else that protects it.
 */
export class DeadlineQueue {
  readonly #clock: Clock
  readonly #waiting = new Set<Limited>()
  #cancel: (() => void) | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The limit of what is added must not end before that of what was added before. */
  add(limited: Limited): void {
    this.#waiting.add(limited)
    if (this.#cancel === undefined) this.#arm(limited.until - this.#clock.monotonic())
  }

  remove(limited: Limited): void {
    this.#waiting.delete(limited)
    if (this.#waiting.size > 0 || this.#clock.setQuietTimer !== undefined) return
    this.#cancel?.()
    this.#cancel = undefined
  }

  #arm(delayMs: number): void {
    const look = (): void => this.#look()
    const { setQuietTimer } = this.#clock
    this.#cancel =
      setQuietTimer === undefined ? this.#clock.setTimer(look, delayMs) : setQuietTimer.call(this.#clock, look, delayMs)
  }

  #look(): void {
    this.#cancel = undefined
    const now = this.#clock.monotonic()
    for (const limited of this.#waiting) {
      if (limited.until > now) return this.#arm(limited.until - now)
      this.#waiting.delete(limited)
      limited.expire()
    }
  }
}

const queues = /* @__PURE__ */ new WeakMap<Clock, Map<number, DeadlineQueue>>()

/** The calls under a clock that have this time limit. */
export function deadlineQueue(clock: Clock, limitMs: number): DeadlineQueue {
  let ofClock = queues.get(clock)
  if (ofClock === undefined) queues.set(clock, (ofClock = new Map()))
  let queue = ofClock.get(limitMs)
  if (queue === undefined) ofClock.set(limitMs, (queue = new DeadlineQueue(clock)))
  return queue
}
