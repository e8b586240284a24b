import { describe, expect, it } from 'vitest'
import { rejection } from '../../../../test/support/rejection.ts'
import { ModelError } from '../../../errors/model-error.ts'
import { fakeClock } from '../../../testing/fake-clock.ts'
import { scriptedModel } from '../../../testing/scripted-model.ts'
import type { ScriptedAnswer, ScriptedReply } from '../../../testing/scripted-reply.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '../../model.ts'
import { createModelCall, modelCall } from '../../model-call.ts'
import type { CachePolicy } from '../../resilience-policy.ts'
import { requestKey, type KeySubject } from './request-key.ts'
import { ResponseCache, withCache } from './response-cache.ts'

function setUp(replies: readonly ScriptedReply[], policy: CachePolicy = {}) {
  const clock = fakeClock()
  const inner = scriptedModel(replies)
  const ask = (text: string): LanguageModelV4CallOptions =>
    ({
      prompt: [{ role: 'user', content: [{ type: 'text', text }] }],
      [modelCall]: createModelCall({ clock }),
    }) as LanguageModelV4CallOptions
  return { clock, inner, ask, model: withCache(inner, new ResponseCache(policy)) }
}

async function read(stream: ReadableStream<LanguageModelV4StreamPart>): Promise<readonly LanguageModelV4StreamPart[]> {
  const parts: LanguageModelV4StreamPart[] = []
  for await (const part of stream) parts.push(part)
  return parts
}

describe('the response cache', () => {
  it('answers an equal request without asking, and at no cost', async () => {
    const { model, ask, inner } = setUp([{ text: 'one', usage: { inputTokens: 5, outputTokens: 5 } }, 'two'])
    expect((await model.doGenerate(ask('a'))).usage.inputTokens.total).toBe(5)
    const again = await model.doGenerate(ask('a'))
    expect(again.content).toEqual([{ type: 'text', text: 'one' }])
    expect(again.usage.inputTokens.total).toBe(0)
    expect((await model.doGenerate(ask('b'))).content).toEqual([{ type: 'text', text: 'two' }])
    expect(inner.calls).toHaveLength(2)
  })

  it('gives streams again as streams, tool calls included', async () => {
    const { model, ask, inner } = setUp([
      { text: 'I look it up.', toolCalls: [{ toolName: 'find', input: { id: 1 } }] },
    ])
    const first = await read((await model.doStream(ask('a'))).stream)
    const again = await read((await model.doStream(ask('a'))).stream)
    expect(again.slice(0, -1)).toEqual(first.slice(0, -1))
    expect(again.at(-1)).toMatchObject({ type: 'finish', providerMetadata: { aixgo: { cached: true } } })
    inner.assertComplete()
  })

  it('keeps no errors, no cut streams, and no streams that nobody read to the end', async () => {
    const down = new ModelError('MODEL_UNAVAILABLE', 'Down.')
    const { model, ask } = setUp([{ error: down }, { text: 'Hel', error: down }, 'left early', 'whole'])
    await expect(model.doGenerate(ask('a'))).rejects.toThrow('Down.')
    await read((await model.doStream(ask('a'))).stream)
    await (await model.doStream(ask('a'))).stream.cancel()
    const parts = await read((await model.doStream(ask('a'))).stream)
    expect(parts.find(({ type }) => type === 'text-delta')).toMatchObject({ delta: 'whole' })
  })

  it('forgets after its time, and the longest unused first when it is full', async () => {
    const { model, ask, clock, inner } = setUp(['1', '2', '3', '4', '5'], { ttlMs: 1000, maxEntries: 2 })
    for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) await model.doGenerate(ask(text))
    expect(inner.calls).toHaveLength(4)
    await clock.advance(1000)
    await model.doGenerate(ask('b'))
    expect(inner.calls).toHaveLength(5)
  })

  it('has a key that depends on everything that changes the answer and on nothing else', () => {
    const model = scriptedModel([])
    const request: LanguageModelV4CallOptions = { prompt: [], temperature: 0, providerOptions: { p: { b: 1, a: 2 } } }
    const keyOf = (options: LanguageModelV4CallOptions, subject: Partial<KeySubject> = {}): string =>
      requestKey({ model, mode: 'generate', ...subject }, options)
    const key = keyOf(request)
    const sameAgain: LanguageModelV4CallOptions = {
      providerOptions: { p: { a: 2, b: 1 } },
      temperature: 0,
      prompt: [],
      abortSignal: new AbortController().signal,
      headers: { traceparent: '00-1', Authorization: 'Bearer secret', 'x-request-id': '1', 'x-goog-api-key': 'secret' },
    }
    expect(keyOf(sameAgain)).toBe(key)
    const file = (bytes: number[]): LanguageModelV4CallOptions => ({
      prompt: [
        {
          role: 'user',
          content: [{ type: 'file', mediaType: 'image/png', data: { type: 'data', data: new Uint8Array(bytes) } }],
        },
      ],
    })
    const others = [
      keyOf(request, { mode: 'stream' }),
      keyOf(request, { model: scriptedModel([], { modelId: 'other' }) }),
      keyOf(request, { endpoint: 'openai-compatible at http://127.0.0.1:1' }),
      keyOf(request, { endpoint: 'openai-compatible at http://127.0.0.1:2' }),
      keyOf({ ...request, temperature: 1 }),
      keyOf({ ...request, seed: 7 }),
      keyOf({ ...request, toolChoice: { type: 'required' } }),
      keyOf({ ...request, providerOptions: { p: { b: 1, a: 3 } } }),
      keyOf({ ...request, headers: { 'anthropic-beta': 'context-1m' } }),
      keyOf(file([1, 2])),
      keyOf(file([1, 3])),
    ]
    expect(new Set([key, ...others]).size).toBe(others.length + 1)
    expect(keyOf({ ...request, headers: { 'Anthropic-Beta': 'context-1m' } })).toBe(others[8])
  })
})

describe.each(['generate', 'stream'] as const)('an answer that is no whole one (%s)', (way) => {
  const ask = async (model: LanguageModelV4, options: LanguageModelV4CallOptions): Promise<string> => {
    if (way === 'generate') return JSON.stringify((await model.doGenerate(options)).content)
    const parts = await read((await model.doStream(options)).stream)
    return parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('')
  }

  it.each<ScriptedAnswer>([
    { finishReason: 'length' },
    { finishReason: 'content-filter' },
    { finishReason: 'other', rawFinishReason: 'odd' },
    { finishReason: 'stop', rawFinishReason: 'unknown' },
    { finishReason: 'tool-calls', rawFinishReason: 'pause_turn' },
  ])('is never kept: %j', async (reason) => {
    const { model, ask: about } = setUp([{ text: 'cut', ...reason }, 'whole', 'never asked'])
    expect(await ask(model, about('a'))).toContain('cut')
    expect(await ask(model, about('a'))).toContain('whole')
    expect(await ask(model, about('a'))).toContain('whole')
  })
})

describe('what is kept', () => {
  const usage = {
    inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: 1, text: 1, reasoning: 0 },
  }
  const finishReason = { unified: 'stop', raw: 'stop' } as const
  const parts = (...end: LanguageModelV4StreamPart[]): readonly LanguageModelV4StreamPart[] => [
    { type: 'text-start', id: '1' },
    { type: 'text-delta', id: '1', delta: 'Hello', providerMetadata: { p: { list: ['1'] } } },
    { type: 'text-end', id: '1' },
    { type: 'finish', finishReason, usage },
    ...end,
  ]

  /** A model that streams these parts, one list for each call, and fails after them where it is told to. */
  function streaming(lists: readonly (readonly LanguageModelV4StreamPart[])[], failure?: Error) {
    let calls = 0
    const model: LanguageModelV4 = {
      ...scriptedModel([]),
      doStream: async () => {
        const list = [...(lists[calls] ?? [])]
        calls += 1
        return {
          stream: new ReadableStream<LanguageModelV4StreamPart>(
            {
              pull: (controller) => {
                const part = list.shift()
                if (part !== undefined) controller.enqueue(part)
                else if (failure === undefined) controller.close()
                else controller.error(failure)
              },
            },
            { highWaterMark: 0 },
          ),
        }
      },
    }
    return { model: withCache(model, new ResponseCache({})), calls: () => calls }
  }
  const options = { prompt: [] }

  it('is no stream that failed after its end', async () => {
    const late = streaming([parts({ type: 'error', error: new Error('late') }), parts()])
    await read((await late.model.doStream(options)).stream)
    expect((await read((await late.model.doStream(options)).stream)).at(-1)).toMatchObject({ type: 'finish' })
    expect(late.calls()).toBe(2)
    const broken = streaming([parts(), parts()], new Error('late'))
    for (let call = 0; call < 2; call += 1) await rejection(read((await broken.model.doStream(options)).stream))
    expect(broken.calls()).toBe(2)
  })

  it('does not change with what is done to an answer, the first one or a later one', async () => {
    const { model, calls } = streaming([parts()])
    const spoil = async (): Promise<void> => {
      for (const part of await read((await model.doStream(options)).stream)) {
        if (part.type !== 'text-delta') continue
        part.delta = 'spoilt'
        const list = part.providerMetadata?.['p']?.['list']
        if (Array.isArray(list)) list.push('spoilt')
      }
    }
    await spoil()
    await spoil()
    const [, text] = await read((await model.doStream(options)).stream)
    expect(text).toMatchObject({ delta: 'Hello', providerMetadata: { p: { list: ['1'] } } })
    expect(calls()).toBe(1)

    const { model: whole, ask } = setUp(['Hello'])
    for (let call = 0; call < 3; call += 1) {
      const { content } = await whole.doGenerate(ask('a'))
      expect(content).toEqual([{ type: 'text', text: 'Hello' }])
      content.length = 0
    }
  })

  it('is nothing that cannot be copied, and the answer is given all the same', async () => {
    const odd = parts({ type: 'raw', rawValue: 1 }).map((part) =>
      part.type === 'text-delta' ? { ...part, providerMetadata: { p: { odd: () => 1 } } as never } : part,
    )
    const { model, calls } = streaming([odd, odd])
    for (let call = 0; call < 2; call += 1)
      expect((await read((await model.doStream(options)).stream)).some(({ type }) => type === 'finish')).toBe(true)
    expect(calls()).toBe(2)
  })
})
