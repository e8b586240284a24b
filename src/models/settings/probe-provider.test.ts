import { describe, expect, it } from 'vitest'
import { bedrockConverse } from '../../../test/support/servers/bedrock-converse.ts'
import { startFakeProvider } from '../../../test/support/servers/fake-provider.ts'
import { gemini } from '../../../test/support/servers/gemini.ts'
import { probeProvider } from './probe-provider.ts'
import type { ProviderName } from '../providers.ts'

const logins: Readonly<Record<string, string>> = {
  ANTHROPIC_API_KEY: 'sk-ant-1',
  AWS_BEARER_TOKEN_BEDROCK: 'ABSK1',
  AZURE_OPENAI_API_KEY: 'azure-1',
  AZURE_OPENAI_ENDPOINT: 'https://acme.openai.azure.com',
  GOOGLE_API_KEY: 'AIza1',
  GOOGLE_CLOUD_PROJECT: 'acme',
  HF_TOKEN: 'hf_1',
  OPENAI_API_KEY: 'sk-1',
  OPENROUTER_API_KEY: 'sk-or-1',
  VERTEX_ACCESS_TOKEN: 'ya29.1',
}

function probe(name: ProviderName, fetch: typeof globalThis.fetch, timeoutMs = 1000): Promise<void> {
  return probeProvider(name, { environment: logins, fetch, timeoutMs })
}

describe('trying a login', () => {
  it.each<[ProviderName, string, string, string]>([
    ['openai', 'https://api.openai.com/v1/models', 'authorization', 'Bearer sk-1'],
    ['anthropic', 'https://api.anthropic.com/v1/models', 'x-api-key', 'sk-ant-1'],
    ['google', 'https://generativelanguage.googleapis.com/v1beta/models', 'x-goog-api-key', 'AIza1'],
    ['azure', 'https://acme.openai.azure.com/openai/v1/models', 'api-key', 'azure-1'],
    ['openrouter', 'https://openrouter.ai/api/v1/key', 'authorization', 'Bearer sk-or-1'],
    ['huggingface', 'https://huggingface.co/api/whoami-v2', 'authorization', 'Bearer hf_1'],
  ])('of %s asks for something that costs nothing', async (name, address, header, value) => {
    const sent: { url: string; method: string; header: string | null }[] = []
    await probe(name, async (input, init) => {
      sent.push({ url: String(input), method: init?.method ?? 'GET', header: new Headers(init?.headers).get(header) })
      return Response.json({})
    })
    expect(sent).toEqual([{ url: address, method: 'GET', header: value }])
  })

  it.each<ProviderName>(['amazon-bedrock', 'google-vertex'])('of %s asks for one token', async (name) => {
    await using server = await startFakeProvider([bedrockConverse, gemini], { type: 'answer', text: 'Hi' })
    await probe(name, (input, init) => fetch(server.url + new URL(String(input)).pathname, init))
    expect(JSON.stringify(server.requests.map(({ body }) => body))).toMatch(/"max(Output)?Tokens":1[,}]/)
  })

  it.each([
    [401, 'MODEL_AUTHENTICATION'],
    [403, 'MODEL_AUTHENTICATION'],
    [429, 'MODEL_RATE_LIMITED'],
    [404, 'MODEL_UNAVAILABLE'],
    [503, 'MODEL_UNAVAILABLE'],
  ])('that is answered with status %i is %s', async (status, code) => {
    const answered = probe('openai', async () => new Response('sk-1', { status }))
    await expect(answered).rejects.toMatchObject({ code, message: expect.not.stringContaining('sk-1') as string })
  })

  it('of Google takes status 400 for a refused key', async () => {
    await expect(probe('google', async () => new Response('', { status: 400 }))).rejects.toMatchObject({
      code: 'MODEL_AUTHENTICATION',
    })
  })

  it('ends when nobody answers, and says so', async () => {
    const never: typeof globalThis.fetch = (_input, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    await expect(probe('openai', never, 5)).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: 'Provider "openai" did not answer within 0.005 s.',
    })
    await expect(probe('openai', () => Promise.reject(new TypeError('fetch failed')))).rejects.toMatchObject({
      message: 'Provider "openai" could not be reached.',
    })
  })
})
