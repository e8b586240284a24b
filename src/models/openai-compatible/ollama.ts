import { openaiEmbeddings } from '../embeddings/wire/openai-embeddings.ts'
import type { Provider } from '../provider.ts'
import { createCompatibleModel } from './create-compatible-model.ts'

/** Ollama, through its OpenAI-compatible door. */
export const ollama: Provider = {
  name: 'ollama',
  keyVariables: ['OLLAMA_API_KEY'],
  keyOptional: true,
  baseUrlVariable: 'OLLAMA_BASE_URL',
  defaultBaseUrl: 'http://localhost:11434/v1',
  defaultPath: '/v1',
  probe: { path: '/models' },
  create: (options) => createCompatibleModel('ollama', options),
  createEmbedder: async (options) => openaiEmbeddings('ollama', options, { texts: 32 }),
}
