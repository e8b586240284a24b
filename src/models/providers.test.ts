import { describe, it } from 'vitest'
import { anthropicMessages } from '../../test/support/servers/anthropic-messages.ts'
import { startFakeProvider } from '../../test/support/servers/fake-provider.ts'
import { gemini } from '../../test/support/servers/gemini.ts'
import { openaiChat } from '../../test/support/servers/openai-chat.ts'
import { openaiResponses } from '../../test/support/servers/openai-responses.ts'
import type { WireFormat } from '../../test/support/servers/wire-format.ts'
import { describeModel } from '../testing/describe-model.ts'
import type { ProviderName } from './providers.ts'
import { createModelResolver } from './resolve-model.ts'

/** Every entry of the table, against a server that speaks its wire format. */
const subjects: Readonly<
  Record<ProviderName, { readonly format: WireFormat; readonly model: string; readonly path: string }>
> = {
  openai: { format: openaiChat, model: 'gpt-4o', path: '/v1' },
  anthropic: { format: anthropicMessages, model: 'claude-sonnet-4-5', path: '/v1' },
  google: { format: gemini, model: 'gemini-2.5-flash', path: '/v1beta' },
  'openai-compatible': { format: openaiChat, model: 'local-model', path: '/v1' },
  ollama: { format: openaiChat, model: 'llama3.2:1b', path: '/v1' },
  vllm: { format: openaiChat, model: 'meta-llama/Llama-3.1-8B', path: '/v1' },
}

for (const [provider, { format, model, path }] of Object.entries(subjects)) {
  describeModel(provider, {
    describe,
    it,
    create: async (scenario) => {
      const server = await startFakeProvider([format], scenario)
      const resolve = createModelResolver({
        environment: {},
        overrides: { [provider]: { apiKey: 'secret-key-1', baseUrl: `${server.url}${path}` } },
      })
      return { model: await resolve(`${provider}:${model}`), requested: server.requested, close: server.close }
    },
  })
}

describeModel('openai at its own address', {
  describe,
  it,
  create: async (scenario) => {
    const server = await startFakeProvider([openaiResponses], scenario)
    const resolve = createModelResolver({
      environment: { OPENAI_API_KEY: 'secret-key-1' },
      // The address stays OpenAI's, which is what chooses the Responses API; only the bytes go to the test's server.
      fetch: (input, init) => fetch(String(input).replace('https://api.openai.com', server.url), init),
    })
    return { model: await resolve('openai:gpt-4o'), requested: server.requested, close: server.close }
  },
})
