import { describe, it } from 'vitest'
import { bedrockConverse } from '../../test/support/servers/bedrock-converse.ts'
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
  'amazon-bedrock': { format: bedrockConverse, model: 'anthropic.claude-sonnet-4-20250514-v1:0', path: '' },
  anthropic: { format: anthropicMessages, model: 'claude-sonnet-4-5', path: '/v1' },
  azure: { format: openaiChat, model: 'my-deployment', path: '' },
  deepseek: { format: openaiChat, model: 'deepseek-chat', path: '/v1' },
  google: { format: gemini, model: 'gemini-2.5-flash', path: '/v1beta' },
  'google-vertex': { format: gemini, model: 'gemini-2.5-flash', path: '' },
  groq: { format: openaiChat, model: 'openai/gpt-oss-120b', path: '/openai/v1' },
  huggingface: { format: openaiChat, model: 'openai/gpt-oss-120b:groq', path: '/v1' },
  mistral: { format: openaiChat, model: 'mistral-large-latest', path: '/v1' },
  ollama: { format: openaiChat, model: 'llama3.2:1b', path: '/v1' },
  openai: { format: openaiChat, model: 'gpt-4o', path: '/v1' },
  'openai-compatible': { format: openaiChat, model: 'local-model', path: '/v1' },
  openrouter: { format: openaiChat, model: 'meta-llama/llama-3.3-70b-instruct', path: '/api/v1' },
  vllm: { format: openaiChat, model: 'meta-llama/Llama-3.1-8B', path: '/v1' },
  xai: { format: openaiResponses, model: 'grok-4', path: '/v1' },
}

for (const [provider, { format, model, path }] of Object.entries(subjects)) {
  describeModel(provider, {
    describe,
    it,
    create: async (scenario) => {
      const server = await startFakeProvider([format], scenario)
      const settings = { apiKey: 'secret-key-1', baseUrl: `${server.url}${path}`, project: 'my-project' }
      const resolve = createModelResolver({ environment: {}, overrides: { [provider]: settings } })
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
      fetch: (input, init) => fetch(String(input).replace('https://api.openai.com', server.url), init),
    })
    return { model: await resolve('openai:gpt-4o'), requested: server.requested, close: server.close }
  },
})
