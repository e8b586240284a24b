import { googleEmbeddings } from './google-embeddings.ts'
import { endStreams } from '../adapt/end-streams.ts'
import { eventStream } from '../adapt/event-stream.ts'
import type { CreateEmbedderOptions, Provider } from '../provider.ts'
import { geminiModel } from './gemini-model.ts'
import { geminiEvents } from './read-events.ts'

/** Google's Gemini API. The key travels in a header, never in the address. */
export const google: Provider = {
  name: 'google',
  keyVariables: ['GOOGLE_API_KEY', 'GEMINI_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'],
  baseUrlVariable: 'GOOGLE_GEMINI_BASE_URL',
  defaultBaseUrl: 'https://generativelanguage.googleapis.com/v1beta',
  // Google's own clients add the version themselves, so the variable is often set without it.
  defaultPath: '/v1beta',
  keyShape: /^(AIza|AQ\.)/,
  probe: { path: '/models', headers: (apiKey) => ({ 'x-goog-api-key': apiKey }), refusals: [400] },
  settingWords: {
    reasoningBudget: (thinkingBudget) => ({ google: { thinkingConfig: { thinkingBudget } } }),
  },
  create: async (options) => geminiModel((await connect(options)).chat(options.modelId)),
  createEmbedder: async (options) => googleEmbeddings((await connect(options)).embeddingModel(options.modelId)),
}

async function connect({ apiKey, baseUrl, headers, fetch = globalThis.fetch }: CreateEmbedderOptions) {
  const { createGoogle } = await import('@ai-sdk/google')
  return createGoogle({
    // An empty string, not `undefined`: the package would look into the environment itself.
    apiKey: apiKey ?? '',
    baseURL: baseUrl,
    headers: { ...headers },
    fetch: endStreams(fetch, eventStream(geminiEvents)),
  })
}
