import { AixgoError } from '../../../errors/aixgo-error.ts'
import { ModelError } from '../../../errors/model-error.ts'
import type { Clock } from '../../../util/clock.ts'
import type { LanguageModelV4 } from '../../model.ts'
import { modelCallOf } from '../../model-call.ts'
import { isRefusal } from '../../errors/refusal.ts'
import type { CircuitBreakerPolicy } from '../../resilience-policy.ts'
import { watchStream, type StreamEnd } from '../watch-stream.ts'
import { wrapModel } from '../wrap-model.ts'

/** How a call through the breaker came out; a call that was given up tells nothing of the endpoint. */
type Outcome = 'success' | 'failure' | 'unknown'

/**
 * Counts the failures of one endpoint. Closed, it lets everything through; after failures in a row it opens and lets
 * nothing through; after a while it is half open: one call probes, and its outcome closes or opens it.
 */
export class CircuitBreaker {
  readonly #threshold: number
  readonly #openMs: number
  #failures = 0
  #openedAt: number | undefined
  /** When the call began that probes now. */
  #probedAt: number | undefined

  constructor({ failureThreshold = 5, openMs = 30_000 }: CircuitBreakerPolicy) {
    this.#threshold = failureThreshold
    this.#openMs = openMs
  }

  /** Lets a call in, and gives what must be told its outcome; or the milliseconds until it makes sense to come again. */
  enter(clock: Clock): ((outcome: Outcome) => void) | number {
    if (this.#openedAt === undefined) return (outcome) => this.#settle(outcome, clock)
    const now = clock.monotonic()
    // A probe that is never heard of again must not keep the circuit open for ever.
    const closedUntil = Math.max(this.#openedAt, this.#probedAt ?? this.#openedAt) + this.#openMs
    if (closedUntil > now) return closedUntil - now
    this.#probedAt = now
    return (outcome) => {
      this.#probedAt = undefined
      if (outcome === 'failure') this.#openedAt = clock.monotonic()
      this.#settle(outcome, clock)
    }
  }

  #settle(outcome: Outcome, clock: Clock): void {
    if (outcome === 'success') {
      this.#failures = 0
      this.#openedAt = undefined
    } else if (outcome === 'failure') {
      this.#failures += 1
      if (this.#failures >= this.#threshold) this.#openedAt ??= clock.monotonic()
    }
  }
}

/**
 * Lets a call in, and gives what must be told its outcome.
 * @throws ModelError `MODEL_CIRCUIT_OPEN`.
 */
export function enterCircuit(
  breaker: CircuitBreaker,
  endpoint: string,
  { provider, modelId, clock }: { readonly provider: string; readonly modelId: string; readonly clock: Clock },
): (outcome: Outcome) => void {
  const entered = breaker.enter(clock)
  if (typeof entered === 'function') return entered
  throw new ModelError(
    'MODEL_CIRCUIT_OPEN',
    `Model "${modelId}" was not asked: "${endpoint}" failed too often in a row. It is tried again in ${Math.ceil(entered)} ms.`,
    { details: { provider, model: modelId, endpoint, retryAfterMs: Math.ceil(entered) } },
  )
}

/** Refuses calls of an endpoint that keeps failing, with `MODEL_CIRCUIT_OPEN`, before they are made. */
export function withCircuitBreaker(model: LanguageModelV4, breaker: CircuitBreaker, endpoint: string): LanguageModelV4 {
  const { provider, modelId } = model
  const enter = (clock: Clock): ((outcome: Outcome) => void) =>
    enterCircuit(breaker, endpoint, { provider, modelId, clock })
  return wrapModel(model, {
    async doGenerate(options) {
      const settle = enter(modelCallOf(options).clock)
      try {
        const result = await model.doGenerate(options)
        settle('success')
        return result
      } catch (error) {
        settle(outcomeOf(error, options.abortSignal))
        throw error
      }
    },
    async doStream(options) {
      const settle = enter(modelCallOf(options).clock)
      try {
        const result = await model.doStream(options)
        const onEnd = (end: StreamEnd): void => {
          if (end.type === 'finish') settle('success')
          else settle(end.type === 'error' ? outcomeOf(end.error, options.abortSignal) : 'unknown')
        }
        const stream = watchStream(result.stream, { onEnd })
        return { ...result, stream }
      } catch (error) {
        settle(outcomeOf(error, options.abortSignal))
        throw error
      }
    },
  })
}

// What says nothing of the endpoint: nothing was sent.
const unsentCodes: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'MODEL_ADDRESS_INVALID',
  'MODEL_INPUT_UNSUPPORTED',
  'MODEL_KEY_MISSING',
  'MODEL_NAME_INVALID',
])

const failureCodes: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'MODEL_FAILED',
  'MODEL_RATE_LIMITED',
  'MODEL_RESPONSE_INVALID',
  'MODEL_STREAM_CUT',
  'MODEL_TIMEOUT',
  'MODEL_UNAVAILABLE',
])

/** An endpoint that says what is wrong with a request, a conversation or an account is well. */
export function outcomeOf(error: unknown, signal: AbortSignal | undefined): Outcome {
  if (signal?.aborted === true || isRefusal(error)) return 'unknown'
  if (!AixgoError.isInstance(error)) return 'failure'
  if (unsentCodes.has(error.code)) return 'unknown'
  return failureCodes.has(error.code) && !isAccident(error) ? 'failure' : 'success'
}

/** True where the endpoint itself says that the model wrote what is of no use. */
function isAccident({ code, details }: AixgoError): boolean {
  return code === 'MODEL_RESPONSE_INVALID' && typeof details['status'] === 'number' && details['status'] >= 400
}
