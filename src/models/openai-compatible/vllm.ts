import { efforts } from '../chat-completions/request/reasoning-effort.ts'
import { pictureUrls, type ServerTraits } from '../chat-completions/server-traits.ts'
import { openaiEmbeddings } from '../embeddings/wire/openai-embeddings.ts'
import type { Provider } from '../provider.ts'
import { callsInParallel } from './calls-in-parallel.ts'
import { createCompatibleModel } from './create-compatible-model.ts'

// https://docs.vllm.ai/en/latest/features/interleaved_thinking: what a model thought goes back under its key.
const vllmTraits: ServerTraits = {
  topK: true,
  reasoning: efforts('none', 'low', 'medium', 'high'),
  // https://docs.vllm.ai/en/latest/features/multimodal_inputs.html
  supportedUrls: pictureUrls,
}

/** A vLLM server, through its OpenAI-compatible door. */
export const vllm: Provider = {
  name: 'vllm',
  keyVariables: ['VLLM_API_KEY'],
  keyOptional: true,
  baseUrlVariable: 'VLLM_BASE_URL',
  defaultBaseUrl: 'http://localhost:8000/v1',
  defaultPath: '/v1',
  probe: { path: '/models' },
  settingWords: { parallelToolCalls: callsInParallel('vllm') },
  create: (options) => createCompatibleModel(vllm, options, vllmTraits),
  createEmbedder: async (options) => openaiEmbeddings('vllm', options),
}
