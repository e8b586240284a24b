import { openaiEmbeddings } from '../embeddings/wire/openai-embeddings.ts'
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
  createEmbedder: async (options) =>
    openaiEmbeddings('mistral', options, {
      // https://docs.mistral.ai/api/endpoint/embeddings
      texts: 256,
      limits: { bytesPerRequest: 48_000 },
      dimensionsKey: 'output_dimension',
    }),
}
