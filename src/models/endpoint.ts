import type { LanguageModelV4 } from './model.ts'

/** Who serves a model, and where if not at the usual place. */
export interface Endpoint {
  readonly provider: string
  readonly address?: string | undefined
}

const endpoints = new WeakMap<LanguageModelV4, Endpoint>()

/** Notes where a model of a built-in provider is served. */
export function setEndpoint(model: LanguageModelV4, endpoint: Endpoint): LanguageModelV4 {
  endpoints.set(model, endpoint)
  return model
}

/**
 * Where a model is served, as one text for provider and address. Known for models of the built-in providers only; those
 * get the default resilience.
 */
export function endpointOf(model: LanguageModelV4): string | undefined {
  const endpoint = endpoints.get(model)
  if (endpoint === undefined) return undefined
  const { provider, address } = endpoint
  return address === undefined ? provider : `${provider} at ${address}`
}

/** The provider of a model: as users name it where it is a built-in one, and otherwise as the model itself does. */
export function providerOf(model: LanguageModelV4): string {
  return endpoints.get(model)?.provider ?? model.provider
}
