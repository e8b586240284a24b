import type { Provider } from '../provider.ts'

/**
 * OpenAI. At its own address the Responses API is used; any other address is an endpoint that speaks the older and
 * wider spoken Chat Completions API (LocalAI, LiteLLM, Azure, a company's gateway).
 */
export const openai: Provider = {
  name: 'openai',
  keyVariables: ['OPENAI_API_KEY'],
  baseUrlVariable: 'OPENAI_BASE_URL',
  defaultBaseUrl: 'https://api.openai.com/v1',
  async create({ modelId, apiKey, baseUrl, headers, fetch }) {
    const { createOpenAI } = await import('@ai-sdk/openai')
    const provider = createOpenAI({
      // An empty string, not `undefined`: the package would look into the environment itself.
      apiKey: apiKey ?? '',
      baseURL: baseUrl,
      headers: { ...headers },
      ...(fetch === undefined ? {} : { fetch }),
    })
    return isOpenAI(baseUrl) ? provider.responses(modelId) : provider.chat(modelId)
  },
}

/** True for OpenAI's own addresses, regional ones included. */
function isOpenAI(baseUrl: string): boolean {
  return /^(.+\.)?api\.openai\.com$/.test(new URL(baseUrl).hostname)
}
