import { createCompatibleModel } from '../openai-compatible/create-compatible-model.ts'
import type { Provider } from '../provider.ts'

/**
 * Hugging Face: its router to many inference services, or, with an address, a server of one's own that runs Text
 * Generation Inference (TGI). Both speak OpenAI's Chat Completions API. A model may name its service after a colon:
 * `huggingface:openai/gpt-oss-120b:groq`.
 */
export const huggingface: Provider = {
  name: 'huggingface',
  keyVariables: ['HF_TOKEN', 'HUGGINGFACE_API_KEY'],
  keyOptional: 'at-own-address',
  baseUrlVariable: 'HUGGINGFACE_BASE_URL',
  defaultBaseUrl: 'https://router.huggingface.co/v1',
  // TGI is commonly named without it.
  defaultPath: '/v1',
  keyShape: /^hf_/,
  // The router's list of models is for everybody.
  probe: { path: 'https://huggingface.co/api/whoami-v2' },
  create: (options) => createCompatibleModel('huggingface', options),
}
