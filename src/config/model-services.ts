import type { ProviderSettings } from '../models/settings/provider-settings.ts'
import { providerPrefix } from '../models/names/split-model-name.ts'
import { findProviderName } from '../models/providers.ts'
import type { AixgoConfig } from './schema/config-table.ts'

/** A checked entry of `model_services`. */
export type ModelServiceConfig = AixgoConfig['modelServices'][number]

/** What an agent's model comes to when it names a service. */
export interface ModelServiceTarget {
  readonly provider: string
  readonly model: string
  readonly settings: ProviderSettings
}

/** The service that an agent's model names, by the service's name or, after that, by the service's model. */
export function findModelService(
  services: readonly ModelServiceConfig[],
  model: string,
): ModelServiceTarget | undefined {
  const service = services.find(({ name }) => name === model) ?? services.find((each) => each.model === model)
  if (service === undefined) return undefined
  const { address, config } = service
  return {
    provider: providerOf(service),
    model: service.model,
    settings: { baseUrl: config?.address ?? address, apiKey: config?.apiKey },
  }
}

// Beside a runtime of one's own the original took the provider for a remark.
function providerOf({ runtime = 'cloud', provider, model }: ModelServiceConfig): string {
  if (runtime !== 'cloud') return runtime
  const named = provider === undefined ? providerPrefix(model)?.provider : findProviderName(provider)
  return named ?? 'huggingface'
}
