import { openaiEmbeddings } from '../embeddings/wire/openai-embeddings.ts'
import type { Provider } from '../provider.ts'
import { createCompatibleModel } from './create-compatible-model.ts'

/** OpenRouter, through its OpenAI-compatible door. */
export const openrouter: Provider = {
  name: 'openrouter',
  keyVariables: ['OPENROUTER_API_KEY'],
  baseUrlVariable: 'OPENROUTER_BASE_URL',
  defaultBaseUrl: 'https://openrouter.ai/api/v1',
  keyShape: /^sk-or-/,
  // Its list of models is for everybody.
  probe: { path: '/key' },
  create: (options) => createCompatibleModel('openrouter', options),
  createEmbedder: async (options) => openaiEmbeddings('openrouter', options),
}
