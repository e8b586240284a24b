import type { Provider } from '../provider.ts'
import { restoreFinishReason } from './restore-finish-reason.ts'

/** xAI, through its Responses API. */
export const xai: Provider = {
  name: 'xai',
  keyVariables: ['XAI_API_KEY'],
  baseUrlVariable: 'XAI_BASE_URL',
  defaultBaseUrl: 'https://api.x.ai/v1',
  defaultPath: '/v1',
  keyShape: /^xai-/,
  probe: { path: '/models' },
  settingWords: { parallelToolCalls: (allowed) => ({ xai: { parallelToolCalls: allowed } }) },
  async create({ modelId, apiKey, baseUrl, headers, fetch }) {
    const { createXai } = await import('@ai-sdk/xai')
    const provider = createXai({
      // An empty string, not `undefined`: the package would look into the environment itself.
      apiKey: apiKey ?? '',
      baseURL: baseUrl,
      headers: { ...headers },
      ...(fetch === undefined ? {} : { fetch }),
    })
    return restoreFinishReason(provider.responses(modelId))
  },
}
