import { configureEmbedder } from '../../../models/embeddings/configure-embedder.ts'
import { createEmbedder } from '../../../models/embeddings/create-embedder.ts'
import type { Embedder } from '../../../models/embeddings/embedder.ts'
import type { EmbedderOptions } from '../../../models/embeddings/embedder-options.ts'
import type { PriceTable } from '../../../models/prices/model-price.ts'
import type { ProviderSettings } from '../../../models/settings/provider-settings.ts'
import type { SystemPorts } from '../../system/system-ports.ts'
import { chooseEmbedder, type EmbeddingsConfig } from './choose-embedder.ts'
import { defined } from '../../../util/options/defined.ts'

/** What an embedder of a file needs beside its keys. */
export interface EmbedderPorts extends Pick<SystemPorts, 'offline' | 'fetch' | 'resolveEmbedder'> {
  readonly prices?: PriceTable | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** The embedder that a checked file describes. Nothing is loaded, and no key looked up, before it is used. */
export function configuredEmbedder(
  config: EmbeddingsConfig,
  environment: Environment,
  { offline, fetch, prices, resolveEmbedder }: EmbedderPorts,
): Embedder {
  const dimensions = config.dimensions ?? config.openai?.dimensions
  if (offline === true) return createEmbedder({ model: 'offline:hash', dimensions })
  const { name, block } = chooseEmbedder(config)
  // The check of the file has refused one without a model.
  if (name === undefined) throw new TypeError('The embeddings name no model.')
  const settings = { ...settingsOf(config, block, environment), environment, fetch }
  return createEmbedder({
    model: resolveEmbedder === undefined ? configureEmbedder(name, settings) : name,
    resolveEmbedder,
    dimensions: block === 'openai' ? dimensions : config.dimensions,
    batchSize: config.batchSize,
    prices,
    ...(block === 'huggingfaceTei' ? { providerOptions: teiOptions(config) } : {}),
  })
}

function settingsOf(
  config: EmbeddingsConfig,
  block: ReturnType<typeof chooseEmbedder>['block'],
  environment: Environment,
): ProviderSettings {
  const { apiKey, apiKeyEnv, baseUrl, region, projectId, openai, huggingface, huggingfaceTei } = config
  const common = {
    apiKey: apiKey ?? (apiKeyEnv === undefined ? undefined : environment[apiKeyEnv]),
    baseUrl,
    region,
    project: projectId,
  }
  switch (block) {
    case 'openai':
      return { ...common, apiKey: common.apiKey ?? openai?.apiKey, baseUrl: baseUrl ?? openai?.baseUrl }
    case 'huggingface':
      return {
        ...common,
        apiKey: common.apiKey ?? huggingface?.apiKey,
        baseUrl: baseUrl ?? huggingface?.endpoint,
        headers: serviceHeaders(huggingface),
      }
    case 'huggingfaceTei':
      return { ...common, baseUrl: baseUrl ?? huggingfaceTei?.endpoint }
    case undefined:
      return common
    default:
      return block satisfies never
  }
}

/** How Hugging Face's service is told what the original put beside the texts. */
function serviceHeaders({ waitForModel, useCache }: EmbeddingsConfig['huggingface'] = {}): Record<string, string> {
  return defined({ 'x-wait-for-model': waitForModel?.toString(), 'x-use-cache': useCache?.toString() })
}

function teiOptions({ huggingfaceTei }: EmbeddingsConfig): EmbedderOptions['providerOptions'] {
  const normalize = huggingfaceTei?.normalize
  return normalize === undefined ? undefined : { 'huggingface-tei': { normalize } }
}
