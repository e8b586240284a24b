import { openaiEmbeddings } from '../embeddings/wire/openai-embeddings.ts'
import type { Provider } from '../provider.ts'
import { callsInParallel } from './calls-in-parallel.ts'
import { createCompatibleModel } from './create-compatible-model.ts'
import { traitsAt } from './known-servers.ts'

/** Any server that speaks OpenAI's Chat Completions API. It has no usual address, so one must be given. */
export const openaiCompatible: Provider = {
  name: 'openai-compatible',
  keyVariables: ['OPENAI_COMPATIBLE_API_KEY'],
  keyOptional: true,
  baseUrlVariable: 'OPENAI_COMPATIBLE_BASE_URL',
  probe: { path: '/models' },
  settingWords: { parallelToolCalls: callsInParallel('openai-compatible') },
  create: (options) => createCompatibleModel(openaiCompatible, options, traitsAt(options.baseUrl)),
  createEmbedder: async (options) => openaiEmbeddings('openai-compatible', options),
}
