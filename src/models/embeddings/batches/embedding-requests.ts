import { AixgoError } from '../../../errors/aixgo-error.ts'
import { ModelError } from '../../../errors/model-error.ts'
import { delay, orAbort } from '../../../util/abort.ts'
import type { Clock } from '../../../util/clock.ts'
import type { Random } from '../../../util/random.ts'
import { whenAborted } from '../../middleware/abort-listeners.ts'
import { enterCircuit, outcomeOf } from '../../middleware/recovery/circuit-breaker.ts'
import { completeRetry, retryDelay } from '../../middleware/recovery/retry.ts'
import type { SharedResilience } from '../../middleware/shared-resilience.ts'
import type { ResiliencePolicy, TimeoutPolicy } from '../../resilience-policy.ts'
import type { EmbeddingModel, EmbeddingModelV4CallOptions, EmbeddingModelV4Result } from '../embedding-model.ts'

/**
 * How requests for vectors are protected. Retries and time limits have defaults and are left out with `false`; the rest is
 * off unless given. There is no fallback: vectors of another model cannot be compared with those of this one.
 */
export interface EmbedderResilience extends Pick<ResiliencePolicy, 'retry' | 'circuitBreaker' | 'limits'> {
  /** Of one request (`answerMs`, 2 minutes unless said otherwise), and of one `embed` with all its requests (`totalMs`). */
  readonly timeouts?: Pick<TimeoutPolicy, 'answerMs' | 'totalMs'> | false | undefined
}

/** What requests need of the world. */
export interface RequestPorts {
  readonly clock: Clock
  readonly random: Random
  readonly shared: SharedResilience
}

/** One request. */
export interface EmbeddingRequest extends Omit<EmbeddingModelV4CallOptions, 'abortSignal'> {
  readonly agent: string
  /** Tokens that it may take, for limits. */
  readonly tokens: number
  readonly signal: AbortSignal
}

const usualAnswerMs = 120_000

/** Sends the requests for the vectors of one model, each with its retries, limits and time limit. */
export class EmbeddingRequests {
  readonly #policy: EmbedderResilience
  readonly #ports: RequestPorts

  constructor(policy: EmbedderResilience, ports: RequestPorts) {
    this.#policy = policy
    this.#ports = ports
  }

  /** Asks, and asks again where that may help. */
  async send(model: EmbeddingModel, request: EmbeddingRequest): Promise<EmbeddingModelV4Result> {
    const { retry: policy } = this.#policy
    const { clock } = this.#ports
    const settings = policy === false ? undefined : completeRetry(policy ?? {})
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(model, request)
      } catch (error) {
        const isLast = settings === undefined || attempt >= settings.maxAttempts
        const delayMs = isLast ? undefined : retryDelay(error, attempt, settings, this.#ports)
        if (delayMs === undefined) throw afterAttempts(error, attempt)
        await delay(delayMs, { clock, signal: request.signal })
      }
    }
  }

  /** One attempt, which waits for its turn where there are limits, and is not made where the endpoint keeps failing. */
  async #attempt(model: EmbeddingModel, request: EmbeddingRequest): Promise<EmbeddingModelV4Result> {
    const { clock, shared } = this.#ports
    const { circuitBreaker, limits } = this.#policy
    const { provider, modelId } = model
    // Language models of the same provider have limits of their own.
    const endpoint = `${provider} embeddings`
    const settle =
      circuitBreaker && enterCircuit(shared.breaker(endpoint, circuitBreaker), endpoint, { provider, modelId, clock })
    try {
      const release = await (limits && shared.limiter(endpoint, limits).enter({ ...request, clock }))
      try {
        const result = await this.#ask(model, request)
        release?.(result.usage?.tokens)
        settle?.('success')
        return result
      } finally {
        release?.(undefined)
      }
    } catch (error) {
      settle?.(outcomeOf(error, request.signal))
      throw error
    }
  }

  async #ask(model: EmbeddingModel, request: EmbeddingRequest): Promise<EmbeddingModelV4Result> {
    const { agent: _agent, tokens: _tokens, signal, ...options } = request
    const { timeouts } = this.#policy
    if (timeouts === false) return model.doEmbed({ ...options, abortSignal: signal })
    const { answerMs = usualAnswerMs } = timeouts ?? {}
    const limit = timeLimit(answerMs, { clock: this.#ports.clock, signal, error: () => tooLate(model, answerMs) })
    try {
      return await orAbort(model.doEmbed({ ...options, abortSignal: limit.signal }), limit.signal)
    } finally {
      limit.end()
    }
  }
}

/** A signal that aborts with an error after so many milliseconds, or as another one does before. `end` lets go of both. */
export function timeLimit(
  limitMs: number,
  {
    clock,
    signal,
    error,
  }: { readonly clock: Clock; readonly signal: AbortSignal | undefined; readonly error: () => Error },
): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController()
  if (signal?.aborted === true) controller.abort(signal.reason)
  const stopListening = signal && whenAborted(signal, () => controller.abort(signal.reason))
  const stopTimer = clock.setTimer(() => controller.abort(error()), limitMs)
  return {
    signal: controller.signal,
    end: () => {
      stopTimer()
      stopListening?.()
    },
  }
}

/** The error of an answer that takes too long. */
export function tooLate({ provider, modelId }: EmbeddingModel, timeoutMs: number): ModelError {
  return new ModelError(
    'MODEL_TIMEOUT',
    `Embedding model "${modelId}" of provider "${provider}" kept the answer waiting for more than ${timeoutMs} ms.`,
    { details: { provider, model: modelId, phase: 'answer', timeoutMs } },
  )
}

/** The last error, with how often was tried. */
function afterAttempts(error: unknown, attempts: number): unknown {
  if (attempts === 1 || !AixgoError.isInstance(error) || !ModelError.isInstance(error)) return error
  return new ModelError(error.code, `${error.message} Gave up after ${attempts} attempts.`, {
    details: { ...error.details, attempts },
    retryable: error.retryable,
    cause: error.cause,
  })
}
