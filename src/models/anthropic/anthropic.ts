import type { Provider } from '../provider.ts'

/** Anthropic, through its Messages API. */
export const anthropic: Provider = {
  name: 'anthropic',
  keyVariables: ['ANTHROPIC_API_KEY'],
  baseUrlVariable: 'ANTHROPIC_BASE_URL',
  defaultBaseUrl: 'https://api.anthropic.com/v1',
  // Anthropic's own clients add the version themselves, so the variable is often set without it.
  defaultPath: '/v1',
  keyShape: /^sk-ant-/,
  probe: { path: '/models', headers: (apiKey) => ({ 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' }) },
  settingWords: {
    parallelToolCalls: (allowed) => ({ anthropic: { disableParallelToolUse: !allowed } }),
    reasoningBudget: (budgetTokens) => ({ anthropic: { thinking: { type: 'enabled', budgetTokens } } }),
  },
  async create({ modelId, apiKey, baseUrl, headers, fetch }) {
    const { createAnthropic } = await import('@ai-sdk/anthropic')
    return createAnthropic({
      // An empty string, not `undefined`: the package would look into the environment itself.
      apiKey: apiKey ?? '',
      baseURL: baseUrl,
      headers: { ...headers },
      ...(fetch === undefined ? {} : { fetch }),
    }).messages(modelId)
  },
}
