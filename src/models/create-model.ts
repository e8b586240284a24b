import { setEndpoint } from './endpoint.ts'
import { guardModel } from './guard/guard-model.ts'
import { createModelFetch } from './http/model-fetch.ts'
import type { LanguageModelV4 } from './model.ts'
import { profileOf } from './profiles/profile-of.ts'
import type { Provider } from './provider.ts'
import type { Environment, ResolvedSettings } from './settings/provider-settings.ts'

/** What a model is made from. */
export interface ModelParts {
  readonly provider: Provider
  readonly modelId: string
  readonly settings: ResolvedSettings
  readonly environment: Environment
  /** The user's own. */
  readonly fetch: typeof globalThis.fetch | undefined
}

/** Makes a model of a provider: guarded, and over the connections that all models share. Loads the provider's package. */
export async function createModel({ provider, modelId, settings, ...given }: ModelParts): Promise<LanguageModelV4> {
  const fetch = createModelFetch({ ...given, provider: provider.name, model: modelId })
  const profile = profileOf(`${provider.name}:${modelId}`)
  const model = await provider.create({ modelId, profile, ...settings, fetch })
  const { apiKey, headers, variables } = settings
  const secretValues = (provider.secretVariables ?? []).flatMap((variable) => variables[variable] ?? [])
  const guarded = guardModel(model, {
    provider: provider.name,
    model: modelId,
    keyVariable: provider.keyVariables[0],
    settingWords: provider.settingWords,
    secrets: [...(apiKey === undefined ? [] : [apiKey]), ...secretValues, ...Object.values(headers)],
  })
  return setEndpoint(guarded, { provider: provider.name, address: settings.baseUrl })
}
