import { describe, expect, it } from 'vitest'
import { nextTurn } from '../../../util/clock.ts'
import { ModelError } from '../../../errors/model-error.ts'
import { fakeClock } from '../../../testing/fake-clock.ts'
import { scriptedModel } from '../../../testing/scripted-model.ts'
import type { ScriptedReply } from '../../../testing/scripted-reply.ts'
import { createModelCall, modelCall, type ModelCallOptions } from '../../model-call.ts'
import { withLimits } from './limits.ts'
import { RateLimiter } from './rate-limiter.ts'

const down = new ModelError('MODEL_UNAVAILABLE', 'Down.')

function setUp(replies: readonly ScriptedReply[], limits: ConstructorParameters<typeof RateLimiter>[0]) {
  const clock = fakeClock()
  const inner = scriptedModel(replies)
  const options: ModelCallOptions = {
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'x'.repeat(400) }] }],
    maxOutputTokens: 100,
    [modelCall]: createModelCall({ clock }),
  }
  return { clock, inner, options, model: withLimits(inner, new RateLimiter(limits)) }
}

describe('a limited model', () => {
  it('lets the next call in when a stream has ended, failed, or lost its reader', async () => {
    const { model, options, inner } = setUp(['whole', { text: 'part', error: down }, 'left', 'next'], {
      concurrency: 1,
    })
    for await (const _part of (await model.doStream(options)).stream);
    for await (const _part of (await model.doStream(options)).stream);
    const { stream } = await model.doStream(options)
    const waiting = model.doGenerate(options)
    await nextTurn()
    expect(inner.calls).toHaveLength(3)
    await stream.cancel()
    expect((await waiting).content).toEqual([{ type: 'text', text: 'next' }])
  })

  it('lets the next call in when one fails', async () => {
    const { model, options } = setUp([{ error: down }, 'next'], { concurrency: 1 })
    await expect(model.doGenerate(options)).rejects.toThrow('Down.')
    expect((await model.doGenerate(options)).content).toEqual([{ type: 'text', text: 'next' }])
  })

  it('charges what was used, not what was estimated', async () => {
    // 400 characters and 100 tokens to write are an estimate of 200.
    const { model, options, inner, clock } = setUp([{ text: 'a', usage: { inputTokens: 30, outputTokens: 20 } }, 'b'], {
      tokensPerMinute: 250,
    })
    await model.doGenerate(options)
    await model.doGenerate(options)
    expect(inner.calls).toHaveLength(2)
    expect(clock.pendingTimers).toBe(0)
  })
})
