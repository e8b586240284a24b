import { nextTurn, type Clock } from '../util/clock.ts'

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** Timers that are set and have neither fired nor been cancelled. */
  readonly pendingTimers: number
  /**
   * Moves time on. Timers fire in the order they are due, and after each one all code that was waiting for it runs, so
   * that timers which that code sets fire too when they are due in time.
   */
  advance(durationMs: number): Promise<void>
}

interface Timer {
  readonly dueAt: number
  readonly callback: () => void
}

/** Makes a clock for tests. It starts at the Unix epoch unless told otherwise. */
export function fakeClock(startAt = 0): FakeClock {
  let now = startAt
  // A set keeps the order in which timers were set, which decides between those due at the same time.
  const timers = new Set<Timer>()
  const nextDue = (until: number): Timer | undefined => {
    let next: Timer | undefined
    for (const timer of timers)
      if (timer.dueAt <= until && (next === undefined || timer.dueAt < next.dueAt)) next = timer
    return next
  }
  return {
    now: () => now,
    monotonic: () => now - startAt,
    get pendingTimers() {
      return timers.size
    },
    setTimer(callback, delayMs) {
      const timer = { dueAt: now + Math.max(0, delayMs), callback }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    async advance(durationMs) {
      const until = now + durationMs
      await nextTurn()
      for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
        timers.delete(timer)
        now = Math.max(now, timer.dueAt)
        timer.callback()
        await nextTurn()
      }
      now = until
    },
  }
}
