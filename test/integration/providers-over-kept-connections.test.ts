import { describe, expect, it } from 'vitest'
import { createModelFetch } from '../../src/models/http/model-fetch.ts'
import type { LanguageModelV4 } from '../../src/models/model.ts'
import { createModelResolver, type ModelResolverOptions } from '../../src/models/resolve-model.ts'
import { anthropicMessages } from '../support/servers/anthropic-messages.ts'
import { bedrockConverse } from '../support/servers/bedrock-converse.ts'
import { startFakeProvider, type FakeReply } from '../support/servers/fake-provider.ts'
import { gemini } from '../support/servers/gemini.ts'
import { openaiChat } from '../support/servers/openai-chat.ts'
import { openaiResponses } from '../support/servers/openai-responses.ts'
import { startServer } from '../support/servers/http-server.ts'
import type { WireFormat } from '../support/servers/wire-format.ts'

// What provider code reads of a response, whole, streamed and binary, is all there in that of our own transport.

const text = 'Grüße aus Zürich 🌍'
const answer: FakeReply = { type: 'answer', text }

interface Subject {
  readonly format: WireFormat
  readonly model: string
  readonly options: (url: string) => ModelResolverOptions
}

const at =
  (provider: string, path: string) =>
  (url: string): ModelResolverOptions => ({
    environment: {},
    overrides: { [provider]: { apiKey: 'key-1', baseUrl: `${url}${path}` } },
  })

const subjects: Readonly<Record<string, Subject>> = {
  'OpenAI, at another address': { format: openaiChat, model: 'openai:gpt-4o', options: at('openai', '/v1') },
  OpenAI: {
    format: openaiResponses,
    model: 'openai:gpt-4o',
    // At its own address only it speaks this format, so the requests are sent on from there.
    options: (url) => ({
      environment: { OPENAI_API_KEY: 'key-1' },
      fetch: (input, init) =>
        createModelFetch({ environment: {}, provider: 'openai', model: 'gpt-4o' })(
          String(input).replace('https://api.openai.com', url),
          init,
        ),
    }),
  },
  Anthropic: { format: anthropicMessages, model: 'anthropic:claude-sonnet-4-5', options: at('anthropic', '/v1') },
  Gemini: { format: gemini, model: 'google:gemini-2.5-flash', options: at('google', '/v1beta') },
  xAI: { format: openaiResponses, model: 'xai:grok-4', options: at('xai', '/v1') },
  'Bedrock, in binary events': {
    format: bedrockConverse,
    model: 'amazon-bedrock:anthropic.claude-sonnet-4-5-20250929-v1:0',
    options: at('amazon-bedrock', ''),
  },
}

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hello?' }] }]

async function whole(model: LanguageModelV4): Promise<string> {
  const { content } = await model.doGenerate({ prompt })
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

async function streamed(model: LanguageModelV4): Promise<string> {
  const { stream } = await model.doStream({ prompt })
  let read = ''
  for await (const part of stream) if (part.type === 'text-delta') read += part.delta
  return read
}

describe.each(Object.entries(subjects))('%s', (_name, { format, model: name, options }) => {
  it('answers whole and streamed', async () => {
    await using server = await startFakeProvider([format], answer)
    const model = await createModelResolver(options(server.url))(name)
    expect([await whole(model), await streamed(model)]).toEqual([text, text])
    expect(server.requests).toHaveLength(2)
  })

  it('tells of a refusal with its status and headers', async () => {
    await using server = await startFakeProvider([format], { type: 'error', status: 429, message: 'Slow down.' })
    const model = await createModelResolver(options(server.url))(name)
    for (const ask of [whole, streamed])
      await expect(ask(model)).rejects.toMatchObject({ code: 'MODEL_RATE_LIMITED', details: { status: 429 } })
  })
})

describe('Vertex AI', () => {
  it('asks for its token and for its answer', async () => {
    await using login = await startServer((request, response) => {
      expect([request.method, request.headers['metadata-flavor']]).toEqual(['GET', 'Google'])
      response.end(JSON.stringify({ access_token: 'token-1', expires_in: 3600 }))
    })
    await using server = await startFakeProvider([gemini], answer)
    const environment = {
      GCE_METADATA_HOST: new URL(login.url).host,
      GOOGLE_CLOUD_PROJECT: 'p',
      VERTEX_BASE_URL: `${server.url}/v1beta1/projects/p/locations/l/publishers/google`,
    }
    const model = await createModelResolver({ environment })('google-vertex:gemini-2.5-flash')
    expect(await whole(model)).toBe(text)
    expect(server.requests[0]?.headers['authorization']).toBe('Bearer token-1')
  })
})
