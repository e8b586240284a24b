import { imageUrls, type ServerTraits } from '../chat-completions/server-traits.ts'
import type { Provider } from '../provider.ts'
import { createCompatibleModel } from './create-compatible-model.ts'

/**
 * DeepSeek takes `json_object` and no schema, and refuses turns that call tools without the reasoning before them:
 * https://api-docs.deepseek.com/guides/thinking_mode
 */
export const deepseekTraits: ServerTraits = {
  outputFormat: 'json_object',
  reasoningHistory: 'reasoning_content',
  systemAnywhere: true,
  supportedUrls: imageUrls,
  reasoning(effort) {
    if (effort === 'none') return { fields: { thinking: { type: 'disabled' } } }
    const sent = effort === 'minimal' ? 'low' : effort
    return { fields: { thinking: { type: 'enabled' }, reasoning_effort: sent }, sent }
  },
}

/** DeepSeek, through its OpenAI-compatible door. */
export const deepseek: Provider = {
  name: 'deepseek',
  keyVariables: ['DEEPSEEK_API_KEY'],
  baseUrlVariable: 'DEEPSEEK_BASE_URL',
  defaultBaseUrl: 'https://api.deepseek.com/v1',
  keyShape: /^sk-/,
  probe: { path: '/models' },
  create: (options) => createCompatibleModel(deepseek, options, deepseekTraits),
}
