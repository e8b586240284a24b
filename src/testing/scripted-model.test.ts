import { describe, expect, it } from 'vitest'
import { suiteRunner } from '../../test/support/suite-runner.ts'
import type { LanguageModelV4CallOptions } from '../models/model.ts'
import { describeModel } from './describe-model.ts'
import { ModelError } from '../errors/model-error.ts'
import type { ErrorCode } from '../errors/error-codes.ts'
import type { ModelScenario, ScenarioAnswer } from './model-scenario.ts'
import { scriptedModel } from './scripted-model.ts'
import { never, type ScriptedReply } from './scripted-reply.ts'

const question: LanguageModelV4CallOptions = { prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hello?' }] }] }

describeModel('scripted', {
  ...suiteRunner,
  // It plays what a test has written, refuses no file, and has no wire on which more could happen.
  only: [
    ...([
      'answers',
      'limits',
      'usage',
      'tools',
      'parallel-tools',
      'structured-output',
      'loose-schemas',
      'tool-schemas',
    ] as const),
    ...(['filtered-prompts', 'refusals', 'exceeded-windows', 'accidents', 'abort', 'hanging'] as const),
    ...(['errors', 'quotas', 'long-prompts', 'errors-in-answers', 'stream-errors', 'cut-streams'] as const),
  ],
  // Each test asks up to twice.
  create: (scenario) => ({ model: scriptedModel([replyFor(scenario), replyFor(scenario)]) }),
})

type ModelErrorCode = Extract<ErrorCode, `MODEL_${string}`>

const codes: Readonly<Record<number, ModelErrorCode>> = {
  401: 'MODEL_AUTHENTICATION',
  402: 'MODEL_QUOTA_EXCEEDED',
  403: 'MODEL_AUTHENTICATION',
  404: 'MODEL_NOT_FOUND',
  408: 'MODEL_UNAVAILABLE',
  413: 'MODEL_WINDOW_EXCEEDED',
  429: 'MODEL_RATE_LIMITED',
  500: 'MODEL_UNAVAILABLE',
  502: 'MODEL_UNAVAILABLE',
  503: 'MODEL_UNAVAILABLE',
  529: 'MODEL_UNAVAILABLE',
}

const causes: Readonly<Record<string, ModelErrorCode>> = {
  'rate-limit': 'MODEL_RATE_LIMITED',
  authentication: 'MODEL_AUTHENTICATION',
  quota: 'MODEL_QUOTA_EXCEEDED',
  window: 'MODEL_WINDOW_EXCEEDED',
  content: 'MODEL_CONTENT_FILTERED',
}

const endings: Readonly<Record<string, ModelErrorCode>> = {
  'filtered-prompt': 'MODEL_CONTENT_FILTERED',
  refusal: 'MODEL_CONTENT_FILTERED',
  'window-exceeded': 'MODEL_WINDOW_EXCEEDED',
  accident: 'MODEL_RESPONSE_INVALID',
}

function replyFor(scenario: ModelScenario): ScriptedReply {
  switch (scenario.type) {
    case 'answer':
      return answerFor(scenario)
    case 'error':
      return { error: new ModelError(codes[scenario.status] ?? 'MODEL_REQUEST_INVALID', scenario.message) }
    case 'failure':
      return { error: new ModelError(causes[scenario.cause] ?? 'MODEL_UNAVAILABLE', scenario.message) }
    case 'hang':
      return never()
    case 'hang-in-stream':
      return { chunks: silentAfter(scenario.text) }
    case 'conversation':
      throw new Error('The tests of conversations are left out.')
    default:
      return { text: scenario.text, error: new ModelError('MODEL_STREAM_CUT', 'Cut.') }
  }
}

function answerFor({ text, toolCalls, finishReason, usage }: ScenarioAnswer): ScriptedReply {
  const code = endings[finishReason ?? '']
  if (code !== undefined) return { error: new ModelError(code, 'The scenario says so.') }
  return {
    ...(text === undefined ? {} : { text }),
    ...(toolCalls === undefined ? {} : { toolCalls }),
    ...(usage === undefined || usage === 'unreported' ? {} : { usage }),
    ...(finishReason === 'length' ? { finishReason } : {}),
  }
}

async function* silentAfter(text: string): AsyncGenerator<string> {
  yield text
  await new Promise(() => {})
}

async function partsOf(model: ReturnType<typeof scriptedModel>, options = question) {
  const { stream } = await model.doStream(options)
  return Array.fromAsync(stream)
}

describe('a scripted model', () => {
  it('gives its replies in order: texts, objects, tool calls, functions of the request', async () => {
    const model = scriptedModel([
      'One',
      { object: { answer: 2 } },
      {
        reasoning: 'Hm.',
        toolCalls: [
          { toolName: 'add', input: { a: 1 } },
          { toolName: 'add', input: '{broken', toolCallId: 'mine' },
        ],
      },
      ({ prompt }, number) => `${prompt[0]?.role} ${number}`,
    ])
    const results = []
    for (let call = 0; call < 4; call++) results.push((await model.doGenerate(question)).content)
    expect(results).toEqual([
      [{ type: 'text', text: 'One' }],
      [{ type: 'text', text: '{"answer":2}' }],
      [
        { type: 'reasoning', text: 'Hm.' },
        { type: 'tool-call', toolCallId: 'call-3-1', toolName: 'add', input: '{"a":1}' },
        { type: 'tool-call', toolCallId: 'mine', toolName: 'add', input: '{broken' },
      ],
      [{ type: 'text', text: 'user 4' }],
    ])
    model.assertComplete()
  })

  it('records what it was asked, and whether a stream was wanted', async () => {
    const model = scriptedModel(['One', 'Two'])
    await model.doGenerate(question)
    await partsOf(model, { ...question, temperature: 0 })
    expect(model.calls).toEqual([
      { options: question, streaming: false },
      { options: { ...question, temperature: 0 }, streaming: true },
    ])
    expect(model.calls[0]?.options).toBe(question)
  })

  it('fails the check when replies are left', async () => {
    const model = scriptedModel(['One', 'Two', 'Three'])
    await model.doGenerate(question)
    expect(() => model.assertComplete()).toThrow(
      'Scripted model "scripted" has 2 of 3 replies left; it was called once.',
    )
  })

  it('fails the call and the check when it is called too often', async () => {
    const model = scriptedModel(['One'], { modelId: 'mine' })
    await model.doGenerate(question)
    const message = 'Scripted model "mine" was called 2 times but has only 1 reply.'
    await expect(model.doGenerate(question)).rejects.toThrow(message)
    expect(() => model.assertComplete()).toThrow(message)
  })

  it('throws scripted errors as they are; in a stream after the text', async () => {
    const error = new Error('Scripted')
    const model = scriptedModel([{ error }, { text: 'Half', error }])
    await expect(model.doGenerate(question)).rejects.toBe(error)
    const parts = await partsOf(model)
    expect(parts.slice(-2)).toEqual([
      { type: 'text-delta', id: 'text', delta: 'Half' },
      { type: 'error', error },
    ])
  })

  it('can end a stream without a finish', async () => {
    const parts = await partsOf(scriptedModel([{ text: 'Half', cut: true }]))
    expect(parts.map(({ type }) => type)).toEqual(['stream-start', 'response-metadata', 'text-start', 'text-delta'])
  })

  it('cuts its text as the test wants', async () => {
    const deltas = async (model: ReturnType<typeof scriptedModel>) =>
      (await partsOf(model)).flatMap((part) => (part.type === 'text-delta' ? [part.delta] : []))
    expect(await deltas(scriptedModel(['One two']))).toEqual(['One ', 'two'])
    expect(await deltas(scriptedModel(['One'], { chunk: (text) => text.split('') }))).toEqual(['O', 'n', 'e'])
    expect(await deltas(scriptedModel([{ chunks: ['On', 'e'] }]))).toEqual(['On', 'e'])
  })

  it('sends a piece when the test sends it', async () => {
    const gate = Promise.withResolvers<void>()
    async function* pieces(): AsyncGenerator<string> {
      yield 'first'
      await gate.promise
      yield 'second'
    }
    const { stream } = await scriptedModel([{ chunks: pieces() }]).doStream(question)
    const reader = stream.getReader()
    const read = async (): Promise<string> => {
      const { value } = await reader.read()
      return value?.type === 'text-delta' ? value.delta : read()
    }
    expect(await read()).toBe('first')
    const second = read()
    gate.resolve()
    expect(await second).toBe('second')
  })

  it('reports scripted usage, warnings and finish reasons', async () => {
    const reply = {
      text: 'x',
      usage: { inputTokens: 5, outputTokens: 3, cachedInputTokens: 2 },
      warnings: ['Careful.'],
      finishReason: 'length' as const,
    }
    const result = await scriptedModel([reply]).doGenerate(question)
    expect(result).toMatchObject({
      finishReason: { unified: 'length' },
      usage: { inputTokens: { total: 5, noCache: 3, cacheRead: 2 }, outputTokens: { total: 3 } },
      warnings: [{ type: 'other', message: 'Careful.' }],
    })
  })

  it('leaves no listener on a signal behind', async () => {
    const { signal } = new AbortController()
    let listeners = 0
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = (...event: Parameters<typeof add>) => ((listeners += 1), add(...event))
    signal.removeEventListener = (...event: Parameters<typeof remove>) => ((listeners -= 1), remove(...event))
    const model = scriptedModel(['One two', 'One two', 'One two'])
    await model.doGenerate({ ...question, abortSignal: signal })
    await partsOf(model, { ...question, abortSignal: signal })
    const { stream } = await model.doStream({ ...question, abortSignal: signal })
    await stream.cancel()
    expect(listeners).toBe(0)
  })
})

describe('a conformance suite', () => {
  it('asks for a test runner where there is no global one', () => {
    expect(() => describeModel('x', { create: () => ({ model: scriptedModel([]) }) })).toThrow(
      'Pass those of your test runner',
    )
  })

  it('fails an implementation that misbehaves, and closes what was made for it', async () => {
    const tests = new Map<string, () => Promise<void>>()
    let closed = 0
    describeModel('broken', {
      describe: (_name, define) => define(),
      it: (name, test) => void tests.set(name, test),
      create: () => ({ model: scriptedModel(['nonsense', 'nonsense']), close: async () => void (closed += 1) }),
    })
    const outcomes = await Promise.allSettled([...tests.values()].map((test) => test()))
    const passed = [...tests.keys()].filter((_, index) => outcomes[index]?.status === 'fulfilled')
    // What it says is nonsense, but it streams in order and can be aborted.
    expect(passed).toEqual([
      'says who it is',
      'opens and closes each block of text once, under one id',
      'does nothing when the signal has aborted already',
      'stops waiting for an answer when aborted',
      'stops waiting for a stream to begin when aborted',
      'stops waiting for the rest of an answer when aborted',
      'ends a stream that nobody has read yet when aborted',
      'ends a stream that has begun when aborted',
    ])
    expect(closed).toBe(tests.size)
  }, 1000)
})
