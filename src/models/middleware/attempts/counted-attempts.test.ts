import { beforeAll, describe, expect, it } from 'vitest'
import { rejection } from '../../../../test/support/rejection.ts'
import { ModelError } from '../../../errors/model-error.ts'
import { RunError } from '../../../errors/run-error.ts'
import { fakeClock } from '../../../testing/fake-clock.ts'
import { scriptedModel } from '../../../testing/scripted-model.ts'
import { never, type ScriptedReply } from '../../../testing/scripted-reply.ts'
import type { LanguageModelV4, LanguageModelV4StreamPart } from '../../model.ts'
import {
  createModelCall,
  modelCall,
  type AttemptEnd,
  type AttemptStart,
  type ModelCallOptions,
  type ModelProgress,
  type OpenAttempt,
} from '../../model-call.ts'
import { isRefusal } from '../../errors/refusal.ts'
import type { ResiliencePolicy } from '../../resilience-policy.ts'
import { withAttempts } from './counted-attempts.ts'
import { resilientModel } from '../resilient-model.ts'
import { withRetry } from '../recovery/retry.ts'

type Begin = (start: AttemptStart) => OpenAttempt | Promise<OpenAttempt>

const down = new ModelError('MODEL_UNAVAILABLE', 'Down.')
const empty = new RunError('BUDGET_EXCEEDED', 'Nothing is left.')
const used = { inputTokens: 30, outputTokens: 20 }
const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }]

// The guard loads it with the first error, which would take longer than the turns of a clock that stands still.
beforeAll(() => import('../../errors/model-errors.ts'))

/** A call that writes down each request and its end, and what it is opened with unless a test says otherwise. */
function openBook(makeBegin: (open: (start: AttemptStart) => OpenAttempt) => Begin = (open) => open) {
  const clock = fakeClock()
  const starts: AttemptStart[] = []
  const ends: (AttemptEnd & { readonly attempt: number })[] = []
  const progress: ModelProgress[] = []
  const cached: string[] = []
  const open = (start: AttemptStart): OpenAttempt => {
    starts.push(start)
    return { end: (end) => void ends.push({ attempt: start.attempt, ...end }) }
  }
  const call = createModelCall({
    clock,
    random: { next: () => 0.5, id: () => 'id' },
    begin: makeBegin(open),
    onCached: ({ provider, modelId }) => void cached.push(`${provider}:${modelId}`),
    announce: (event) => void progress.push(event),
  })
  const controller = new AbortController()
  const options: ModelCallOptions = { prompt, abortSignal: controller.signal, [modelCall]: call }
  return {
    clock,
    starts,
    ends,
    progress,
    cached,
    options,
    abort: (reason: unknown) => controller.abort(reason),
    /** Each request as `number model cause`, and its end as `number status`. */
    causes: () => starts.map(({ attempt, model, cause }) => `${attempt} ${model.modelId} ${cause}`),
    statuses: () => ends.map(({ attempt, status }) => `${attempt} ${status}`),
  }
}

/** Asks in one of the two ways, and reads what comes to its end. */
async function ask(model: LanguageModelV4, options: ModelCallOptions, way: 'generate' | 'stream'): Promise<string> {
  if (way === 'generate') {
    const { content } = await model.doGenerate(options)
    return content.map((part) => (part.type === 'text' ? part.text : '')).join('')
  }
  let text = ''
  for await (const part of (await model.doStream(options)).stream) {
    if (part.type === 'error') throw part.error
    if (part.type === 'text-delta') text += part.delta
  }
  return text
}

function protectedModel(replies: readonly ScriptedReply[], policy: ResiliencePolicy, others: LanguageModelV4[] = []) {
  const inner = scriptedModel(replies)
  const fallback = others.length === 0 ? {} : { fallback: { models: others } }
  const model = resilientModel(inner, { ...policy, ...fallback }, { resolveModel: (found) => found as LanguageModelV4 })
  return { inner, model }
}

async function readUntil(
  reader: ReadableStreamDefaultReader<LanguageModelV4StreamPart>,
  type: LanguageModelV4StreamPart['type'],
): Promise<void> {
  for (;;) {
    const { done, value } = await reader.read()
    if (done || value.type === type) return
  }
}

/** Text of which the first piece comes and the rest does not. */
function stalled(first: string): ReadableStream<string> {
  return new ReadableStream({ start: (controller) => controller.enqueue(first) })
}

describe.each(['generate', 'stream'] as const)('each request of a call (%s)', (way) => {
  it('is opened before it is sent, and ended with its usage and what was seen', async () => {
    const { options, starts, ends } = openBook()
    const inner = scriptedModel([{ text: 'Hello', reasoning: 'Hm', usage: used }])
    expect(await ask(withAttempts(inner), options, way)).toBe('Hello')
    expect(starts).toMatchObject([{ attempt: 1, cause: 'first', waitMs: 0, model: inner, options: { prompt } }])
    expect(ends).toMatchObject([{ attempt: 1, status: 'ok', seenCharacters: 7 }])
    expect(ends[0]?.usage).toMatchObject({ inputTokens: { total: 30 }, outputTokens: { total: 20 } })
  })

  it('counts the input of tool calls once', async () => {
    const { options, ends } = openBook()
    const inner = scriptedModel([{ toolCalls: [{ toolName: 'find', input: { id: 1 } }] }])
    await ask(withAttempts(inner), options, way)
    expect(ends).toMatchObject([{ status: 'ok', seenCharacters: '{"id":1}'.length }])
  })

  it('is one for each try', async () => {
    const { options, clock, causes, statuses, progress, ends } = openBook()
    const { model } = protectedModel([{ text: '', error: down }, { text: '', error: down }, 'Hello'], {})
    const answer = ask(model, options, way)
    await clock.advance(10_000)
    expect(await answer).toBe('Hello')
    expect(causes()).toEqual(['1 scripted first', '2 scripted retry', '3 scripted retry'])
    expect(statuses()).toEqual(['1 error', '2 error', '3 ok'])
    expect(ends[0]?.error).toBe(down)
    expect(progress.map(({ type }) => type)).toEqual(['model-retry', 'model-retry'])
  })

  it('is counted on over retries and fallbacks', async () => {
    const { options, clock, causes, statuses } = openBook()
    const other = scriptedModel([{ text: '', error: down }, 'Hello'], { modelId: 'other' })
    const policy = { retry: { maxAttempts: 2 } }
    const { model } = protectedModel(
      [
        { text: '', error: down },
        { text: '', error: down },
      ],
      policy,
      [other],
    )
    const answer = ask(model, options, way)
    await clock.advance(10_000)
    expect(await answer).toBe('Hello')
    expect(causes()).toEqual(['1 scripted first', '2 scripted retry', '3 other fallback', '4 other retry'])
    expect(statuses()).toEqual(['1 error', '2 error', '3 error', '4 ok'])
  })

  it('is cancelled where another one answered first', async () => {
    const { options, clock, causes, statuses } = openBook()
    const { model } = protectedModel([never(), 'Second'], { hedge: { afterMs: 100 } })
    const answer = ask(model, options, way)
    await clock.advance(100)
    expect(await answer).toBe('Second')
    expect(causes()).toEqual(['1 scripted first', '2 scripted hedge'])
    expect(statuses().toSorted()).toEqual(['1 cancelled', '2 ok'])
  })

  it('tells how long it waited for its turn, each request its own time', async () => {
    const { options, clock, starts } = openBook()
    const { model } = protectedModel(['one', never(), 'three'], {
      limits: { requestsPerMinute: 1 },
      hedge: { afterMs: 100 },
    })
    await ask(model, options, way)
    const second = ask(model, options, way)
    await clock.advance(60_100)
    await second
    expect(starts.map(({ cause, waitMs }) => [cause, waitMs])).toEqual([
      ['first', 0],
      ['first', 60_000],
      ['hedge', 0],
    ])
  })

  it('is an error where a time limit ended it', async () => {
    const { options, clock, ends } = openBook()
    const { model } = protectedModel([never()], { retry: false, timeouts: { answerMs: 1000, firstByteMs: 1000 } })
    const failure = rejection(ask(model, options, way))
    await clock.advance(1000)
    expect(await failure).toMatchObject({ code: 'MODEL_TIMEOUT' })
    expect(ends).toMatchObject([{ status: 'error', error: { code: 'MODEL_TIMEOUT' }, seenCharacters: 0 }])
  })

  it('is cancelled as soon as the call is, though the model goes on', async () => {
    const { options, abort, ends, clock } = openBook()
    const deaf = scriptedModel([() => new Promise(() => {})])
    void rejection(ask(withAttempts(deaf), options, way))
    await clock.advance(0)
    abort(new Error('gone'))
    expect(ends).toMatchObject([{ status: 'cancelled', error: { message: 'gone' } }])
  })

  it('is not opened where the call was over before', async () => {
    const { options, abort, starts } = openBook()
    abort(new Error('gone'))
    await expect(ask(withAttempts(scriptedModel([])), options, way)).rejects.toThrow('gone')
    expect(starts).toEqual([])
  })

  it('is ended with an error where the model throws at once', async () => {
    const { options, ends } = openBook()
    const fail = (): never => {
      throw down
    }
    const broken: LanguageModelV4 = { ...scriptedModel([]), doGenerate: fail, doStream: fail }
    await expect(ask(withAttempts(broken), options, way)).rejects.toBe(down)
    expect(ends).toEqual([{ attempt: 1, status: 'error', error: down, seenCharacters: 0, mayCost: false }])
  })

  it('is none where the cache answers', async () => {
    const { options, starts, ends, cached } = openBook()
    const { model } = protectedModel(['Hello'], { cache: {} })
    expect([await ask(model, options, way), await ask(model, options, way)]).toEqual(['Hello', 'Hello'])
    expect([starts.length, ends.length, cached]).toEqual([1, 1, ['scripted:scripted']])
  })

  it('is counted by the innermost pieces alone, however models are wrapped', async () => {
    const { options, clock, statuses } = openBook()
    const inner = scriptedModel([{ text: '', error: down }, 'Hello'])
    const model = withAttempts(resilientModel(withRetry(inner, {}), { retry: false }))
    const answer = ask(model, options, way)
    await clock.advance(10_000)
    expect(await answer).toBe('Hello')
    expect(statuses()).toEqual(['1 error', '2 ok'])
  })

  it('is one request to a wrapper that hides its own tries', async () => {
    const { options, clock, statuses } = openBook()
    const retried = withRetry(scriptedModel([{ text: '', error: down }, 'Hello']), {})
    const answer = ask(withAttempts({ ...retried }), options, way)
    await clock.advance(10_000)
    expect(await answer).toBe('Hello')
    expect(statuses()).toEqual(['1 ok'])
  })

  it('is sent in the same turn where it is opened at once', () => {
    const { options } = openBook()
    let sent = 0
    const send = (): Promise<never> => ((sent += 1), new Promise(() => {}))
    const model = withAttempts({ ...scriptedModel([]), doGenerate: send, doStream: send })
    void ask(model, options, way)
    expect(sent).toBe(1)
  })

  it('goes straight to the model where nobody opens it', () => {
    const answer = new Promise<never>(() => {})
    const model = withAttempts({ ...scriptedModel([]), doGenerate: () => answer, doStream: () => answer })
    const options = { prompt, [modelCall]: createModelCall() }
    expect(way === 'generate' ? model.doGenerate(options) : model.doStream(options)).toBe(answer)
  })
})

describe.each(['generate', 'stream'] as const)('a request that is not opened at once (%s)', (way) => {
  it('is sent once it is', async () => {
    const opening = Promise.withResolvers<void>()
    const { options, statuses, clock } = openBook((open) => (start) => opening.promise.then(() => open(start)))
    const inner = scriptedModel(['Hello'])
    const answer = ask(withAttempts(inner), options, way)
    await clock.advance(0)
    expect(inner.calls).toHaveLength(0)
    opening.resolve()
    expect(await answer).toBe('Hello')
    expect(statuses()).toEqual(['1 ok'])
  })

  it('is never sent where the call is cancelled meanwhile, and ended when it is opened after all', async () => {
    const opening = Promise.withResolvers<void>()
    const { options, statuses, clock, abort } = openBook((open) => (start) => opening.promise.then(() => open(start)))
    const { model, inner } = protectedModel(['Hello'], {})
    const failure = rejection(ask(model, options, way))
    await clock.advance(0)
    abort(new Error('gone'))
    expect(await failure).toMatchObject({ message: 'gone' })
    expect(statuses()).toEqual([])
    opening.resolve()
    await clock.advance(0)
    expect(statuses()).toEqual(['1 cancelled'])
    expect(inner.calls).toHaveLength(0)
  })

  it('is never sent where the call is cancelled while it is opened', async () => {
    const book = openBook((open) => (start) => {
      book.abort(new Error('gone'))
      return open(start)
    })
    let sent = 0
    const send = (): Promise<never> => ((sent += 1), Promise.reject(down))
    const deaf = { ...scriptedModel([]), doGenerate: send, doStream: send }
    await expect(ask(withAttempts(deaf), book.options, way)).rejects.toThrow('gone')
    expect([book.statuses(), sent]).toEqual([['1 cancelled'], 0])
  })
})

describe.each(['generate', 'stream'] as const)('a request that the caller refuses (%s)', (way) => {
  const refusals: [string, unknown][] = [
    ['an error of a run', empty],
    ['an error that would be tried again', new ModelError('MODEL_UNAVAILABLE', 'Mine.')],
    ['any error', new TypeError('Mine.')],
  ]
  const everything: ResiliencePolicy = {
    retry: {},
    hedge: { afterMs: 100 },
    limits: { concurrency: 1 },
    circuitBreaker: { failureThreshold: 1 },
    timeouts: { modelMs: 60_000, totalMs: 60_000 },
  }

  it.each(refusals)('ends the call with that very error, and nobody is asked: %s', async (_what, error) => {
    for (const refuse of [() => Promise.reject(error), () => raise(error)]) {
      const { options, clock } = openBook(() => refuse)
      const other = scriptedModel([], { modelId: 'other' })
      const { model, inner } = protectedModel([], everything, [other])
      const failure = rejection(ask(model, options, way))
      await clock.advance(10_000)
      expect(await failure).toBe(error)
      expect(isRefusal(error)).toBe(true)
      expect([inner.calls, other.calls, clock.pendingTimers]).toEqual([[], [], 0])
    }
  })

  it.each(refusals)('ends the tries after the first one too: %s', async (_what, error) => {
    const { options, clock, statuses } = openBook(
      (open) => (start) => (start.attempt === 2 ? raise(error) : open(start)),
    )
    const other = scriptedModel([], { modelId: 'other' })
    const { model } = protectedModel([{ text: '', error: down }], { ...everything, circuitBreaker: undefined }, [other])
    const failure = rejection(ask(model, options, way))
    await clock.advance(10_000)
    expect(await failure).toBe(error)
    expect(statuses()).toEqual(['1 error'])
    expect(other.calls).toEqual([])
  })

  it.each(refusals)('passes through pieces that are wrapped once more: %s', async (_what, error) => {
    const { options } = openBook(() => () => raise(error))
    const model = resilientModel(withRetry(scriptedModel([]), {}), everything)
    expect(await rejection(ask(model, options, way))).toBe(error)
  })

  it.each(refusals)('is no failure of the endpoint, and uses none of its tokens: %s', async (_what, error) => {
    let refused = 0
    const { options, clock } = openBook((open) => (start) => ((refused += 1) <= 3 ? raise(error) : open(start)))
    const { model } = protectedModel(['Hello'], {
      circuitBreaker: { failureThreshold: 1 },
      limits: { tokensPerMinute: 1100 },
    })
    for (let call = 0; call < 3; call += 1) expect(await rejection(ask(model, options, way))).toBe(error)
    expect(await ask(model, options, way)).toBe('Hello')
    expect(clock.pendingTimers).toBe(0)
  })

  it('reaches the caller as an error where something else was thrown', async () => {
    const { options } = openBook(() => () => raise('no'))
    const error = await rejection(ask(withAttempts(scriptedModel([])), options, way))
    expect([error, isRefusal(error)]).toEqual([new Error('no'), true])
  })
})

describe('a stream', () => {
  it('that is cut ends its request with an error and what was seen', async () => {
    const { options, ends } = openBook()
    await ask(withAttempts(scriptedModel([{ text: 'Hello', cut: true }])), options, 'stream')
    expect(ends).toEqual([{ attempt: 1, status: 'error', seenCharacters: 5, mayCost: true }])
  })

  it('that fails half way ends its request with its error and what was seen', async () => {
    const { options, ends } = openBook()
    const { model } = protectedModel([{ text: 'Hello', error: down }], {})
    expect(await rejection(ask(model, options, 'stream'))).toBe(down)
    expect(ends).toEqual([{ attempt: 1, status: 'error', error: down, seenCharacters: 5, mayCost: true }])
  })

  it('whose reader leaves ends its request as cancelled with what was seen', async () => {
    const { options, ends } = openBook()
    const { model } = protectedModel([{ chunks: stalled('Hello') }], { hedge: { afterMs: 100 } })
    const reader = (await model.doStream(options)).stream.getReader()
    await readUntil(reader, 'text-delta')
    await reader.cancel()
    expect(ends).toMatchObject([{ status: 'cancelled', seenCharacters: 5 }])
  })

  it('that nobody reads any more ends its request when the call is cancelled', async () => {
    const { options, ends, abort } = openBook()
    const reader = (
      await withAttempts(scriptedModel([{ chunks: stalled('Hello') }])).doStream(options)
    ).stream.getReader()
    await readUntil(reader, 'text-delta')
    abort(new Error('gone'))
    expect(ends).toMatchObject([{ status: 'cancelled', seenCharacters: 5 }])
    expect(await rejection(reader.read())).toMatchObject({ message: 'gone' })
    expect(ends).toHaveLength(1)
  })

  it.each([
    ['between two parts', { idleMs: 1000 }],
    ['of the model', { modelMs: 1000 }],
    ['of the call', { totalMs: 1000 }],
  ])('that exceeds the time %s ends its request with that error', async (_what, timeouts) => {
    const { options, ends, clock } = openBook()
    const { model } = protectedModel([{ chunks: stalled('Hello') }], { retry: false, timeouts })
    const failure = rejection(ask(model, options, 'stream'))
    await clock.advance(1000)
    expect(await failure).toMatchObject({ code: 'MODEL_TIMEOUT' })
    expect(ends).toMatchObject([{ status: 'error', error: { code: 'MODEL_TIMEOUT' }, seenCharacters: 5 }])
  })

  it('tells no usage where the provider said nothing of it', async () => {
    const { options, ends } = openBook()
    const silent = scriptedModel(['Hello'])
    const unknown = { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined }
    const model: LanguageModelV4 = {
      ...silent,
      doGenerate: async (request) => ({
        ...(await silent.doGenerate(request)),
        usage: { inputTokens: unknown, outputTokens: { total: undefined, text: undefined, reasoning: undefined } },
      }),
    }
    await withAttempts(model).doGenerate(options)
    expect(ends).toEqual([{ attempt: 1, status: 'ok', seenCharacters: 5, mayCost: true }])
  })
})

function raise(error: unknown): never {
  throw error
}
