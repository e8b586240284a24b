import { describe, expect, it } from 'vitest'
import { rejection } from '../../../../test/support/rejection.ts'
import { ModelError } from '../../../errors/model-error.ts'
import { RunError } from '../../../errors/run-error.ts'
import { fakeClock } from '../../../testing/fake-clock.ts'
import { scriptedModel } from '../../../testing/scripted-model.ts'
import { never, type ScriptedReply } from '../../../testing/scripted-reply.ts'
import { delay } from '../../../util/abort.ts'
import type { LanguageModelV4StreamPart } from '../../model.ts'
import { createModelCall, modelCall } from '../../model-call.ts'
import { withHedge } from './hedge.ts'

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }]

function setUp(replies: readonly ScriptedReply[]) {
  const clock = fakeClock()
  const inner = scriptedModel(replies)
  const call = createModelCall({ clock })
  return { clock, inner, call, model: withHedge(inner, { afterMs: 100 }), options: { prompt, [modelCall]: call } }
}

describe('hedging', () => {
  it('sends nothing more when the first request answers in time', async () => {
    const { model, options, inner, call, clock } = setUp(['fast'])
    await model.doGenerate(options)
    await clock.advance(1000)
    expect(inner.calls).toHaveLength(1)
    expect(call.notes).toEqual({})
  })

  it('takes the second request where the first is slow, and aborts the first', async () => {
    const { model, options, inner, call, clock } = setUp([never(), 'second'])
    const result = model.doGenerate(options)
    await clock.advance(100)
    expect((await result).content).toEqual([{ type: 'text', text: 'second' }])
    expect(inner.calls[0]?.options.abortSignal?.aborted).toBe(true)
    expect(inner.calls[1]?.options.abortSignal?.aborted).toBe(false)
    expect(call.notes).toEqual({ hedge: 'second' })
  })

  it('does so for streams, where the first text counts', async () => {
    const { model, options, clock } = setUp([never(), 'second one'])
    const opening = model.doStream(options)
    await clock.advance(100)
    const parts: LanguageModelV4StreamPart[] = []
    for await (const part of (await opening).stream) parts.push(part)
    expect(parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('')).toBe('second one')
    expect(parts.at(-1)).toMatchObject({ type: 'finish', providerMetadata: { aixgo: { hedge: 'second' } } })
  })

  it('fails at once where the first request fails before a second is sent', async () => {
    const { model, options, clock } = setUp([{ error: new ModelError('MODEL_UNAVAILABLE', 'Down.') }])
    await expect(model.doGenerate(options)).rejects.toThrow('Down.')
    expect(clock.pendingTimers).toBe(0)
  })

  it('passes an abort on to both requests', async () => {
    const { model, options, inner, clock } = setUp([never(), never()])
    const controller = new AbortController()
    const result = model.doGenerate({ ...options, abortSignal: controller.signal })
    await clock.advance(100)
    controller.abort(new Error('gone'))
    await expect(result).rejects.toThrow('gone')
    expect(inner.calls.map((call) => call.options.abortSignal?.aborted)).toEqual([true, true])
  })
})

describe.each(['generate', 'stream'] as const)('a second request that the caller refuses (%s)', (way) => {
  const refusal = new RunError('BUDGET_EXCEEDED', 'Nothing is left.')

  /** Refuses every request but the first, at once or later. */
  function refusing(replies: readonly ScriptedReply[], delayMs: number) {
    const clock = fakeClock()
    const inner = scriptedModel(replies)
    const ends: string[] = []
    const call = createModelCall({
      clock,
      begin: ({ attempt }) => {
        if (attempt === 1) return { end: ({ status }) => void ends.push(status) }
        if (delayMs === 0) throw refusal
        return delay(delayMs, { clock }).then(() => Promise.reject(refusal))
      },
    })
    const model = withHedge(inner, { afterMs: 100 })
    const ask = async (): Promise<string> => {
      const options = { prompt, [modelCall]: call }
      if (way === 'generate') return JSON.stringify((await model.doGenerate(options)).content)
      let text = ''
      for await (const part of (await model.doStream(options)).stream)
        text += part.type === 'text-delta' ? part.delta : ''
      return text
    }
    const after =
      (waitMs: number, reply: ScriptedReply): ScriptedReply =>
      async () => {
        await delay(waitMs, { clock })
        if (typeof reply !== 'string') throw new ModelError('MODEL_UNAVAILABLE', 'Down.')
        return reply
      }
    return { clock, inner, call, ends, ask, after }
  }

  it.each([0, 50])('leaves the first to answer, and marks no race (refused after %i ms)', async (delayMs) => {
    const replies: ScriptedReply[] = []
    const { clock, inner, call, ends, ask, after } = refusing(replies, delayMs)
    replies.push(after(300, 'the first'))
    const answer = ask()
    await clock.advance(400)
    expect(await answer).toContain('the first')
    expect(inner.calls).toHaveLength(1)
    expect(call.notes).toEqual({})
    expect(ends).toEqual(['ok'])
  })

  it.each([
    [0, 300],
    [200, 150],
  ])('fails as the first does (refused after %i ms, failed after %i ms)', async (delayMs, failsAfterMs) => {
    const replies: ScriptedReply[] = []
    const { clock, ends, ask, after } = refusing(replies, delayMs)
    replies.push(after(failsAfterMs, never()))
    const answer = rejection(ask())
    await clock.advance(400)
    expect(await answer).toMatchObject({ code: 'MODEL_UNAVAILABLE' })
    expect(ends).toEqual(['error'])
  })
})
