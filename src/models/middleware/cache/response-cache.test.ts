import { describe, expect, it } from 'vitest'
import { ModelError } from '../../../errors/model-error.ts'
import { fakeClock } from '../../../testing/fake-clock.ts'
import { scriptedModel } from '../../../testing/scripted-model.ts'
import type { ScriptedReply } from '../../../testing/scripted-reply.ts'
import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '../../model.ts'
import { createModelCall, modelCall } from '../../model-call.ts'
import type { CachePolicy } from '../../resilience-policy.ts'
import { requestKey } from './request-key.ts'
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
    const key = requestKey(model, 'generate', request)
    expect(
      requestKey(model, 'generate', {
        providerOptions: { p: { a: 2, b: 1 } },
        temperature: 0,
        prompt: [],
        abortSignal: new AbortController().signal,
        headers: { trace: '1' },
      }),
    ).toBe(key)
    expect(requestKey(model, 'stream', request)).not.toBe(key)
    expect(requestKey(model, 'generate', { ...request, temperature: 1 })).not.toBe(key)
    expect(requestKey(scriptedModel([], { modelId: 'other' }), 'generate', request)).not.toBe(key)
    const file = (bytes: number[]): LanguageModelV4CallOptions => ({
      prompt: [
        {
          role: 'user',
          content: [{ type: 'file', mediaType: 'image/png', data: { type: 'data', data: new Uint8Array(bytes) } }],
        },
      ],
    })
    expect(requestKey(model, 'generate', file([1, 2]))).not.toBe(requestKey(model, 'generate', file([1, 3])))
  })
})
