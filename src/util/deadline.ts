import type { Clock } from './clock.ts'

/** A time limit under way. */
export interface Deadline {
  /** Aborts with the deadline's reason when the time is up. */
  readonly signal: AbortSignal
  /** Ends the wait for it. */
  end(): void
}

/** Starts a time limit of so many milliseconds. The reason is made only when it is reached. */
export function startDeadline(timeoutMs: number, clock: Clock, makeReason: () => unknown): Deadline {
  const controller = new AbortController()
  const end = clock.setTimer(() => controller.abort(makeReason()), timeoutMs)
  return { signal: controller.signal, end }
}
