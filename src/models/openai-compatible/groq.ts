import type { Provider } from '../provider.ts'
import { createCompatibleModel } from './create-compatible-model.ts'

/** Groq, through its OpenAI-compatible door. */
export const groq: Provider = {
  name: 'groq',
  keyVariables: ['GROQ_API_KEY'],
  baseUrlVariable: 'GROQ_BASE_URL',
  defaultBaseUrl: 'https://api.groq.com/openai/v1',
  keyShape: /^gsk_/,
  probe: { path: '/models' },
  create: (options) => createCompatibleModel('groq', options),
}
