import type { Clock } from '../../util/clock.ts'
import type { Random } from '../../util/random.ts'
import { ModelError } from '../../errors/model-error.ts'
import { endpointOf } from '../endpoint.ts'
import { guardModel } from '../guard/guard-model.ts'
import { isGuarded } from '../guard/guarded.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions, ModelReference, ModelResolver } from '../model.ts'
import { createModelCall, modelCall, type ModelCall, type ModelCallOptions } from '../model-call.ts'
import type { FallbackModel, ResiliencePolicy } from '../resilience-policy.ts'
import { withCache } from './cache/response-cache.ts'
import { withCircuitBreaker } from './recovery/circuit-breaker.ts'
import { isCounted, markCounted } from './attempts/counted.ts'
import { withAttempts } from './attempts/counted-attempts.ts'
import { withFallback, type FallbackCandidate } from './recovery/fallback.ts'
import { withHedge } from './recovery/hedge.ts'
import { withLimits } from './limits/limits.ts'
import { reportOf, withReport } from './report.ts'
import { withRetry } from './recovery/retry.ts'
import { SharedResilience } from './shared-resilience.ts'
import { withTakenInput } from './taken-input.ts'
import { timeLimitsOf } from './time-limits.ts'
import { withTimeouts } from './timeouts.ts'
import { wrapModel } from './wrap-model.ts'
import { wrongPolicy } from './wrong-policy.ts'
import { defined } from '../../util/options/defined.ts'

/** What the middleware needs of the world. Everything has a default. */
export interface ResiliencePorts {
  /** For calls that bring no clock of their own; agents bring the run's. */
  readonly clock?: Clock | undefined
  readonly random?: Random | undefined
  /** Turns the names of fallback models into models; the built-in providers unless given. */
  readonly resolveModel?: ModelResolver | undefined
  /** Breakers, limits and cache; its own unless given. */
  readonly shared?: SharedResilience | undefined
}

/**
 * Wraps a model with retries, time limits, a circuit breaker, fallbacks, limits, hedging and a cache, as the policy says.
 * From the outside in: cache, total time limit, fallback, and for each model: its time limit, retry, circuit breaker,
 * limits, hedge, time limits of one attempt, and at last what opens and closes each request for the caller. What happened
 * arrives in `providerMetadata.aixgo`.
 *
 * @example
 * const model = resilientModel(configureModel('openai:gpt-4o', {}), { fallback: { models: ['anthropic:claude-sonnet-4-5'] } })
 *
 * @throws ModelError `MODEL_REQUEST_INVALID` for a policy that makes no sense.
 */
export function resilientModel(
  model: LanguageModelV4,
  policy: ResiliencePolicy = {},
  ports: ResiliencePorts = {},
): LanguageModelV4 {
  const problem = wrongPolicy(policy)
  if (problem !== undefined) throw new ModelError('MODEL_REQUEST_INVALID', `The protection of a model: ${problem}`)
  const shared = ports.shared ?? new SharedResilience()
  const { fallback, cache } = policy
  const others = fallback?.models.map((entry) => fallbackCandidate(entry, policy, ports, shared)) ?? []
  const timeouts = timeLimitsOf(model, policy)
  let wrapped = protectModel(model, policy, { shared, modelMs: timeouts.modelMs, isOutermost: others.length === 0 })
  if (others.length > 0) {
    const restartStream = policy.retry !== false && policy.retry?.restartStream === true
    wrapped = withFallback(wrapped, others, { strategy: fallback?.strategy ?? 'ordered', restartStream })
  }
  if (timeouts.totalMs !== undefined) wrapped = withTimeouts(wrapped, { totalMs: timeouts.totalMs })
  if (cache !== undefined) wrapped = withCache(wrapped, shared.cache(cache), endpointOf(model))
  return withCall(wrapped, ports)
}

interface ProtectOptions {
  readonly shared: SharedResilience
  readonly modelMs: number | undefined
  readonly isOutermost: boolean
}

/** Everything that belongs to one model. */
function protectModel(
  model: LanguageModelV4,
  policy: ResiliencePolicy,
  { shared, modelMs, isOutermost }: ProtectOptions,
): LanguageModelV4 {
  const endpoint = endpointOf(model) ?? model.provider
  const { firstByteMs, idleMs, answerMs } = timeLimitsOf(model, policy)
  let wrapped = innermost(model)
  if (policy.timeouts !== false) wrapped = withTimeouts(wrapped, { firstByteMs, idleMs, answerMs })
  // Inside the limits: waiting for one's turn is no reason to ask twice.
  if (policy.hedge !== undefined) wrapped = withHedge(wrapped, policy.hedge)
  if (policy.limits !== undefined) wrapped = withLimits(wrapped, shared.limiter(endpoint, policy.limits))
  if (policy.circuitBreaker !== undefined)
    wrapped = withCircuitBreaker(wrapped, shared.breaker(endpoint, policy.circuitBreaker), endpoint)
  if (policy.retry !== false) wrapped = withRetry(wrapped, policy.retry ?? {}, isOutermost)
  if (modelMs !== undefined) wrapped = withTimeouts(wrapped, { totalMs: modelMs })
  return withTakenInput(wrapped, model)
}

/** The provider's model with typed errors and counted requests. */
function innermost(model: LanguageModelV4): LanguageModelV4 {
  const { provider, modelId } = model
  const guarded = isGuarded(model) ? model : guardModel(model, { provider, model: modelId, secrets: [] })
  // Pieces that are wrapped already open their requests themselves, so the call goes on to them.
  if (isCounted(model)) return markCounted(guarded)
  // A provider of ours may ask whether the reader of a stream understands that it starts again.
  return withAttempts(isGuarded(model) ? model : withoutCall(guarded))
}

function fallbackCandidate(
  entry: ModelReference | FallbackModel,
  policy: ResiliencePolicy,
  ports: ResiliencePorts,
  shared: SharedResilience,
): FallbackCandidate {
  const { model: reference, timeoutMs }: FallbackModel =
    typeof entry === 'object' && 'model' in entry ? entry : { model: entry }
  const modelMs = timeoutMs ?? (policy.timeouts === false ? undefined : policy.timeouts?.modelMs)
  let protectedModel: LanguageModelV4 | undefined
  return {
    reference,
    resolve: async () => {
      if (protectedModel !== undefined) return protectedModel
      const resolve = ports.resolveModel ?? (await import('../resolve-model.ts')).defaultModelResolver
      const model = await resolve(reference)
      return (protectedModel ??= protectModel(model, policy, { shared, modelMs, isOutermost: false }))
    },
  }
}

/** Opens the books of a call, or goes on with those that the caller opened, and reports at the end. */
function withCall(model: LanguageModelV4, { clock, random }: ResiliencePorts): LanguageModelV4 {
  const describe = (options: ModelCallOptions): { readonly call: ModelCall; readonly options: ModelCallOptions } => {
    const call = createModelCall(options[modelCall] ?? defined({ clock, random }))
    return { call, options: { ...options, [modelCall]: call } }
  }
  return wrapModel(model, {
    async doGenerate(given) {
      const { call, options } = describe(given)
      return withReport(await model.doGenerate(options), reportOf(call))
    },
    doStream: async (given) => model.doStream(describe(given).options),
  })
}

/** The provider gets the options as they were made for it. */
function withoutCall(model: LanguageModelV4): LanguageModelV4 {
  const strip = ({ [modelCall]: _call, ...options }: ModelCallOptions): LanguageModelV4CallOptions => options
  return wrapModel(model, {
    doGenerate: async (options) => model.doGenerate(strip(options)),
    doStream: async (options) => model.doStream(strip(options)),
  })
}
