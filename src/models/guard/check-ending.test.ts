import { describe, expect, it } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import type { ScriptedAnswer } from '../../testing/scripted-reply.ts'
import type { LanguageModelV4, LanguageModelV4StreamPart } from '../model.ts'
import { guardModel } from './guard-model.ts'

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }]
const call = { toolName: 'look', input: {} }

function guarded(answer: ScriptedAnswer): LanguageModelV4 {
  return guardModel(scriptedModel([answer, answer]), { provider: 'acme', model: 'm', secrets: [] })
}

async function readAll(stream: ReadableStream<LanguageModelV4StreamPart>): Promise<LanguageModelV4StreamPart[]> {
  const parts: LanguageModelV4StreamPart[] = []
  for await (const part of stream) {
    if (part.type === 'error') throw part.error
    parts.push(part)
  }
  return parts
}

const modes = {
  generate: async (model: LanguageModelV4) => (await model.doGenerate({ prompt })).finishReason,
  stream: async (model: LanguageModelV4) => {
    const last = (await readAll((await model.doStream({ prompt })).stream)).at(-1)
    return last?.type === 'finish' ? last.finishReason : undefined
  },
}

describe.each(Object.entries(modes))('the end of an answer (%s)', (_mode, ask) => {
  it.each<readonly [what: string, answer: ScriptedAnswer, code: string, retryable: boolean]>([
    [
      'a refusal',
      { text: 'I', finishReason: 'content-filter', rawFinishReason: 'refusal' },
      'MODEL_CONTENT_FILTERED',
      false,
    ],
    ['a filter before the first word', { text: '', finishReason: 'content-filter' }, 'MODEL_CONTENT_FILTERED', false],
    [
      'a window that is exceeded',
      { text: 'Half', finishReason: 'length', rawFinishReason: 'model_context_window_exceeded' },
      'MODEL_WINDOW_EXCEEDED',
      false,
    ],
    ['a limit that reasoning used up', { reasoning: 'hm', finishReason: 'length' }, 'MODEL_OUTPUT_LIMIT', false],
    ['a stop without a word', { text: ' \n', rawFinishReason: 'stop' }, 'MODEL_RESPONSE_INVALID', true],
    ['reasoning and nothing else', { reasoning: 'hm', rawFinishReason: 'stop' }, 'MODEL_RESPONSE_INVALID', true],
    [
      'calls without a call',
      { text: 'I look', finishReason: 'tool-calls', rawFinishReason: 'x' },
      'MODEL_RESPONSE_INVALID',
      true,
    ],
    ['an error', { text: 'Half', finishReason: 'error' }, 'MODEL_RESPONSE_INVALID', true],
  ])('is %s, which is no answer', async (_what, answer, code, retryable) => {
    expect(await rejection(ask(guarded(answer)))).toMatchObject({ code, retryable })
  })

  it.each<readonly [what: string, answer: ScriptedAnswer, unified: string]>([
    ['a cut after some words', { text: 'Half', finishReason: 'length' }, 'length'],
    ['a filter after some words', { text: 'Half', finishReason: 'content-filter' }, 'content-filter'],
    ['a call that was cut', { toolCalls: [{ toolName: 'look', input: '{"a' }], finishReason: 'length' }, 'length'],
    ['a pause', { text: '', finishReason: 'other', rawFinishReason: 'pause_turn' }, 'other'],
    ['calls', { toolCalls: [call] }, 'tool-calls'],
  ])('is %s, which passes', async (_what, answer, unified) => {
    expect(await ask(guarded(answer))).toMatchObject({ unified })
  })
})

describe('a guarded stream', () => {
  const finish: LanguageModelV4StreamPart = {
    type: 'finish',
    finishReason: { unified: 'stop', raw: 'stop' },
    usage: {
      inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total: 1, text: 1, reasoning: 0 },
    },
  }
  const word: readonly LanguageModelV4StreamPart[] = [
    { type: 'text-start', id: '1' },
    { type: 'text-delta', id: '1', delta: 'Hi' },
  ]
  const streaming = (stream: ReadableStream<LanguageModelV4StreamPart>): LanguageModelV4 =>
    guardModel(
      {
        specificationVersion: 'v4',
        provider: 'acme',
        modelId: 'm',
        supportedUrls: {},
        doGenerate: () => Promise.reject(new Error('not asked')),
        doStream: async () => ({ stream }),
      },
      { provider: 'acme', model: 'm', secrets: [] },
    )

  it('has ended with its finish, whatever fails after it', async () => {
    const model = streaming(
      ReadableStream.from([...word, finish, { type: 'error' as const, error: new Error('late') }]),
    )
    expect((await readAll((await model.doStream({ prompt })).stream)).map(({ type }) => type)).toEqual([
      'text-start',
      'text-delta',
      'finish',
    ])
  })

  it('waits for nothing after its finish, and leaves the source', async () => {
    let left = false
    const parts = [...word, finish]
    const source = new ReadableStream<LanguageModelV4StreamPart>({
      pull(controller) {
        const part = parts.shift()
        if (part !== undefined) controller.enqueue(part)
      },
      cancel() {
        left = true
      },
    })
    expect(await readAll((await streaming(source).doStream({ prompt })).stream)).toHaveLength(3)
    expect(left).toBe(true)
  })
})

describe('the calls of an answer', () => {
  it('have ids of their own, whatever the model gave them', async () => {
    const calls = ['a', 'a', '', ''].map((toolCallId) => ({ ...call, toolCallId }))
    const ids = (parts: readonly object[]): readonly unknown[] =>
      parts.flatMap((part) => ('toolCallId' in part ? [part.toolCallId] : []))
    const model = guarded({ toolCalls: calls })
    expect(ids((await model.doGenerate({ prompt })).content)).toEqual(['a', 'a_2', 'call_1', 'call_2'])
    expect(ids(await readAll((await model.doStream({ prompt })).stream))).toEqual(['a', 'a_2', 'call_1', 'call_2'])
  })
})

it.each(['anthropic.message_start', 'openai.compaction'] as const)(
  'a stream that holds nothing but the notice %s is no answer',
  async (kind) => {
    const inner = scriptedModel([{ text: '', rawFinishReason: 'stop' }])
    const noticing: LanguageModelV4 = {
      ...inner,
      doStream: async (options) => {
        const { stream } = await inner.doStream(options)
        const notice = new TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart>({
          transform(part, controller) {
            if (part.type === 'finish') controller.enqueue({ type: 'custom', kind })
            controller.enqueue(part)
          },
        })
        return { stream: stream.pipeThrough(notice) }
      },
    }
    const model = guardModel(noticing, { provider: 'acme', model: 'm', secrets: [] })
    expect(await rejection(modes.stream(model))).toMatchObject({ code: 'MODEL_RESPONSE_INVALID' })
  },
)
