import { describe, expect, it } from 'vitest'
import { chatServer, chunk, question, sse, streamed, usage, whole } from '../../../test/support/chat-wire.ts'
import type { JsonObject } from '../../util/json/json.ts'

describe('an answer', () => {
  it('names itself, its time and its model, streamed and not', async () => {
    const metadata = { id: 'c1', modelId: 'm-1', timestamp: new Date(1_700_000_000_000) }
    const filters = { id: '', model: '', created: 0, choices: [], prompt_filter_results: [] }
    const server = await chatServer({
      provider: 'azure',
      replies: [whole({ content: 'Hi' }), sse(filters, chunk({ content: 'Hi' }), chunk({}, 'stop'))],
    })
    const { response, request } = await server.model.doGenerate(question)
    expect(response).toMatchObject({ ...metadata, headers: { 'content-type': 'application/json' }, body: { id: 'c1' } })
    expect(JSON.parse(String(request?.body))).toMatchObject({ model: 'm' })
    const { parts } = await streamed(server.model)
    expect(parts.filter(({ type }) => type === 'response-metadata')).toEqual([
      { type: 'response-metadata', ...metadata },
    ])
    expect([server.model.provider, server.model.modelId]).toEqual(['azure.chat', 'm'])
  })

  it('opens and closes each block once, and ends with its finish', async () => {
    const server = await chatServer({
      replies: [
        sse(
          chunk({ reasoning: 'h' }),
          chunk({ reasoning: 'm' }),
          chunk({ content: 'a' }),
          chunk({ content: 'b' }),
          chunk({ reasoning: 'x' }),
          chunk({}, 'stop'),
        ),
      ],
    })
    const { parts } = await streamed(server.model)
    expect(parts.map((part) => `${part.type}${'id' in part ? ` ${part.id}` : ''}`)).toEqual([
      'stream-start',
      'response-metadata c1',
      'reasoning-start reasoning-1',
      'reasoning-delta reasoning-1',
      'reasoning-delta reasoning-1',
      'reasoning-end reasoning-1',
      'text-start text-1',
      'text-delta text-1',
      'text-delta text-1',
      'text-end text-1',
      'reasoning-start reasoning-2',
      'reasoning-delta reasoning-2',
      'reasoning-end reasoning-2',
      'finish',
    ])
  })

  it('is given raw, too, to whoever asks for that', async () => {
    const first = chunk({ content: 'Hi' })
    const server = await chatServer({ replies: [sse(first, chunk({}, 'stop'))] })
    const { parts } = await streamed(server.model, { ...question, includeRawChunks: true })
    expect(parts.filter(({ type }) => type === 'raw')).toEqual(
      [first, chunk({}, 'stop')].map((rawValue) => ({ type: 'raw', rawValue })),
    )
  })

  it('tells its sources, its probabilities and the words of its voice', async () => {
    const citation = {
      type: 'url_citation',
      url_citation: { url: 'https://host.test/', title: 'Host', start_index: 0, end_index: 1 },
    }
    const token = { token: 'Hi', logprob: -0.1, top_logprobs: [] }
    const message = { content: null, audio: { transcript: 'Hi' }, annotations: [citation] }
    const body = JSON.stringify({
      choices: [{ message, finish_reason: 'stop', logprobs: { content: [token], refusal: null } }],
      usage,
    })
    const server = await chatServer({ provider: 'openai', replies: [{ body }] })
    const { content, providerMetadata } = await server.model.doGenerate(question)
    expect(content).toMatchObject([
      { type: 'text', text: 'Hi' },
      { type: 'source', sourceType: 'url', url: 'https://host.test/', title: 'Host' },
    ])
    expect(providerMetadata).toEqual({ openai: { logprobs: [token] } })
  })
})

describe('usage', () => {
  it.each<[string, JsonObject, object, object]>([
    [
      'with details',
      {
        ...usage,
        prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 2 },
        completion_tokens_details: { reasoning_tokens: 3 },
      },
      { total: 10, noCache: 4, cacheRead: 4, cacheWrite: 2 },
      { total: 5, text: 2, reasoning: 3 },
    ],
    [
      'without details',
      { ...usage },
      { total: 10, noCache: 10, cacheRead: undefined, cacheWrite: undefined },
      { total: 5, text: 5, reasoning: undefined },
    ],
    [
      'of DeepSeek',
      { ...usage, prompt_cache_hit_tokens: 6, prompt_cache_miss_tokens: 4 },
      { total: 10, noCache: 4, cacheRead: 6 },
      { total: 5 },
    ],
    [
      'that counts reasoning apart',
      { prompt_tokens: 10, completion_tokens: 5, total_tokens: 22, completion_tokens_details: { reasoning_tokens: 7 } },
      { total: 10 },
      { total: 12, text: 5, reasoning: 7 },
    ],
    [
      'with fields of another type',
      { prompt_tokens: '10', completion_tokens: null },
      { total: undefined },
      { total: undefined },
    ],
  ])('is told as it is: %s', async (_name, value, inputTokens, outputTokens) => {
    const server = await chatServer({
      replies: [
        whole({ content: 'Hi' }, 'stop', { usage: value }),
        sse(chunk({ content: 'Hi' }, 'stop', { usage: value })),
      ],
    })
    const found = [(await server.model.doGenerate(question)).usage, (await streamed(server.model)).finish?.usage]
    for (const each of found) expect(each).toMatchObject({ inputTokens, outputTokens, raw: value })
  })

  it('of OpenRouter has a price, which is asked for', async () => {
    const server = await chatServer({
      provider: 'openrouter',
      replies: [whole({ content: 'Hi' }, 'stop', { usage: { ...usage, cost: 0.0012 } })],
    })
    expect((await server.model.doGenerate(question)).providerMetadata).toEqual({ openrouter: { cost: 0.0012 } })
    expect(server.requests[0]?.body).toMatchObject({ usage: { include: true } })
  })

  it('is unknown where it was not told', async () => {
    const server = await chatServer({ replies: [whole({ content: 'Hi' }, 'stop', { usage: null })] })
    const { inputTokens, outputTokens } = (await server.model.doGenerate(question)).usage
    expect([inputTokens.total, outputTokens.total]).toEqual([undefined, undefined])
  })
})
