import { setEndpoint } from './endpoint.ts'
import { markGuarded } from './guard/guarded.ts'
import type { LanguageModelV4, ModelName } from './model.ts'
import { formatModelName, parseModelName } from './names/parse-model-name.ts'
import { checkModelOptions } from './settings/check-model-options.ts'
import type { ProviderSettings } from './settings/provider-settings.ts'
import { createModelResolver, type ModelResolverOptions } from './resolve-model.ts'

/** Settings of one model. */
export interface ConfigureModelOptions extends ProviderSettings, Pick<ModelResolverOptions, 'environment' | 'fetch'> {}

/**
 * A model with settings of its own, as an object that any agent takes. Nothing is loaded, and no key looked up, before
 * its first call.
 *
 * @example
 * const model = configureModel('openai:llama-3', { baseUrl: 'http://localhost:1234/v1', apiKey: 'none' })
 *
 * @throws ModelError `MODEL_NAME_INVALID`; `MODEL_REQUEST_INVALID` for a setting that does not exist.
 */
export function configureModel(name: ModelName, options: ConfigureModelOptions): LanguageModelV4 {
  checkModelOptions(name, options)
  const { environment, fetch, ...settings } = options
  const parsed = parseModelName(name, { hasBaseUrl: settings.baseUrl !== undefined })
  const { provider, model: modelId } = parsed
  const resolver = createModelResolver({ environment, fetch, overrides: { [provider]: settings } })
  const resolve = async (): Promise<LanguageModelV4> => resolver(formatModelName(parsed))
  const configured: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider,
    modelId,
    get supportedUrls() {
      return resolve().then((resolved) => resolved.supportedUrls)
    },
    doGenerate: (call) => resolve().then((resolved) => resolved.doGenerate(call)),
    doStream: (call) => resolve().then((resolved) => resolved.doStream(call)),
  }
  return setEndpoint(markGuarded(configured), { provider, address: settings.baseUrl })
}
