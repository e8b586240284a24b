import { ModelError } from '../../errors/model-error.ts'
import { createModelFetch } from '../http/model-fetch.ts'
import type { ModelResolverOptions } from '../resolve-model.ts'
import { processEnvironment, resolveSettings, type ProviderSettings } from '../settings/provider-settings.ts'
import { loadEmbedderProvider, type EmbedderProviderName } from './embedder-providers.ts'
import type { EmbedderResolver, EmbeddingModel } from './embedding-model.ts'
import { guardEmbedder } from './guard-embedder.ts'
import { parseEmbedderName } from './parse-embedder-name.ts'

/** What a resolver of embedding models needs. */
export interface EmbedderResolverOptions extends Omit<ModelResolverOptions, 'overrides'> {
  /** Settings per provider that win over the environment. */
  readonly overrides?: Readonly<Partial<Record<EmbedderProviderName, ProviderSettings>>> | undefined
}

/**
 * Makes a resolver: names become embedding models of the built-in providers, model objects pass through. Each name is
 * resolved once; a failure is not kept, so a key set later is found.
 */
export function createEmbedderResolver(options: EmbedderResolverOptions = {}): EmbedderResolver {
  const models = new Map<string, Promise<EmbeddingModel>>()
  return (reference) => {
    if (typeof reference !== 'string') return checkObject(reference)
    const known = models.get(reference)
    if (known !== undefined) return known
    const model = createEmbeddingModel(reference, options)
    models.set(reference, model)
    model.catch(() => models.delete(reference))
    return model
  }
}

async function createEmbeddingModel(name: string, options: EmbedderResolverOptions): Promise<EmbeddingModel> {
  const { provider: providerName, model: modelId } = parseEmbedderName(name)
  if (providerName === 'offline') {
    const { offlineEmbedder } = await import('./offline-embedder.ts')
    return offlineEmbedder({ name: modelId })
  }
  const provider = await loadEmbedderProvider(providerName)
  const environment = options.environment ?? processEnvironment()
  const settings = resolveSettings(provider, options.overrides?.[providerName] ?? {}, environment)
  const fetch = createModelFetch({ fetch: options.fetch, environment, provider: provider.name, model: modelId })
  const model = await provider.createEmbedder?.({ modelId, ...settings, fetch })
  // The table of names says otherwise, and a test holds it to that.
  if (model === undefined) throw new TypeError(`Provider "${providerName}" has no embeddings.`)
  const { apiKey, headers, variables } = settings
  const secretValues = (provider.secretVariables ?? []).flatMap((variable) => variables[variable] ?? [])
  return guardEmbedder(model, {
    provider: provider.name,
    model: modelId,
    keyVariable: provider.keyVariables[0],
    secrets: [...(apiKey === undefined ? [] : [apiKey]), ...secretValues, ...Object.values(headers)],
  })
}

/** The objects of older AI SDK releases look alike and fail later with riddles. */
function checkObject(model: EmbeddingModel): EmbeddingModel {
  const version: unknown = model.specificationVersion
  if (version === 'v4') return model
  throw new ModelError(
    'MODEL_NAME_INVALID',
    `The embedding model object "${model.provider}:${model.modelId}" follows version "${String(version)}" of the AI SDK's interface, not "v4". ` +
      'Update the package it comes from.',
    { details: { provider: model.provider, model: model.modelId } },
  )
}

let shared: EmbedderResolver | undefined

/** The resolver of library users who set none: the built-in providers, keys from `process.env`, read on first use. */
export const defaultEmbedderResolver: EmbedderResolver = (reference) => (shared ??= createEmbedderResolver())(reference)
