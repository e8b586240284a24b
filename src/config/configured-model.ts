import { configureModel } from '../models/configure-model.ts'
import type { ModelReference } from '../models/model.ts'
import { qualifyModelName } from '../models/names/parse-model-name.ts'
import type { LoadedConfig } from './load-config.ts'
import { findModelService } from './model-services.ts'

/** The keys of an agent that say who serves its model. */
export interface AgentModelKeys {
  readonly provider?: string | undefined
  readonly baseUrl?: string | undefined
  readonly apiKey?: string | undefined
  readonly apiKeyEnv?: string | undefined
  readonly region?: string | undefined
  readonly projectId?: string | undefined
}

/**
 * The model that an agent names: an entry of `model_services`, or a name with the agent's own settings. What the agent
 * says wins over what the service says. A name without any of that stays a name.
 */
export function configuredModel(
  named: string,
  keys: AgentModelKeys,
  { config, env }: LoadedConfig,
  fetch: typeof globalThis.fetch | undefined,
): ModelReference {
  const { provider, baseUrl, apiKey, apiKeyEnv, region, projectId } = keys
  const service = provider === undefined ? findModelService(config.modelServices, named) : undefined
  const settings = [baseUrl, apiKey, apiKeyEnv, region, projectId]
  if (service === undefined && settings.every((value) => value === undefined)) {
    return provider === undefined ? named : qualifyModelName(provider, named)
  }
  const serves = service?.provider ?? provider ?? (baseUrl === undefined ? undefined : 'openai-compatible')
  const model = service?.model ?? named
  return configureModel(serves === undefined ? model : qualifyModelName(serves, model), {
    baseUrl: baseUrl ?? service?.settings.baseUrl,
    apiKey: apiKey ?? (apiKeyEnv === undefined ? service?.settings.apiKey : env[apiKeyEnv]),
    region,
    project: projectId,
    environment: env,
    fetch,
  })
}
