import type { CodeOf } from '../errors/aixgo-error.ts'
import type { ModelReference } from './model.ts'

/** How failed calls are repeated. */
export interface RetryPolicy {
  /** Attempts in all, the first included; 3 unless said otherwise. */
  readonly maxAttempts?: number | undefined
  /** Longest wait before the second attempt; 500 ms unless said otherwise. */
  readonly initialBackoffMs?: number | undefined
  /** Longest wait between any two attempts; 30 s unless said otherwise. */
  readonly maxBackoffMs?: number | undefined
  /** Factor by which the wait grows; 2 unless said otherwise. */
  readonly multiplier?: number | undefined
  /** Longest wait that a provider may ask for with `Retry-After`; 60 s. A longer one is an error at once. */
  readonly maxRetryAfterMs?: number | undefined
  /** Codes that are tried again; those that the error itself calls retryable unless given. */
  readonly retryOn?: readonly CodeOf<'model'>[] | undefined
  /**
   * True to start a stream again although some of its text was announced already; the event `text-reset` then says that
   * what came before is void. Otherwise such a stream fails with its error.
   */
  readonly restartStream?: boolean | undefined
}

/**
 * How long things may take, in milliseconds. What is not said is as long as the model's family needs (reasoning models
 * are silent for long), and otherwise the usual time that is given here.
 */
export interface TimeoutPolicy {
  /**
   * From the request to the beginning of a stream, connecting included, and from there to its first part; usually 60 s.
   * Whatever arrives, such as a comment that keeps the stream alive, lets it begin anew.
   */
  readonly firstByteMs?: number | undefined
  /** Between two parts of a stream, and between whatever else arrives of it; usually 60 s. */
  readonly idleMs?: number | undefined
  /**
   * One whole answer without streaming; usually 10 minutes. In a stream the time without a part, however it is kept
   * alive, where that is longer than the two above.
   */
  readonly answerMs?: number | undefined
  /** All attempts at one model, waits included; then a fallback takes over. No limit unless given. */
  readonly modelMs?: number | undefined
  /** The whole call with all its attempts and fallbacks. No limit unless given. */
  readonly totalMs?: number | undefined
}

/** When an endpoint is left alone after failures. */
export interface CircuitBreakerPolicy {
  /** Failures in a row that open the circuit; 5 unless said otherwise. */
  readonly failureThreshold?: number | undefined
  /** How long nothing is asked then; 30 s unless said otherwise. After it one request probes the endpoint. */
  readonly openMs?: number | undefined
}

/** A model to fall back to. */
export interface FallbackModel {
  readonly model: ModelReference
  /** All attempts at this model; the policy's `modelMs` unless given. */
  readonly timeoutMs?: number | undefined
}

/** Which models are asked when the first one cannot answer. */
export interface FallbackPolicy {
  readonly models: readonly (ModelReference | FallbackModel)[]
  /** `ordered` begins with the agent's own model each time; `round-robin` begins with the next one for each call. */
  readonly strategy?: 'ordered' | 'round-robin' | undefined
}

/** How much may be asked of an endpoint. Calls that have to wait take turns by agent, each agent's in order. */
export interface LimitPolicy {
  /** Calls at the same time. */
  readonly concurrency?: number | undefined
  readonly requestsPerMinute?: number | undefined
  /** Tokens of requests and answers together: estimated before a call, corrected by the reported usage after it. */
  readonly tokensPerMinute?: number | undefined
}

/** When a second, equal request is sent because the first one is slow; the first answer wins and the other is aborted. */
export interface HedgePolicy {
  readonly afterMs: number
}

/** Keeps answers to equal requests. */
export interface CachePolicy {
  /** How long an answer is kept; 1 hour unless said otherwise. */
  readonly ttlMs?: number | undefined
  /** How many answers are kept; 1000 unless said otherwise. The one that was not used for longest goes first. */
  readonly maxEntries?: number | undefined
}

/**
 * How calls of a model are protected. Retries and timeouts have defaults and are left out with `false`; the rest is off
 * unless given.
 */
export interface ResiliencePolicy {
  readonly retry?: RetryPolicy | false | undefined
  readonly timeouts?: TimeoutPolicy | false | undefined
  readonly fallback?: FallbackPolicy | undefined
  readonly circuitBreaker?: CircuitBreakerPolicy | undefined
  readonly limits?: LimitPolicy | undefined
  readonly hedge?: HedgePolicy | undefined
  readonly cache?: CachePolicy | undefined
}

/** The policy of models that are resolved by name. */
export const defaultResilience: ResiliencePolicy = {}
