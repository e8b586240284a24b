import { AixgoError, type CodeOf } from '../../../errors/aixgo-error.ts'
import { errorCodes } from '../../../errors/error-codes.ts'
import { delay } from '../../../util/abort.ts'
import { modelName, type LanguageModelV4 } from '../../model.ts'
import type { ModelCall } from '../../model-call.ts'
import type { RetryPolicy } from '../../resilience-policy.ts'
import { withAttempts } from '../attempts/counted-attempts.ts'
import { describeFailure, recoveringModel } from './recovering-model.ts'

/** A retry policy, complete. */
type Settings = { readonly [Key in keyof Omit<RetryPolicy, 'retryOn'>]-?: NonNullable<RetryPolicy[Key]> } & {
  readonly retryOn: readonly CodeOf<'model'>[] | undefined
}

/**
 * Repeats calls that failed for a reason that may go away. Waits a random time below a bound that grows from attempt to
 * attempt; where the provider says how long to wait, that long and a random bit more, so that not all come back at once.
 */
export function withRetry(model: LanguageModelV4, policy: RetryPolicy, isOutermost = true): LanguageModelV4 {
  const counted = withAttempts(model)
  const settings = completeRetry(policy)
  return recoveringModel(counted, {
    restartStream: settings.restartStream,
    isOutermost,
    cause: 'retry',
    start: (call) => {
      let attempt = 1
      return {
        first: counted,
        recover: async (error, signal) => {
          const delayMs = attempt < settings.maxAttempts ? retryDelay(error, attempt, settings, call) : undefined
          if (delayMs === undefined) return undefined
          attempt += 1
          const failed = { model: modelName(model), ...describeFailure(error), delayMs, next: modelName(model) }
          call.attempts.push(failed)
          call.announce({ type: 'model-retry', ...failed })
          await delay(delayMs, { clock: call.clock, signal })
          return counted
        },
      }
    },
  })
}

/** A retry policy with its defaults. */
export function completeRetry(policy: RetryPolicy): Settings {
  return {
    maxAttempts: policy.maxAttempts ?? 3,
    initialBackoffMs: policy.initialBackoffMs ?? 500,
    maxBackoffMs: policy.maxBackoffMs ?? 30_000,
    multiplier: policy.multiplier ?? 2,
    maxRetryAfterMs: policy.maxRetryAfterMs ?? 60_000,
    restartStream: policy.restartStream ?? false,
    retryOn: policy.retryOn,
  }
}

/** How long to wait before the next attempt, or `undefined` when there is to be none. */
export function retryDelay(
  error: unknown,
  attempt: number,
  settings: Settings,
  { random }: Pick<ModelCall, 'random'>,
): number | undefined {
  if (!AixgoError.isInstance(error) || !isRetried(error, settings)) return undefined
  const bound = Math.min(settings.maxBackoffMs, settings.initialBackoffMs * settings.multiplier ** (attempt - 1))
  const asked = error.details['retryAfterMs']
  if (typeof asked !== 'number') return Math.round(random.next() * bound)
  if (asked > settings.maxRetryAfterMs) return undefined
  return Math.round(asked + random.next() * Math.min(bound, settings.initialBackoffMs))
}

function isRetried(error: AixgoError, { retryOn }: Settings): boolean {
  // An open circuit says that waiting here is of no use; a fallback may be.
  if (error.code === 'MODEL_CIRCUIT_OPEN') return false
  if (retryOn === undefined) return error.retryable
  // What is usually worth it may be known not to be this time, such as a certificate that is not valid.
  const isHopeless = !error.retryable && errorCodes[error.code].retryable
  return !isHopeless && retryOn.some((code) => code === error.code)
}
