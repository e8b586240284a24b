import { configureModel } from '../models/configure-model.ts'
import type { ModelReference } from '../models/model.ts'
import { formatModelName } from '../models/names/parse-model-name.ts'
import { configuredModelName } from '../agents/configured/configured-model-name.ts'
import type { LoadedConfig } from './load-config.ts'
import { findNamedModel } from './sections/find-named-model.ts'

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
 * The model that an agent names: one that the file itself names, or a name with the agent's own settings. What the agent
 * says wins over what the file says of it. A name without any of that stays a name.
 */
export function configuredModel(
  named: string,
  keys: AgentModelKeys,
  { config, env }: LoadedConfig,
  fetch: typeof globalThis.fetch | undefined,
): ModelReference {
  const { provider, baseUrl, apiKey, apiKeyEnv, region, projectId } = keys
  const service = provider === undefined ? findNamedModel(config, named) : undefined
  const settings = [baseUrl, apiKey, apiKeyEnv, region, projectId]
  const hasSettings = service !== undefined || settings.some((value) => value !== undefined)
  // A resolver of the program may understand what is no name of ours.
  if (!hasSettings && provider === undefined) return named
  const name = formatModelName(configuredModelName(named, { provider, baseUrl, service }))
  if (!hasSettings) return name
  return configureModel(name, {
    baseUrl: baseUrl ?? service?.settings.baseUrl,
    apiKey: apiKey ?? (apiKeyEnv === undefined ? service?.settings.apiKey : env[apiKeyEnv]),
    region,
    project: projectId,
    environment: env,
    fetch,
  })
}
