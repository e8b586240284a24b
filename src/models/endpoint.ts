import type { LanguageModelV4 } from './model.ts'

const endpoints = new WeakMap<LanguageModelV4, string>()

/** Notes where a model of a built-in provider is served. */
export function setEndpoint(model: LanguageModelV4, endpoint: string): LanguageModelV4 {
  endpoints.set(model, endpoint)
  return model
}

/**
 * Where a model is served, as one text for provider and address. Known for models of the built-in providers only; those
 * get the default resilience.
 */
export function endpointOf(model: LanguageModelV4): string | undefined {
  return endpoints.get(model)
}
