import { openaiEmbeddings } from '../embeddings/wire/openai-embeddings.ts'
import type { Provider } from '../provider.ts'
import { createCompatibleModel } from './create-compatible-model.ts'

/** A vLLM server, through its OpenAI-compatible door. */
export const vllm: Provider = {
  name: 'vllm',
  keyVariables: ['VLLM_API_KEY'],
  keyOptional: true,
  baseUrlVariable: 'VLLM_BASE_URL',
  defaultBaseUrl: 'http://localhost:8000/v1',
  defaultPath: '/v1',
  probe: { path: '/models' },
  create: (options) => createCompatibleModel('vllm', options),
  createEmbedder: async (options) => openaiEmbeddings('vllm', options),
}
