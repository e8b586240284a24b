import type { ConfigureModelOptions } from '../configure-model.ts'
import { checkModelOptions } from '../settings/check-model-options.ts'
import type { EmbeddingModel } from './embedding-model.ts'
import { markGuardedEmbedder } from './guard-embedder.ts'
import { parseEmbedderName } from './parse-embedder-name.ts'
import { createEmbedderResolver } from './resolve-embedder.ts'

/**
 * An embedding model with settings of its own, as an object that `createEmbedder` takes. Nothing is loaded, and no key
 * looked up, before it is first used.
 *
 * @example
 * const model = configureEmbedder('openai-compatible:bge-m3', { baseUrl: 'http://localhost:1234/v1' })
 *
 * @throws ModelError `MODEL_NAME_INVALID`; `MODEL_REQUEST_INVALID` for a setting that does not exist.
 */
export function configureEmbedder(name: string, options: ConfigureModelOptions): EmbeddingModel {
  checkModelOptions(name, options)
  const { provider, model: modelId } = parseEmbedderName(name)
  const { environment, fetch, ...settings } = options
  const resolver = createEmbedderResolver({ environment, fetch, overrides: { [provider]: settings } })
  const resolve = async (): Promise<EmbeddingModel> => resolver(name)
  return markGuardedEmbedder({
    specificationVersion: 'v4',
    provider,
    modelId,
    get maxEmbeddingsPerCall() {
      return resolve().then((model) => model.maxEmbeddingsPerCall)
    },
    get supportsParallelCalls() {
      return resolve().then((model) => model.supportsParallelCalls)
    },
    get limits() {
      return resolve().then((model) => model.limits)
    },
    doEmbed: (call) => resolve().then((model) => model.doEmbed(call)),
  })
}
