import { nextTurn, type Clock } from '../util/clock.ts'

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** Timers that are set and have neither fired nor been cancelled. */
  readonly pendingTimers: number
  /** Milliseconds until the next timer fires; undefined where none is set. */
  readonly nextTimerMs: number | undefined
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
    get nextTimerMs() {
      const next = nextDue(Infinity)
      return next === undefined ? undefined : next.dueAt - now
    },
    setTimer(callback, delayMs) {
      const timer = { dueAt: now + Math.max(0, delayMs), callback }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    async advance(durationMs) {
      const until = now + durationMs
      await settle()
      for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
        timers.delete(timer)
        now = Math.max(now, timer.dueAt)
        timer.callback()
        await settle()
      }
      now = until
    },
  }
}

// A run that is taken up again replays its record first, which takes a turn of the event loop here and there.
const turnsToSettle = 10

/** Lets everything happen that waits for nothing but promises. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < turnsToSettle; turn += 1) await nextTurn()
}
