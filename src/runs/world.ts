import type { ModelResolver } from '../models/model.ts'
import type { PriceTable } from '../models/prices/model-price.ts'
import { systemClock, type Clock } from '../util/clock.ts'
import { once } from '../util/once.ts'
import { systemRandom, type Random } from '../util/random.ts'
import { Yielder } from '../util/yielder.ts'
import type { Budgets } from './budget.ts'
import type { CallPort } from './call-port.ts'
import type { StepInterceptor } from './interceptors/interceptor.ts'

/** The outside of a run, as one value: a test, a tape or a simulator hands in its own. */
export interface World {
  readonly clock: Clock
  readonly random: Random
  readonly resolveModel: ModelResolver
  /** The caller's own prices, which win over the built-in ones. */
  readonly prices: PriceTable | undefined
  /** Where budgets that outlive a run are kept; a run with a budget of its own makes one where there is none. */
  readonly budgets: Budgets | undefined
  /** Hosts agents; calls of agents that it hosts go through it. */
  readonly calls: CallPort | undefined
  /** Wrap every step, the outermost first, around those of the run itself. */
  readonly interceptors: readonly StepInterceptor[]
  /** Counts the runs that begin, so that runs which wait for nothing leave room for timers and signals. */
  readonly yielder: Yielder
}

/** What may be handed in. Everything has a default. */
export interface WorldOptions {
  readonly clock?: Clock | undefined
  readonly random?: Random | undefined
  /** Turns model names into models; by default the built-in providers with keys from the environment. */
  readonly resolveModel?: ModelResolver | undefined
  /** Prices of your own, by `provider:model`; they win over the built-in ones. */
  readonly prices?: PriceTable | undefined
  /** Where budgets of agents, sessions, tenants and of everything are kept; made for this run alone unless given. */
  readonly budgets?: Budgets | undefined
}

const loadResolver = /* @__PURE__ */ once(() => import('../models/resolve-model.ts'))

// Loaded on first use: a run on model objects, or on the record, needs no provider.
const resolveByDefault: ModelResolver = async (reference) => {
  // The AI SDK's own models have an interface after the point, which may want its requests adapted.
  if (typeof reference !== 'string' && !reference.provider.includes('.')) return reference
  const { defaultModelResolver } = await loadResolver()
  return defaultModelResolver(reference)
}

const defaultWorld: World = {
  clock: systemClock,
  random: systemRandom,
  resolveModel: resolveByDefault,
  prices: undefined,
  budgets: undefined,
  calls: undefined,
  interceptors: [],
  yielder: /* @__PURE__ */ new Yielder(),
}

/** The world of a run that is told only what differs from the machine's own. */
export function createWorld(options: WorldOptions & Partial<Pick<World, 'calls' | 'interceptors'>>): World {
  const { clock, random, resolveModel, prices, budgets, calls, interceptors } = options
  const isDefault =
    clock === undefined &&
    random === undefined &&
    resolveModel === undefined &&
    prices === undefined &&
    budgets === undefined &&
    calls === undefined &&
    interceptors === undefined
  if (isDefault) return defaultWorld
  return {
    clock: clock ?? systemClock,
    random: random ?? systemRandom,
    resolveModel: resolveModel ?? resolveByDefault,
    prices,
    budgets,
    calls,
    interceptors: interceptors ?? defaultWorld.interceptors,
    yielder: defaultWorld.yielder,
  }
}
