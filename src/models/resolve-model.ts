import { ModelError } from '../errors/model-error.ts'
import { endpointOf } from './endpoint.ts'
import { isLocal } from './local-model.ts'
import type { LanguageModelV4, ModelResolver } from './model.ts'
import { parseModelName } from './names/parse-model-name.ts'
import {
  processEnvironment,
  resolveSettings,
  type Environment,
  type ProviderSettings,
} from './settings/provider-settings.ts'
import { providers, type ProviderName } from './providers.ts'
import { once } from '../util/once.ts'

/** What a resolver needs. */
export interface ModelResolverOptions {
  /** Where keys, addresses and proxies are looked up; `process.env` unless given. Read when a model is first named. */
  readonly environment?: Environment | undefined
  /** Settings per provider that win over the environment. */
  readonly overrides?: Readonly<Partial<Record<ProviderName, ProviderSettings>>> | undefined
  /**
   * Used for all requests. Without it a global `fetch` that was replaced is used, and otherwise the one that is fastest:
   * on Node.js one of this package, which keeps connections, follows the proxies of the environment and sets no limit of
   * time by itself.
   */
  readonly fetch?: typeof globalThis.fetch | undefined
}

/**
 * Makes a resolver: names become models of the built-in providers, model objects pass through. Each name is resolved
 * once; a failure is not kept, so a key set later is found.
 */
export function createModelResolver(options: ModelResolverOptions = {}): ModelResolver {
  const resolved = new Map<string, LanguageModelV4>()
  const pending = new Map<string, Promise<LanguageModelV4>>()
  const resolve = async (name: string): Promise<LanguageModelV4> => {
    try {
      const model = await makeModel(name, options)
      resolved.set(name, model)
      return model
    } finally {
      pending.delete(name)
    }
  }
  return (reference) => {
    if (typeof reference !== 'string') return checkModelObject(reference)
    const known = resolved.get(reference) ?? pending.get(reference)
    if (known !== undefined) return known
    const promise = resolve(reference)
    pending.set(reference, promise)
    return promise
  }
}

async function makeModel(name: string, options: ModelResolverOptions): Promise<LanguageModelV4> {
  const { provider: providerName, model: modelId } = parseModelName(name)
  if (providerName === 'offline') {
    const { offlineModel } = await import('./offline/offline-model.ts')
    return offlineModel({ name: modelId })
  }
  // What every call takes is loaded beside the provider.
  const [provider, { createModel }] = await Promise.all([providers[providerName](), import('./create-model.ts')])
  const environment = options.environment ?? processEnvironment()
  const settings = resolveSettings(provider, options.overrides?.[providerName] ?? {}, environment)
  return createModel({ provider, modelId, settings, environment, fetch: options.fetch })
}

/** The objects of older AI SDK releases look alike and fail later with riddles. */
function checkModelObject(model: LanguageModelV4): LanguageModelV4 | Promise<LanguageModelV4> {
  const version: unknown = model.specificationVersion
  if (version === 'v4') return isForeign(model) ? withOwnStrictness(model) : model
  throw new ModelError(
    'MODEL_NAME_INVALID',
    `The model object "${model.provider}:${model.modelId}" follows version "${String(version)}" of the AI SDK's interface, not "v4". ` +
      'Update the package it comes from.',
    { details: { provider: model.provider, model: model.modelId } },
  )
}

/** True for the AI SDK's own models, which have an interface after the point, and are not wrapped here already. */
function isForeign(model: LanguageModelV4): boolean {
  return model.provider.includes('.') && endpointOf(model) === undefined && !isLocal(model)
}

const loadStrictness = /* @__PURE__ */ once(() => import('./prompt/with-strictness.ts'))

async function withOwnStrictness(model: LanguageModelV4): Promise<LanguageModelV4> {
  const { objectWithStrictness } = await loadStrictness()
  return objectWithStrictness(model)
}

let shared: ModelResolver | undefined

/** The resolver of library users who set none: the built-in providers, keys from `process.env`, read on first use. */
export const defaultModelResolver: ModelResolver = (reference) => (shared ??= createModelResolver())(reference)
