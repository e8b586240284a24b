import { adaptModel } from '../adapt/adapt-model.ts'
import { withAnswerLimit } from '../adapt/answer-limit.ts'
import { endStreams } from '../adapt/end-streams.ts'
import { hoistInstructions } from '../adapt/hoist-instructions.ts'
import { withOwnReasoning } from '../adapt/own-reasoning.ts'
import { eventStream } from '../adapt/event-stream.ts'
import type { LanguageModelV4CallOptions } from '../model.ts'
import type { Provider } from '../provider.ts'
import { messageEvents } from './read-events.ts'

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
  async create({ modelId, profile, apiKey, baseUrl, headers, fetch = globalThis.fetch }) {
    const { createAnthropic } = await import('@ai-sdk/anthropic')
    const model = createAnthropic({
      // An empty string, not `undefined`: the package would look into the environment itself.
      apiKey: apiKey ?? '',
      baseURL: baseUrl,
      headers: { ...headers },
      fetch: endStreams(fetch, eventStream(messageEvents)),
    }).messages(modelId)
    return adaptModel(model, {
      request: (options) => ({
        ...withAnswerLimit(options, {
          maxOutput: profile.maxOutput,
          thinking: options.providerOptions?.['anthropic']?.['thinking'],
        }),
        prompt: hoistInstructions(withOwnReasoning(options.prompt, isSigned)),
      }),
      // The package tells that a message begins as a part of it, so that an empty one would not look empty.
      parts: () => (part) => (part.type === 'custom' && part.kind === 'anthropic.message_start' ? undefined : part),
    })
  },
}

function isSigned({ anthropic: said }: NonNullable<LanguageModelV4CallOptions['providerOptions']>): boolean {
  return said?.['signature'] !== undefined || said?.['redactedData'] !== undefined
}
