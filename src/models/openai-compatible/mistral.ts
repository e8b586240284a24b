import type { Provider } from '../provider.ts'
import { createCompatibleModel } from './create-compatible-model.ts'

/** Mistral AI, through its OpenAI-compatible door. */
export const mistral: Provider = {
  name: 'mistral',
  keyVariables: ['MISTRAL_API_KEY'],
  baseUrlVariable: 'MISTRAL_BASE_URL',
  defaultBaseUrl: 'https://api.mistral.ai/v1',
  probe: { path: '/models' },
  create: (options) => createCompatibleModel('mistral', options),
}
