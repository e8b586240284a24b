import { describe, expect, it } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { never, type ScriptedReply } from '../../testing/scripted-reply.ts'
import { activityOf } from '../http/activity.ts'
import type { LanguageModelV4, LanguageModelV4StreamPart } from '../model.ts'
import { createModelCall, modelCall, type ModelCallOptions } from '../model-call.ts'
import { resilientModel } from './resilient-model.ts'
import { timeLimitsOf } from './time-limits.ts'
import { withTimeouts, type TimeLimits } from './timeouts.ts'

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }]

function setUp(replies: readonly ScriptedReply[], limits: TimeLimits) {
  const clock = fakeClock()
  const inner = scriptedModel(replies)
  return {
    clock,
    inner,
    model: withTimeouts(inner, limits),
    options: { prompt, [modelCall]: createModelCall({ clock }) },
  }
}

/** Text that the test sends piece by piece. */
function pieces() {
  const stream = new TransformStream<string, string>({}, undefined, { highWaterMark: 100 })
  return { chunks: stream.readable, writer: stream.writable.getWriter() }
}

describe('time limits', () => {
  it('end a call that gives no answer, and abort its request', async () => {
    const { model, clock, options, inner } = setUp([never()], { answerMs: 1000 })
    const failure = rejection(model.doGenerate(options))
    await clock.advance(1000)
    expect(await failure).toMatchObject({
      code: 'MODEL_TIMEOUT',
      retryable: true,
      details: { phase: 'answer', timeoutMs: 1000 },
    })
    expect(inner.calls[0]?.options.abortSignal?.aborted).toBe(true)
  })

  it('end a stream that does not begin', async () => {
    const { model, clock, options } = setUp([never()], { firstByteMs: 1000, idleMs: 10 })
    const failure = rejection(model.doStream(options))
    await clock.advance(1000)
    expect(await failure).toMatchObject({
      code: 'MODEL_TIMEOUT',
      details: { phase: 'first byte' },
    })
  })

  it('end a stream that pauses too long, but not one that goes on for long', async () => {
    const { chunks, writer } = pieces()
    const { model, clock, options } = setUp([{ chunks }], { firstByteMs: 1000, idleMs: 1000 })
    const reader = (await model.doStream(options)).stream.getReader()
    const seen: LanguageModelV4StreamPart[] = []
    const reading = (async () => {
      for (let next = await reader.read(); !next.done; next = await reader.read()) seen.push(next.value)
    })()
    for (let sent = 0; sent < 5; sent += 1) {
      await writer.write('x')
      await clock.advance(900)
    }
    expect(seen.filter(({ type }) => type === 'text-delta')).toHaveLength(5)
    await clock.advance(100)
    await reading
    expect(seen.at(-1)).toMatchObject({
      type: 'error',
      error: { code: 'MODEL_TIMEOUT', details: { phase: 'next part' } },
    })
    expect(clock.pendingTimers).toBe(0)
  })

  it('do not count the time in which the reader reads nothing', async () => {
    const { model, clock, options } = setUp(['one two three'], { firstByteMs: 1000, idleMs: 1000 })
    const reader = (await model.doStream(options)).stream.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      expect(value.type).not.toBe('error')
      await clock.advance(5000)
    }
  })

  it('leave the reason of an abort as it is, and no timer behind', async () => {
    const { model, clock, options } = setUp([never()], { answerMs: 1000, totalMs: 2000 })
    const controller = new AbortController()
    const result = model.doGenerate({ ...options, abortSignal: controller.signal })
    controller.abort(new Error('gone'))
    await expect(result).rejects.toThrow('gone')
    expect(clock.pendingTimers).toBe(0)
  })
})

describe('a stream that is kept alive', () => {
  /** A model whose stream says nothing of what arrives; `arrives` is what the transport does with every piece. */
  function silentModel() {
    const inner = scriptedModel([])
    const parts = new TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart>({}, undefined, {
      highWaterMark: 10,
    })
    const model: LanguageModelV4 = {
      ...inner,
      doStream: (options) => {
        signals.push(options.abortSignal)
        return Promise.resolve({ stream: parts.readable })
      },
    }
    const signals: (AbortSignal | undefined)[] = []
    return { model, writer: parts.writable.getWriter(), arrives: () => activityOf(signals[0])?.() }
  }

  const text = (delta: string): LanguageModelV4StreamPart => ({ type: 'text-delta', id: '1', delta })

  async function open(limits: TimeLimits, begin: boolean) {
    const clock = fakeClock()
    const { model, writer, arrives } = silentModel()
    const { stream } = await withTimeouts(model, limits).doStream({
      prompt,
      [modelCall]: createModelCall({ clock }),
    } as ModelCallOptions)
    const reader = stream.getReader()
    if (begin) {
      await writer.write(text('a'))
      await reader.read()
    }
    return { clock, reader, writer, arrives }
  }

  it.each([true, false])('by bytes without a part is waited for (begun: %s)', async (begun) => {
    const { clock, reader, writer, arrives } = await open(
      { firstByteMs: 60_000, idleMs: 60_000, answerMs: 600_000 },
      begun,
    )
    const next = reader.read()
    for (let count = 0; count < 15; count += 1) {
      await clock.advance(30_000)
      arrives()
    }
    await writer.write(text('b'))
    expect(await next).toMatchObject({ value: { delta: 'b' } })
  })

  it('is ended when no more bytes come', async () => {
    const { clock, reader, arrives } = await open({ idleMs: 60_000, answerMs: 600_000 }, true)
    const next = reader.read()
    await clock.advance(50_000)
    arrives()
    await clock.advance(59_999)
    await clock.advance(1)
    expect(await next).toMatchObject({
      value: { type: 'error', error: { details: { phase: 'next part', timeoutMs: 60_000 } } },
    })
    expect(clock.pendingTimers).toBe(0)
  })

  it('is not waited for without end', async () => {
    const { clock, reader, arrives } = await open({ idleMs: 60_000, answerMs: 600_000 }, true)
    const next = reader.read()
    for (let count = 0; count < 20; count += 1) {
      await clock.advance(30_000)
      arrives()
    }
    expect(await next).toMatchObject({
      value: { type: 'error', error: { code: 'MODEL_TIMEOUT', details: { phase: 'answer', timeoutMs: 600_000 } } },
    })
  })

  it('may go on for longer than a whole answer as long as parts of it come', async () => {
    const { clock, reader, writer } = await open({ idleMs: 60_000, answerMs: 90_000 }, true)
    for (let count = 0; count < 10; count += 1) {
      const next = reader.read()
      await clock.advance(50_000)
      await writer.write(text('b'))
      expect(await next).toMatchObject({ value: { delta: 'b' } })
    }
  })

  it('is not ended by a limit for whole answers that is shorter than its own', async () => {
    const { clock, reader, writer } = await open({ idleMs: 60_000, answerMs: 1000 }, true)
    const next = reader.read()
    await clock.advance(50_000)
    await writer.write(text('b'))
    expect(await next).toMatchObject({ value: { delta: 'b' } })
  })
})

describe('the time limits of a model', () => {
  const thinker = { provider: 'openai.responses', modelId: 'gpt-5-pro' }
  const talker = { provider: 'openai.responses', modelId: 'gpt-4o' }
  const timeouts = { idleMs: 5000, totalMs: 9000 }

  it('are those of the policy, else those of its family, else the usual ones', () => {
    const hour = 3_600_000
    expect(timeLimitsOf(thinker, { timeouts })).toEqual({ firstByteMs: hour, answerMs: hour, ...timeouts })
    expect(timeLimitsOf(talker, { timeouts })).toEqual({ firstByteMs: 60_000, answerMs: 600_000, ...timeouts })
    expect(timeLimitsOf(thinker, { timeouts: false })).toEqual({})
  })

  it('hold for the model of a policy without a word of them', async () => {
    const clock = fakeClock()
    const failure = rejection(
      resilientModel(scriptedModel([never()]), { retry: false }, { clock }).doGenerate({ prompt }),
    )
    await clock.advance(600_000)
    expect(await failure).toMatchObject({ details: { phase: 'answer', timeoutMs: 600_000 } })
  })
})

describe('a reader that leaves', () => {
  async function leaveAfter(count: number): Promise<boolean | undefined> {
    const inner = scriptedModel(['one two'])
    const { stream } = await withTimeouts(inner, { idleMs: 1000 }).doStream({ prompt })
    const reader = stream.getReader()
    const types: string[] = []
    for (let read = 0; read < count && types.at(-1) !== 'finish'; read += 1)
      types.push((await reader.read()).value?.type ?? '')
    await reader.cancel()
    return inner.calls[0]?.options.abortSignal?.aborted
  }

  it('in the middle of an answer stops its request; after its finish it leaves the connection whole', async () => {
    expect([await leaveAfter(2), await leaveAfter(100)]).toEqual([true, false])
  })
})
