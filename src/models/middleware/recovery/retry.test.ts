import { describe, expect, it } from 'vitest'
import { rejection } from '../../../../test/support/rejection.ts'
import { ModelError } from '../../../errors/model-error.ts'
import { fakeClock } from '../../../testing/fake-clock.ts'
import { scriptedModel } from '../../../testing/scripted-model.ts'
import type { ScriptedReply } from '../../../testing/scripted-reply.ts'
import type { LanguageModelV4StreamPart } from '../../model.ts'
import { createModelCall, modelCall, type ModelProgress } from '../../model-call.ts'
import { asRefusal } from '../../errors/refusal.ts'
import type { RetryPolicy } from '../../resilience-policy.ts'
import { withTimeouts } from '../timeouts.ts'
import { withRetry } from './retry.ts'

const busy = { error: new ModelError('MODEL_UNAVAILABLE', 'Busy.') }
const slowDown = (retryAfterMs: number) => ({
  error: new ModelError('MODEL_RATE_LIMITED', 'Slow down.', { details: { retryAfterMs } }),
})
const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
}
const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }]

/** A retried model on a clock that stands still, with chance that always draws 0.5. */
function setUp(replies: readonly ScriptedReply[], policy: RetryPolicy = {}, understandsReset = false) {
  const clock = fakeClock()
  const inner = scriptedModel(replies)
  const progress: ModelProgress[] = []
  const random = { next: () => 0.5, id: () => 'id' }
  const call = createModelCall({ clock, random, understandsReset, announce: (event) => progress.push(event) })
  const options = { prompt, [modelCall]: call }
  return { clock, inner, progress, call, options, model: withRetry(inner, policy) }
}

async function read(stream: ReadableStream<LanguageModelV4StreamPart>): Promise<readonly LanguageModelV4StreamPart[]> {
  const parts: LanguageModelV4StreamPart[] = []
  for await (const part of stream) parts.push(part)
  return parts
}

const textOf = (parts: readonly LanguageModelV4StreamPart[]): string =>
  parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('')

describe('a call that failed for a reason that may go away', () => {
  it('is made again after a random time below a bound that doubles', async () => {
    const { model, clock, inner, call, options } = setUp([busy, busy, 'Hello'])
    const result = model.doGenerate(options)
    await clock.advance(249)
    expect(inner.calls).toHaveLength(1)
    await clock.advance(1)
    expect(inner.calls).toHaveLength(2)
    await clock.advance(500)
    expect((await result).content).toEqual([{ type: 'text', text: 'Hello' }])
    expect(call.attempts).toEqual([
      {
        model: 'scripted:scripted',
        code: 'MODEL_UNAVAILABLE',
        reason: 'Busy.',
        delayMs: 250,
        next: 'scripted:scripted',
      },
      {
        model: 'scripted:scripted',
        code: 'MODEL_UNAVAILABLE',
        reason: 'Busy.',
        delayMs: 500,
        next: 'scripted:scripted',
      },
    ])
    expect(clock.pendingTimers).toBe(0)
  })

  it('fails with the last error and the count once its attempts are used up', async () => {
    const { model, clock, options, inner } = setUp([busy, busy, busy], { initialBackoffMs: 10 })
    const failure = rejection(model.doGenerate(options))
    await clock.advance(1000)
    expect(await failure).toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: 'Busy. Gave up after 3 attempts.',
      details: {
        attempts: 3,
        earlier: ['scripted:scripted: MODEL_UNAVAILABLE', 'scripted:scripted: MODEL_UNAVAILABLE'],
      },
    })
    inner.assertComplete()
  })

  it('waits as long as the provider asks, and a random bit more', async () => {
    const { model, clock, inner, options } = setUp([slowDown(7000), 'Hello'], { initialBackoffMs: 100 })
    const result = model.doGenerate(options)
    await clock.advance(7049)
    expect(inner.calls).toHaveLength(1)
    await clock.advance(1)
    await result
  })

  it('fails at once where the provider asks for more than is allowed', async () => {
    const { model, options } = setUp([slowDown(61_000)])
    await expect(model.doGenerate(options)).rejects.toMatchObject({ code: 'MODEL_RATE_LIMITED' })
  })

  it('stops waiting when its signal aborts', async () => {
    const { model, clock, options } = setUp([busy, 'Hello'])
    const controller = new AbortController()
    const result = model.doGenerate({ ...options, abortSignal: controller.signal })
    await clock.advance(10)
    controller.abort(new Error('gone'))
    await expect(result).rejects.toThrow('gone')
    expect(clock.pendingTimers).toBe(0)
  })
})

describe('a call that failed for a reason that stays', () => {
  it('is not made again', async () => {
    const { model, options } = setUp([{ error: new ModelError('MODEL_AUTHENTICATION', 'No.') }])
    await expect(model.doGenerate(options)).rejects.toMatchObject({ code: 'MODEL_AUTHENTICATION', message: 'No.' })
  })

  it('is decided by the codes of the policy where it names them', async () => {
    const { model, options } = setUp([busy], { retryOn: ['MODEL_RATE_LIMITED'] })
    await expect(model.doGenerate(options)).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' })
  })
})

describe('which failures are worth another try', () => {
  it('is not what has no more money or quota, nor what the provider calls hopeless', async () => {
    for (const [code, options] of [
      ['MODEL_QUOTA_EXCEEDED', {}],
      ['MODEL_UNAVAILABLE', { retryable: false }],
    ] as const) {
      for (const policy of [{}, { retryOn: ['MODEL_UNAVAILABLE', 'MODEL_RATE_LIMITED'] as const }]) {
        const { model, options: call, inner } = setUp([{ error: new ModelError(code, 'No.', options) }], policy)
        await expect(model.doGenerate(call)).rejects.toMatchObject({ code, message: 'No.' })
        inner.assertComplete()
      }
    }
  })

  it('is an accident of sampling', async () => {
    const accident = {
      error: new ModelError('MODEL_RESPONSE_INVALID', 'No.', { details: { kind: 'tool_use_failed' } }),
    }
    const { model, clock, options } = setUp([accident, 'Hello'])
    const result = model.doGenerate(options)
    await clock.advance(1000)
    expect((await result).content).toEqual([{ type: 'text', text: 'Hello' }])
  })

  it('is not what comes after the end of an answer', async () => {
    const { inner, options } = setUp([])
    const ended = new ReadableStream<LanguageModelV4StreamPart>({
      start: (controller) => {
        controller.enqueue({ type: 'finish', finishReason: { unified: 'stop', raw: 'stop' }, usage })
        controller.enqueue({ type: 'error', error: busy.error })
        controller.close()
      },
    })
    const model = withRetry({ ...inner, doStream: async () => ({ stream: ended }) }, {})
    expect((await read((await model.doStream(options)).stream)).map(({ type }) => type)).toEqual(['finish'])
  })
})

describe('a stream', () => {
  it('begins again unseen when it fails before its first text', async () => {
    const { model, clock, options, call } = setUp([{ text: '', error: busy.error }, 'Hello you'])
    const { stream } = await model.doStream(options)
    const parts = read(stream)
    await clock.advance(250)
    expect((await parts).map(({ type }) => type)).toEqual([
      'stream-start',
      'response-metadata',
      'text-start',
      'text-delta',
      'text-delta',
      'text-end',
      'finish',
    ])
    expect((await parts).at(-1)).toMatchObject({ providerMetadata: { aixgo: { attempts: call.attempts } } })
  })

  it('fails with its error when text has been seen, and is not asked again', async () => {
    const { model, options, inner } = setUp([{ text: 'Hello you', error: busy.error }])
    const parts = await read((await model.doStream(options)).stream)
    expect(textOf(parts)).toBe('Hello you')
    expect(parts.at(-1)).toEqual({ type: 'error', error: busy.error })
    inner.assertComplete()
  })

  it('leaves no time limit running when it fails behind text', async () => {
    const { clock, inner, options } = setUp([{ text: 'Hel', error: new ModelError('MODEL_UNAVAILABLE', 'Busy.') }])
    const parts = await read((await withRetry(withTimeouts(inner, { idleMs: 1000 }), {}).doStream(options)).stream)
    expect(parts.at(-1)?.type).toBe('error')
    expect(clock.pendingTimers).toBe(0)
  })

  it('ends with the very error of a refusal within, without a word of its own', async () => {
    const refusal = asRefusal(new ModelError('MODEL_UNAVAILABLE', 'Mine.'))
    const { model, clock, options } = setUp([
      { text: '', error: busy.error },
      { text: 'Hel', error: refusal },
    ])
    const parts = read((await model.doStream(options)).stream)
    await clock.advance(250)
    expect(((await parts).at(-1) as { error?: unknown }).error).toBe(refusal)
  })

  it('begins again with a reset where the policy allows it and the reader understands it', async () => {
    const { model, clock, options } = setUp(
      [{ text: 'Hel', error: busy.error }, 'Hello'],
      { restartStream: true },
      true,
    )
    const parts = read((await model.doStream(options)).stream)
    await clock.advance(250)
    const reset = (await parts).findIndex(({ type }) => type === 'raw')
    expect((await parts)[reset]).toEqual({ type: 'raw', rawValue: { aixgo: 'text-reset' } })
    expect(textOf((await parts).slice(reset))).toBe('Hello')
  })

  it('asks nobody any more when its reader leaves during the wait', async () => {
    const { model, clock, options, inner } = setUp([{ text: '', error: busy.error }, 'never asked'])
    const reader = (await model.doStream(options)).stream.getReader()
    const reading = reader.read()
    await clock.advance(10)
    await reader.cancel()
    expect(await reading).toMatchObject({ done: true })
    await clock.advance(1000)
    expect(inner.calls).toHaveLength(1)
    expect(clock.pendingTimers).toBe(0)
  })
})
