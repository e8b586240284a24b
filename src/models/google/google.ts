import { googleEmbeddings } from './google-embeddings.ts'
import { enumForConst } from '../prompt/enum-for-const.ts'
import { withToolSchemas } from '../prompt/with-tool-schemas.ts'
import type { CreateEmbedderOptions, Provider } from '../provider.ts'

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
  create: async (options) => withToolSchemas((await connect(options)).chat(options.modelId), enumForConst),
  createEmbedder: async (options) => googleEmbeddings((await connect(options)).embeddingModel(options.modelId)),
}

async function connect({ apiKey, baseUrl, headers, fetch }: CreateEmbedderOptions) {
  const { createGoogle } = await import('@ai-sdk/google')
  return createGoogle({
    // An empty string, not `undefined`: the package would look into the environment itself.
    apiKey: apiKey ?? '',
    baseURL: baseUrl,
    headers: { ...headers },
    ...(fetch === undefined ? {} : { fetch }),
  })
}
