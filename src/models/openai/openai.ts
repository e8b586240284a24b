import { endStreams } from '../adapt/end-streams.ts'
import { eventStream } from '../adapt/event-stream.ts'
import { responseEvents } from '../adapt/response-events.ts'
import { openaiEmbeddings } from '../embeddings/wire/openai-embeddings.ts'
import type { LanguageModelV4 } from '../model.ts'
import { withStrictness } from '../prompt/with-strictness.ts'
import type { CreateModelOptions, Provider } from '../provider.ts'
import { responsesModel } from './responses-model.ts'

/**
 * OpenAI. At its own address the Responses API is used; any other address is an endpoint that speaks the older and
 * wider spoken Chat Completions API (LocalAI, LiteLLM, Azure, a company's gateway).
 */
export const openai: Provider = {
  name: 'openai',
  keyVariables: ['OPENAI_API_KEY'],
  baseUrlVariable: 'OPENAI_BASE_URL',
  defaultBaseUrl: 'https://api.openai.com/v1',
  keyShape: /^sk-/,
  probe: { path: '/models' },
  settingWords: { parallelToolCalls: (allowed) => ({ openai: { parallelToolCalls: allowed } }) },
  async create(options) {
    const { modelId, profile, apiKey, baseUrl, headers, fetch = globalThis.fetch } = options
    if (!isOpenAI(baseUrl)) return createChatModel(options)
    const { createOpenAI } = await import('@ai-sdk/openai')
    const provider = createOpenAI({
      // An empty string, not `undefined`: the package would look into the environment itself.
      apiKey: apiKey ?? '',
      baseURL: baseUrl,
      headers: { ...headers },
      fetch: endStreams(fetch, eventStream(responseEvents)),
    })
    return withStrictness(responsesModel(provider.responses(modelId), profile), { strictTools: true })
  },
  createEmbedder: async (options) =>
    isOpenAI(options.baseUrl)
      ? openaiEmbeddings('openai', options, { texts: 2048, limits: { bytesPerRequest: 300_000 }, encoding: 'base64' })
      : openaiEmbeddings('openai', options),
}

/** Speaks to whoever serves OpenAI's format at another address, as far as it is known who that is. */
async function createChatModel(options: CreateModelOptions): Promise<LanguageModelV4> {
  const [{ createCompatibleModel }, { traitsAt }, { openaiTraits }] = await Promise.all([
    import('../openai-compatible/create-compatible-model.ts'),
    import('../openai-compatible/known-servers.ts'),
    import('./openai-traits.ts'),
  ])
  return createCompatibleModel(openai, options, traitsAt(options.baseUrl, openaiTraits))
}

/** True for OpenAI's own addresses, regional ones included. */
function isOpenAI(baseUrl: string): boolean {
  return /^(.+\.)?api\.openai\.com$/.test(new URL(baseUrl).hostname)
}
