import type { LanguageModelV4, ModelResolver } from '../model.ts'
import type { ResiliencePolicy } from '../resilience-policy.ts'
import { resilientModel } from './resilient-model.ts'
import { SharedResilience } from './shared-resilience.ts'

interface ResolverState {
  readonly shared: SharedResilience
  readonly wrapped: WeakMap<ResiliencePolicy, WeakMap<LanguageModelV4, LanguageModelV4>>
}

const states = new WeakMap<ModelResolver, ResolverState>()

const byPolicy = /* @__PURE__ */ new WeakMap<ResiliencePolicy, SharedResilience>()

/**
 * What the runs of an agent share although each brings a resolver of its own, such as a function made for the run: limits
 * and a cache that begin anew with each run would be none.
 */
function sharedBy(policy: ResiliencePolicy): SharedResilience {
  let shared = byPolicy.get(policy)
  if (shared === undefined) byPolicy.set(policy, (shared = new SharedResilience()))
  return shared
}

/**
 * The model with a policy around it. All models of one resolver share breakers, limits and caches, so that its agents
 * know of each other's failures; each model is wrapped once for each policy.
 */
export function applyResilience(
  model: LanguageModelV4,
  policy: ResiliencePolicy,
  resolveModel: ModelResolver,
): LanguageModelV4 {
  let state = states.get(resolveModel)
  if (state === undefined) states.set(resolveModel, (state = { shared: sharedBy(policy), wrapped: new WeakMap() }))
  let byModel = state.wrapped.get(policy)
  if (byModel === undefined) state.wrapped.set(policy, (byModel = new WeakMap()))
  let wrapped = byModel.get(model)
  if (wrapped === undefined)
    byModel.set(model, (wrapped = resilientModel(model, policy, { resolveModel, shared: state.shared })))
  return wrapped
}
