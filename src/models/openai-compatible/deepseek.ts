import type { Provider } from '../provider.ts'
import { createCompatibleModel } from './create-compatible-model.ts'

/** DeepSeek, through its OpenAI-compatible door. It takes `json_object` only, so the schema of an answer is not sent. */
export const deepseek: Provider = {
  name: 'deepseek',
  keyVariables: ['DEEPSEEK_API_KEY'],
  baseUrlVariable: 'DEEPSEEK_BASE_URL',
  defaultBaseUrl: 'https://api.deepseek.com/v1',
  keyShape: /^sk-/,
  probe: { path: '/models' },
  create: (options) => createCompatibleModel('deepseek', options, { supportsStructuredOutputs: false }),
}
