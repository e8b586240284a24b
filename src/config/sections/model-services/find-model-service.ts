import { providerPrefix } from '../../../models/names/split-model-name.ts'
import { findProviderName } from '../../../models/providers.ts'
import type { NamedModel, SectionValue } from '../section.ts'
import type { modelServicesKey } from './model-services-keys.ts'

/** A checked entry of `model_services`. */
type ModelServiceConfig = SectionValue<typeof modelServicesKey>[number]

/** The service that an agent's model names, by the service's name or, after that, by the service's model. */
export function findModelService(services: readonly ModelServiceConfig[], model: string): NamedModel | undefined {
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
