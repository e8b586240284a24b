import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { rejection } from '../../../../test/support/rejection.ts'
import {
  startFakeEmbeddings,
  type FakeEmbeddingScript,
} from '../../../../test/support/servers/embeddings/fake-embeddings.ts'
import { base64Of, openaiEmbeddings } from '../../../../test/support/servers/embeddings/formats.ts'
import { configureEmbedder } from '../configure-embedder.ts'

const key = 'key-that-nobody-may-see'
const values = ['the-secret-text', 'another']

async function ask(script: FakeEmbeddingScript, texts: string[] = values, name = 'openai:text-embedding-3-small') {
  await using server = await startFakeEmbeddings([openaiEmbeddings], script)
  const model = configureEmbedder(name, { apiKey: key, baseUrl: `${server.url}/v1`, environment: {} })
  const result = await model.doEmbed({ values: texts })
  return { result, requests: server.requests }
}

const answer = (data: unknown, rest: object = {}): FakeEmbeddingScript => ({
  type: 'raw',
  body: { object: 'list', data, ...rest },
})
const item = (index: unknown, embedding: unknown): object => ({ object: 'embedding', index, embedding })

describe("an answer of OpenAI's Embeddings API", () => {
  it('may come in another order than the texts', async () => {
    const { result } = await ask(answer([item(1, [3, 4]), item(0, [1, 2])]))
    expect(result.embeddings).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  it('may be in base64, asked for or not', async () => {
    const { result } = await ask(answer([item(0, base64Of([1, -2])), item(1, base64Of([0.5, 4]))]))
    expect(result.embeddings).toEqual([
      [1, -2],
      [0.5, 4],
    ])
  })

  it('need not say whose the only vector is', async () => {
    const { result } = await ask(answer([{ embedding: [1] }]), ['alone'])
    expect(result.embeddings).toEqual([[1]])
  })

  it.each([
    ['a vector is missing', [item(0, [1])], 'gave 1 vectors for 2 texts'],
    ['there is one too many', [item(0, [1]), item(1, [1]), item(2, [1])], 'gave 3 vectors for 2 texts'],
    ['two have one index', [item(0, [1]), item(0, [1])], 'gave two vectors for text 1'],
    ['an index is negative', [item(0, [1]), item(-1, [1])], 'without saying which of the 2 texts'],
    ['an index is out of range', [item(0, [1]), item(2, [1])], 'without saying which of the 2 texts'],
    ['an index is a fraction', [item(0, [1]), item(0.5, [1])], 'without saying which of the 2 texts'],
    ['an index is a text', [item(0, [1]), item('1', [1])], 'without saying which of the 2 texts'],
    ['an index is missing', [item(0, [1]), { embedding: [1] }], 'without saying which of the 2 texts'],
    ['an item is nothing', [item(0, [1]), null], 'without saying which of the 2 texts'],
    ['a vector is nothing', [item(0, [1]), item(1, null)], 'gave a vector that is no list of numbers'],
    ['a vector holds a text', [item(0, [1]), item(1, ['1'])], 'gave a vector that is no list of numbers'],
    ['base64 is none', [item(0, [1]), item(1, '*not base64*')], 'no base64 of 32-bit numbers'],
    ['base64 ends in a number', [item(0, [1]), item(1, 'AAAAAAA=')], 'no base64 of 32-bit numbers'],
    ['there is no list', undefined, 'gave an answer without vectors'],
  ])('is refused where %s', async (_what, data, words) => {
    expect(await rejection(ask(answer(data)))).toMatchObject({
      code: 'MODEL_RESPONSE_INVALID',
      message: expect.stringContaining(words) as string,
    })
  })

  it('tells its tokens, or does not', async () => {
    const data = [item(0, [1]), item(1, [1])]
    expect((await ask(answer(data, { usage: { prompt_tokens: 5, total_tokens: 5 } }))).result.usage).toEqual({
      tokens: 5,
    })
    expect((await ask(answer(data))).result.usage).toBeUndefined()
    expect((await ask(answer(data, { usage: { prompt_tokens: 0 } }))).result.usage).toBeUndefined()
  })
})

describe("a request of OpenAI's Embeddings API", () => {
  it('has the key in its header, the texts in their order, and asks for plain numbers', async () => {
    const { requests } = await ask({ type: 'answer' })
    expect(requests[0]).toMatchObject({
      method: 'POST',
      path: '/v1/embeddings',
      headers: { authorization: `Bearer ${key}` },
      body: { model: 'text-embedding-3-small', input: values, encoding_format: 'float' },
    })
    expect(requests[0]?.body).not.toHaveProperty('dimensions')
  })

  it('names the dimensions as the provider does', async () => {
    await using server = await startFakeEmbeddings([openaiEmbeddings])
    const settings = { apiKey: key, baseUrl: `${server.url}/v1`, environment: {} }
    await configureEmbedder('mistral:codestral-embed', settings).doEmbed({ values, dimensions: 5 })
    await configureEmbedder('vllm:any', settings).doEmbed({ values, dimensions: 5 })
    expect(server.requests.map(({ body }) => [body['output_dimension'], body['dimensions']])).toEqual([
      [5, undefined],
      [undefined, 5],
    ])
  })

  it("goes through both of Azure's doors", async () => {
    await using server = await startFakeEmbeddings([openaiEmbeddings])
    const settings = { apiKey: key, baseUrl: server.url }
    for (const environment of [{}, { AZURE_OPENAI_API_VERSION: '2024-10-21' }]) {
      await configureEmbedder('azure:my-embeddings', { ...settings, environment }).doEmbed({ values })
    }
    expect(
      server.requests.map(({ path, query, headers }) => [path, query.get('api-version'), headers['api-key']]),
    ).toEqual([
      ['/openai/v1/embeddings', null, key],
      ['/openai/deployments/my-embeddings/embeddings', '2024-10-21', key],
    ])
    expect(server.requests[0]?.headers['authorization']).toBeUndefined()
  })
})

describe("a failure of OpenAI's Embeddings API", () => {
  const failures: readonly (readonly [string, FakeEmbeddingScript, object])[] = [
    [
      'repeats the key',
      { type: 'error', status: 401, message: `Incorrect API key provided: ${key}` },
      { code: 'MODEL_AUTHENTICATION', message: expect.stringContaining('provided: [redacted]') as string },
    ],
    [
      'says when to come again',
      { type: 'raw', status: 429, headers: { 'retry-after': '7' }, body: { error: { message: 'Slow down' } } },
      { code: 'MODEL_RATE_LIMITED', details: { retryAfterMs: 7000 } },
    ],
    [
      'is inside a success',
      { type: 'raw', body: { error: { message: 'Upstream is busy', code: 503 } } },
      { code: 'MODEL_UNAVAILABLE', message: expect.stringContaining('Upstream is busy') as string },
    ],
    [
      'is a text inside a success',
      { type: 'raw', body: { error: 'model is loading' } },
      { code: 'MODEL_UNAVAILABLE', message: expect.stringContaining('model is loading') as string },
    ],
    ['is a page', { type: 'raw', status: 502, body: '<html>the-whole-page</html>' }, { code: 'MODEL_UNAVAILABLE' }],
  ]

  it.each(failures)('that %s is a typed error without secrets', async (_what, script, expected) => {
    const error = await rejection(ask(script))
    expect(error).toMatchObject(expected)
    expect(inspect(error, { depth: 10 })).not.toMatch(/the-secret-text|key-that-nobody|the-whole-page/)
  })

  it('below HTTP is one too', async () => {
    const model = configureEmbedder('vllm:any', { baseUrl: 'http://127.0.0.1:1/v1', environment: {} })
    expect(await rejection(model.doEmbed({ values }))).toMatchObject({ code: 'MODEL_UNAVAILABLE', retryable: true })
  })
})
