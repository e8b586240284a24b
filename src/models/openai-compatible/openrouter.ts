import { nearestEffort } from '../chat-completions/request/reasoning-effort.ts'
import { pictureUrls, type ServerTraits } from '../chat-completions/server-traits.ts'
import { openaiEmbeddings } from '../embeddings/wire/openai-embeddings.ts'
import type { Provider } from '../provider.ts'
import { callsInParallel } from './calls-in-parallel.ts'
import { createCompatibleModel } from './create-compatible-model.ts'

/** OpenRouter has its own words for reasoning, and tells the price: https://openrouter.ai/docs */
export const openrouterTraits: ServerTraits = {
  strictTools: true,
  reasoningHistory: 'details',
  topK: true,
  systemAnywhere: true,
  fields: { usage: { include: true } },
  reasoning(wished) {
    const effort = nearestEffort(wished, ['none', 'minimal', 'low', 'medium', 'high', 'xhigh']) ?? wished
    return { fields: { reasoning: { effort } }, sent: effort }
  },
  // Other files than images are taken at any address, too.
  filePart({ mediaType, url, filename = 'document.pdf' }) {
    return mediaType === 'application/pdf' ? { type: 'file', file: { filename, file_data: url } } : undefined
  },
  supportedUrls: { ...pictureUrls, 'application/pdf': [/^https?:\/\/.*$/] },
}

/** OpenRouter, through its OpenAI-compatible door. */
export const openrouter: Provider = {
  name: 'openrouter',
  keyVariables: ['OPENROUTER_API_KEY'],
  baseUrlVariable: 'OPENROUTER_BASE_URL',
  defaultBaseUrl: 'https://openrouter.ai/api/v1',
  keyShape: /^sk-or-/,
  // Its list of models is for everybody.
  probe: { path: '/key' },
  settingWords: {
    parallelToolCalls: callsInParallel('openrouter'),
    reasoningBudget: (tokens) => ({ openrouter: { reasoning: { max_tokens: tokens } } }),
  },
  create: (options) => createCompatibleModel(openrouter, options, openrouterTraits),
  createEmbedder: async (options) => openaiEmbeddings('openrouter', options),
}
