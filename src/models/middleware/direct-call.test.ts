import { describe, expect, it } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { ModelError } from '../../errors/model-error.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4GenerateResult } from '../model.ts'
// Loaded with the first failure otherwise, which a clock that stands still does not wait for.
import '../errors/model-errors.ts'
import './resilient-model.ts'

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
}
const answer = (text: string): LanguageModelV4GenerateResult => ({
  content: [{ type: 'text', text }],
  finishReason: { unified: 'stop', raw: 'stop' },
  usage,
  warnings: [],
})

/** A model object of a user's own: what `replies` give, in order. */
function ownModel(
  ...replies: ((
    options: LanguageModelV4CallOptions,
  ) => LanguageModelV4GenerateResult | Promise<LanguageModelV4GenerateResult>)[]
) {
  const asked: LanguageModelV4CallOptions[] = []
  const model: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: 'own',
    modelId: 'm',
    supportedUrls: {},
    doGenerate: async (options) => {
      asked.push(options)
      const reply = replies[asked.length - 1]
      if (reply === undefined) throw new Error('asked too often')
      return reply(options)
    },
    doStream: () => Promise.reject(new Error('not streamed')),
  }
  return { model, asked }
}

const unavailable = () => {
  throw new ModelError('MODEL_UNAVAILABLE', 'down')
}
const refused = () => {
  throw new ModelError('MODEL_AUTHENTICATION', 'no')
}
const hangs = ({ abortSignal }: LanguageModelV4CallOptions): Promise<never> =>
  new Promise((_resolve, reject) => {
    abortSignal?.addEventListener('abort', () => reject(abortSignal.reason), { once: true })
  })

describe('a model object without a policy of its own', () => {
  it('is asked again after a failure that may go away, and the run says so', async () => {
    const clock = fakeClock()
    const { model, asked } = ownModel(unavailable, unavailable, () => answer('Here.'))
    const running = defineAgent({ name: 'a', model }).run('x', { clock })
    await clock.advance(5000)
    const { output, warnings } = await running
    expect(output).toBe('Here.')
    expect(asked).toHaveLength(3)
    expect(warnings).toEqual([expect.stringContaining('answered at attempt 3')])
  })

  it('is asked three times at most', async () => {
    const clock = fakeClock()
    const { model, asked } = ownModel(unavailable, unavailable, unavailable, () => answer('Late.'))
    const failure = rejection(defineAgent({ name: 'a', model }).run('x', { clock }))
    await clock.advance(60_000)
    expect(await failure).toMatchObject({ code: 'MODEL_UNAVAILABLE', message: expect.stringContaining('3 attempts') })
    expect(asked).toHaveLength(3)
  })

  it('is asked once where asking again is in vain', async () => {
    const { model, asked } = ownModel(refused)
    expect(await rejection(defineAgent({ name: 'a', model }).run('x'))).toMatchObject({ code: 'MODEL_AUTHENTICATION' })
    expect(asked).toHaveLength(1)
  })

  it('is not waited for longer than ten minutes, and its request is aborted', async () => {
    const clock = fakeClock()
    const { model, asked } = ownModel(hangs, () => answer('At last.'))
    const running = defineAgent({ name: 'a', model }).run('x', { clock })
    await clock.advance(599_999)
    expect(asked).toHaveLength(1)
    await clock.advance(10_000)
    expect((await running).output).toBe('At last.')
    expect(asked[0]?.abortSignal?.reason).toMatchObject({ code: 'MODEL_TIMEOUT' })
    expect(clock.pendingTimers).toBe(0)
  })

  it('is not waited for longer either where it looks at no signal', async () => {
    const clock = fakeClock()
    const { model } = ownModel(
      () => new Promise<never>(() => {}),
      () => answer('At last.'),
    )
    const running = defineAgent({ name: 'a', model }).run('x', { clock })
    await clock.advance(610_000)
    expect((await running).output).toBe('At last.')
  })

  it('sees the abort of its caller, which is no reason to ask again', async () => {
    const controller = new AbortController()
    const { model, asked } = ownModel(hangs)
    const failure = rejection(defineAgent({ name: 'a', model }).run('x', { signal: controller.signal }))
    await Promise.resolve()
    controller.abort(new Error('enough'))
    expect(await failure).toMatchObject({ message: 'enough' })
    expect(asked).toHaveLength(1)
    expect(asked[0]?.abortSignal?.aborted).toBe(true)
  })

  it('is asked again after an empty answer', async () => {
    const clock = fakeClock()
    const { model, asked } = ownModel(
      () => answer(''),
      () => answer('Something.'),
    )
    const running = defineAgent({ name: 'a', model }).run('x', { clock })
    await clock.advance(5000)
    expect((await running).output).toBe('Something.')
    expect(asked).toHaveLength(2)
  })
})
