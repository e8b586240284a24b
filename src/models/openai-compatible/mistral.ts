import { nineLetterId } from '../chat-completions/request/call-ids.ts'
import { efforts } from '../chat-completions/request/reasoning-effort.ts'
import type { ServerTraits } from '../chat-completions/server-traits.ts'
import { openaiEmbeddings } from '../embeddings/wire/openai-embeddings.ts'
import type { Provider } from '../provider.ts'
import { callsInParallel } from './calls-in-parallel.ts'
import { createCompatibleModel } from './create-compatible-model.ts'

const some = efforts('none', 'low', 'medium', 'high')
const onOrOff = efforts('none', 'high')

/** Mistral refuses keys that it does not know, in requests and in messages: https://docs.mistral.ai/api */
export const mistralTraits: ServerTraits = {
  strictTools: true,
  // Usage comes with the last chunk of every stream.
  asksForUsage: false,
  reasoningHistory: 'parts',
  seedName: 'random_seed',
  systemAnywhere: true,
  bridgesResults: true,
  namesResults: true,
  marksPrefix: true,
  callId: nineLetterId,
  filePart({ mediaType, url, base64, filename }) {
    if (mediaType === 'application/pdf') return { type: 'document_url', document_url: url, document_name: filename }
    return mediaType.startsWith('audio/') ? { type: 'input_audio', input_audio: base64 ?? url } : undefined
  },
  // https://docs.mistral.ai/capabilities/reasoning: Magistral always reasons.
  reasoning(effort, modelId) {
    if (modelId.includes('magistral')) return undefined
    return modelId.includes('large') ? some(effort) : onOrOff(effort)
  },
  supportedUrls: {
    'image/*': [/^https?:\/\/.*$/],
    'application/pdf': [/^https?:\/\/.*$/],
    'audio/*': [/^https?:\/\/.*$/],
  },
}

/** Mistral AI, through its OpenAI-compatible door. */
export const mistral: Provider = {
  name: 'mistral',
  keyVariables: ['MISTRAL_API_KEY'],
  baseUrlVariable: 'MISTRAL_BASE_URL',
  defaultBaseUrl: 'https://api.mistral.ai/v1',
  probe: { path: '/models' },
  settingWords: { parallelToolCalls: callsInParallel('mistral') },
  create: (options) => createCompatibleModel(mistral, options, mistralTraits),
  createEmbedder: async (options) =>
    openaiEmbeddings('mistral', options, {
      // https://docs.mistral.ai/api/endpoint/embeddings
      texts: 256,
      limits: { bytesPerRequest: 48_000 },
      dimensionsKey: 'output_dimension',
    }),
}
