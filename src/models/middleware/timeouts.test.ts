import { describe, expect, it } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { never, type ScriptedReply } from '../../testing/scripted-reply.ts'
import type { LanguageModelV4StreamPart } from '../model.ts'
import { createModelCall, modelCall } from '../model-call.ts'
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
