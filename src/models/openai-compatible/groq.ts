import { efforts } from '../chat-completions/request/reasoning-effort.ts'
import { imageUrls, type ServerTraits } from '../chat-completions/server-traits.ts'
import type { Provider } from '../provider.ts'
import { callsInParallel } from './calls-in-parallel.ts'
import { createCompatibleModel } from './create-compatible-model.ts'

const known = efforts('low', 'medium', 'high')

/** Groq refuses keys that it does not know in messages, and so its own `reasoning`. */
export const groqTraits: ServerTraits = {
  reasoningHistory: 'none',
  systemAnywhere: true,
  // https://console.groq.com/docs/vision
  supportedUrls: imageUrls,
  // https://console.groq.com/docs/reasoning
  reasoning(effort, modelId) {
    if (!/qwen/i.test(modelId)) return known(effort)
    return { fields: { reasoning_effort: effort === 'none' ? 'none' : 'default' } }
  },
}

/** Groq, through its OpenAI-compatible door. */
export const groq: Provider = {
  name: 'groq',
  keyVariables: ['GROQ_API_KEY'],
  baseUrlVariable: 'GROQ_BASE_URL',
  defaultBaseUrl: 'https://api.groq.com/openai/v1',
  keyShape: /^gsk_/,
  probe: { path: '/models' },
  settingWords: { parallelToolCalls: callsInParallel('groq') },
  create: (options) => createCompatibleModel(groq, options, groqTraits),
}
