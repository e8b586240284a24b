import type { CustomRoleConfig } from '../agents/custom-role.ts'
import type { CodeOf } from '../errors/aixgo-error.ts'
import type { ModelReference } from '../models/model.ts'
import { formatModelName, parseModelName } from '../models/names/parse-model-name.ts'
import type { FallbackModel, ResiliencePolicy } from '../models/resilience-policy.ts'
import { configuredModelName } from '../agents/configured/configured-model-name.ts'
import { configuredModel, type AgentModelKeys } from './configured-model.ts'
import type { LoadedConfig } from './load-config.ts'
import { defined } from '../util/options/defined.ts'
import type { AixgoConfig } from './schema/config-table.ts'
import { findNamedModel } from './sections/find-named-model.ts'

/** Where a model is served and with which key, as a file says it. */
export interface ModelPlace extends AgentModelKeys {
  readonly model: string
}

/** The model an agent asks, and how its calls are protected; no policy means the default one. */
export interface ProtectedModel {
  readonly model: ModelReference
  readonly resilience: ResiliencePolicy | undefined
}

/** The keys of an agent that matter here; a role may have only some of them. */
export type ModelKeys = Partial<Omit<CustomRoleConfig, 'model' | 'role'>> & { readonly model: string }

/** What the keys of an agent say of its model and of those that stand in for it. */
export function protectedModel(config: ModelKeys, loaded: LoadedConfig, fetch: FetchLike | undefined): ProtectedModel {
  const { model, provider, baseUrl, apiKey, apiKeyEnv, region, projectId, providers = [] } = config
  const own: ModelPlace = { model, provider, baseUrl, apiKey, apiKeyEnv, region, projectId }
  const places = providers.map((item) => ({ timeoutMs: item.timeoutMs, place: placeOf(item, own, loaded.config) }))
  const [head] = places
  const replacesOwn =
    head !== undefined &&
    canonicalName(head.place) === canonicalName(own) &&
    (providers[0]?.baseUrl !== undefined || baseUrl === undefined)
  const first =
    head !== undefined && (providers[0]?.model === undefined || replacesOwn)
      ? head
      : { timeoutMs: undefined, place: own }
  const modelAt = (place: ModelPlace): ModelReference => configuredModel(place.model, place, loaded, fetch)
  const fallback = places
    .filter((each) => each !== first)
    .map(({ place, timeoutMs }): FallbackModel => ({ model: modelAt(place), timeoutMs }))
  return { model: modelAt(first.place), resilience: policyOf(config, fallback, first.timeoutMs) }
}

type FetchLike = typeof globalThis.fetch

function placeOf(item: CustomRoleConfig['providers'][number], own: ModelPlace, file: AixgoConfig): ModelPlace {
  // An item without a model means the agent's, under whatever provider the item names.
  return { ...item, model: item.model ?? (item.provider === undefined ? own.model : ownName(own, file)) }
}

/** The agent's model as its provider calls it. */
function ownName(own: ModelPlace, file: AixgoConfig): string {
  const service = own.provider === undefined ? findNamedModel(file, own.model) : undefined
  try {
    return configuredModelName(own.model, { ...own, service }).model
  } catch {
    // A resolver of the program may understand it.
    return own.model
  }
}

/** The name with its provider, however it is written; names that are not understood stay as they are. */
function canonicalName({ model, provider }: ModelPlace): string {
  try {
    return formatModelName(parseModelName(model, { provider }))
  } catch {
    // A resolver of the program may understand it.
    return provider === undefined ? model : `${provider}:${model}`
  }
}

function policyOf(
  config: ModelKeys,
  models: readonly FallbackModel[],
  modelMs: number | undefined,
): ResiliencePolicy | undefined {
  const { retry, timeouts, rateLimit, hedge, fallbackStrategy } = config
  const circuitBreaker = whereEnabled(config.circuitBreaker)
  const cache = whereEnabled(config.cache)
  const policy: ResiliencePolicy = {
    retry: retry && { ...retry, retryOn: retry.retryOn?.flatMap((reason) => codes[reason]) },
    timeouts: timeouts === undefined && modelMs === undefined ? undefined : { ...timeouts, modelMs },
    fallback:
      models.length === 0
        ? undefined
        : { models, strategy: fallbackStrategy === 'round_robin' ? 'round-robin' : 'ordered' },
    limits: rateLimit,
    circuitBreaker,
    cache,
    hedge: hedge?.afterMs === undefined ? undefined : { afterMs: hedge.afterMs },
  }
  return Object.keys(defined(policy)).length === 0 ? undefined : policy
}

/** A block without the key that turns it off; nothing where that does. */
function whereEnabled<Block extends { readonly enabled?: boolean | undefined }>(
  block: Block | undefined,
): Omit<Block, 'enabled'> | undefined {
  if (block === undefined || block.enabled === false) return undefined
  const { enabled: _enabled, ...rest } = block
  return rest
}

type Reason = NonNullable<NonNullable<CustomRoleConfig['retry']>['retryOn']>[number]

const codes: Readonly<Record<Reason, readonly CodeOf<'model'>[]>> = {
  rate_limit: ['MODEL_RATE_LIMITED'],
  timeout: ['MODEL_TIMEOUT'],
  server_error: ['MODEL_UNAVAILABLE'],
  network_error: ['MODEL_UNAVAILABLE'],
  stream_cut: ['MODEL_STREAM_CUT'],
  invalid_response: ['MODEL_RESPONSE_INVALID'],
}
