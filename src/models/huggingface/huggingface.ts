import { pictureUrls, type ServerTraits } from '../chat-completions/server-traits.ts'
import { openaiEmbeddings } from '../embeddings/wire/openai-embeddings.ts'
import { callsInParallel } from '../openai-compatible/calls-in-parallel.ts'
import { createCompatibleModel } from '../openai-compatible/create-compatible-model.ts'
import type { Provider } from '../provider.ts'

// The router hands messages on to services that refuse keys they do not know, such as Groq and Cerebras.
const huggingfaceTraits: ServerTraits = { reasoningHistory: 'none', supportedUrls: pictureUrls }

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
  settingWords: { parallelToolCalls: callsInParallel('huggingface') },
  create: (options) => createCompatibleModel(huggingface, options, huggingfaceTraits),
  createEmbedder: async (options) => {
    const url = featuresAt(options.baseUrl, options.modelId)
    if (url === undefined) return openaiEmbeddings('huggingface', options, { texts: 32 })
    const { featureExtraction } = await import('./feature-extraction.ts')
    return featureExtraction(url, options)
  },
}

const router = 'https://router.huggingface.co'

/**
 * Where vectors are made of texts: at Hugging Face's own service for that, or at the address of a server of one's own. One
 * that ends in `/v1` speaks OpenAI's Embeddings API, as Text Embeddings Inference does, and has no such address.
 */
function featuresAt(baseUrl: string, modelId: string): string | undefined {
  const { origin, pathname } = new URL(baseUrl)
  // The second is the address that this service had before, which stands in many files.
  if (origin === router || origin === 'https://api-inference.huggingface.co')
    return `${router}/hf-inference/models/${modelId}/pipeline/feature-extraction`
  if (pathname.endsWith('/v1')) return undefined
  return /\/(models|pipeline)\//.test(pathname) ? baseUrl : `${baseUrl}/models/${modelId}`
}
