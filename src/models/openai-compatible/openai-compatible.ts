import { openaiEmbeddings } from '../embeddings/wire/openai-embeddings.ts'
import type { Provider } from '../provider.ts'
import { createCompatibleModel } from './create-compatible-model.ts'

/** Any server that speaks OpenAI's Chat Completions API. It has no usual address, so one must be given. */
export const openaiCompatible: Provider = {
  name: 'openai-compatible',
  keyVariables: ['OPENAI_COMPATIBLE_API_KEY'],
  keyOptional: true,
  baseUrlVariable: 'OPENAI_COMPATIBLE_BASE_URL',
  probe: { path: '/models' },
  create: (options) => createCompatibleModel('openai-compatible', options),
  createEmbedder: async (options) => openaiEmbeddings('openai-compatible', options),
}
