import { ModelError } from '../../errors/model-error.ts'
import { unknownOption } from '../../util/options/unknown-option.ts'
import type { ProviderSettings } from './provider-settings.ts'

const known: Readonly<Record<keyof ProviderSettings | 'environment' | 'fetch', true>> = {
  apiKey: true,
  baseUrl: true,
  region: true,
  project: true,
  headers: true,
  environment: true,
  fetch: true,
}

/**
 * Refuses settings of one model that are not known: a misspelt address would send the key to another server.
 * @throws ModelError `MODEL_REQUEST_INVALID`.
 */
export function checkModelOptions(model: string, options: object): void {
  const problem = unknownOption(options, known)
  if (problem !== undefined)
    throw new ModelError('MODEL_REQUEST_INVALID', `The settings of model "${model}": ${problem}`, {
      details: { model },
    })
}
