import { efforts } from '../chat-completions/request/reasoning-effort.ts'
import type { ServerTraits } from '../chat-completions/server-traits.ts'
import { openaiEmbeddings } from '../embeddings/wire/openai-embeddings.ts'
import type { Provider } from '../provider.ts'
import { createCompatibleModel } from './create-compatible-model.ts'

// It fetches nothing: https://docs.ollama.com/api/openai-compatibility
const ollamaTraits: ServerTraits = { reasoning: efforts('none', 'low', 'medium', 'high') }

/** Ollama, through its OpenAI-compatible door. */
export const ollama: Provider = {
  name: 'ollama',
  keyVariables: ['OLLAMA_API_KEY'],
  keyOptional: true,
  baseUrlVariable: 'OLLAMA_BASE_URL',
  defaultBaseUrl: 'http://localhost:11434/v1',
  defaultPath: '/v1',
  probe: { path: '/models' },
  create: (options) => createCompatibleModel(ollama, options, ollamaTraits),
  createEmbedder: async (options) => openaiEmbeddings('ollama', options, { texts: 32 }),
}
