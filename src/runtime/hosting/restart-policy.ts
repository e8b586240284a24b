import { AixgoError } from '../../errors/aixgo-error.ts'
import type { Random } from '../../util/random.ts'

/** How an agent is tried again after an error that is worth retrying. */
export interface RestartPolicy {
  /** Attempts in all, the first included. 1 never tries again. */
  readonly maxAttempts: number
  readonly initialBackoffMs: number
  readonly maxBackoffMs: number
  /** How much longer each wait is than the one before. */
  readonly multiplier: number
}

/** What `restart` is when nothing is said. */
export const defaultRestartPolicy: RestartPolicy = {
  maxAttempts: 5,
  initialBackoffMs: 200,
  maxBackoffMs: 30_000,
  multiplier: 2,
}

/**
 * How long to wait after the given number of failed attempts: exponential with full jitter, that is anything between
 * nothing and the limit, so that agents which failed together do not come back together.
 */
export function backoffMs(policy: RestartPolicy, failedAttempts: number, random: Random): number {
  const limit = Math.min(policy.maxBackoffMs, policy.initialBackoffMs * policy.multiplier ** (failedAttempts - 1))
  return Math.floor(random.next() * limit)
}

/** True for errors that may go away by themselves. */
export function isWorthRetrying(thrown: unknown): boolean {
  return AixgoError.isInstance(thrown) && thrown.retryable
}
