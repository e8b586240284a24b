import { beforeAll, describe, expect, it } from 'vitest'
import { rejection } from '../../../../test/support/rejection.ts'
import type { CodeOf } from '../../../errors/aixgo-error.ts'
import { ModelError } from '../../../errors/model-error.ts'
import { fakeClock } from '../../../testing/fake-clock.ts'
import { scriptedModel } from '../../../testing/scripted-model.ts'
import { never, type ScriptedReply } from '../../../testing/scripted-reply.ts'
import type { LanguageModelV4, LanguageModelV4StreamPart, ModelResolver } from '../../model.ts'
import { createModelCall, modelCall } from '../../model-call.ts'
import type { ResiliencePolicy } from '../../resilience-policy.ts'
import { resilientModel } from '../resilient-model.ts'

beforeAll(() => import('../../errors/model-errors.ts'))

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }]
const failing = (code: CodeOf<'model'>): ScriptedReply => ({ error: new ModelError(code, 'No.') })

/** A model that is known by name. */
function named(
  name: string,
  replies: readonly ScriptedReply[],
): LanguageModelV4 & { readonly calls: readonly unknown[] } {
  const [provider = '', modelId = ''] = name.split(':')
  return { ...scriptedModel(replies, { modelId }), provider, modelId }
}

interface SetUp {
  readonly first: readonly [name: string, ...replies: ScriptedReply[]]
  readonly others: Readonly<Record<string, readonly ScriptedReply[]>>
  readonly policy?: ResiliencePolicy
}

function setUp({ first: [name, ...replies], others, policy = { retry: false } }: SetUp) {
  const clock = fakeClock()
  const models = Object.fromEntries(Object.entries(others).map(([other, script]) => [other, named(other, script)]))
  const resolveModel: ModelResolver = (reference) => {
    const found = typeof reference === 'string' ? models[reference] : reference
    if (found === undefined) throw new ModelError('MODEL_KEY_MISSING', 'No key.')
    return found
  }
  const first = named(name, replies)
  const model = resilientModel(
    first,
    { ...policy, fallback: { models: [...Object.keys(others), ...(policy.fallback?.models ?? [])] } },
    { resolveModel },
  )
  const call = createModelCall({ clock, random: { next: () => 0.5, id: () => 'id' } })
  const options = { prompt, [modelCall]: call }
  const asked = () =>
    [first, ...Object.values(models)].filter(({ calls }) => calls.length > 0).map(({ modelId }) => modelId)
  return { clock, model, options, asked }
}

async function textOf(model: LanguageModelV4, options: Parameters<LanguageModelV4['doStream']>[0]): Promise<string> {
  let text = ''
  for await (const part of (await model.doStream(options)).stream as AsyncIterable<LanguageModelV4StreamPart>) {
    if (part.type === 'error') throw part.error
    if (part.type === 'text-delta') text += part.delta
  }
  return text
}

describe.each(['generate', 'stream'] as const)('another model (%s)', (way) => {
  const ask = async ({ model, options }: ReturnType<typeof setUp>): Promise<string> =>
    way === 'generate' ? JSON.stringify((await model.doGenerate(options)).content) : textOf(model, options)

  it.each([
    'MODEL_QUOTA_EXCEEDED',
    'MODEL_OUTPUT_LIMIT',
    'MODEL_AUTHENTICATION',
    'MODEL_NOT_FOUND',
    'MODEL_UNAVAILABLE',
  ] as const)('is asked after %s', async (code) => {
    const call = setUp({ first: ['openai:gpt-4o', failing(code)], others: { 'b:two': ['from the second'] } })
    expect(await ask(call)).toContain('from the second')
  })

  it.each(['MODEL_REQUEST_INVALID', 'MODEL_CONTENT_FILTERED'] as const)('is not asked after %s', async (code) => {
    const call = setUp({ first: ['openai:gpt-4o', failing(code)], others: { 'b:two': ['never'] } })
    expect(await rejection(ask(call))).toMatchObject({ code, message: 'No.' })
    expect(call.asked()).toEqual(['gpt-4o'])
  })

  it.each([
    ['a larger one', 'google:gemini-2.5-pro'],
    ['one that nobody knows', 'openai-compatible:house-model'],
  ])('is asked when a window is exceeded where its own is %s', async (_name, other) => {
    const call = setUp({
      first: ['openai:gpt-4o', failing('MODEL_WINDOW_EXCEEDED')],
      others: { [other]: ['long enough'] },
    })
    expect(await ask(call)).toContain('long enough')
  })

  it('is passed over where its window is no larger, and the next one asked', async () => {
    const call = setUp({
      first: ['openai:gpt-4o', failing('MODEL_WINDOW_EXCEEDED')],
      others: {
        'openai:gpt-4o-mini': ['never'],
        'anthropic:claude-sonnet-4-5': [failing('MODEL_WINDOW_EXCEEDED')],
        'openai:gpt-4-turbo': ['never'],
        'google:gemini-2.5-pro': ['long enough'],
      },
    })
    expect(await ask(call)).toContain('long enough')
    expect(call.asked()).toEqual(['gpt-4o', 'claude-sonnet-4-5', 'gemini-2.5-pro'])
  })

  it('is not asked when a window is exceeded and no other is larger', async () => {
    const call = setUp({
      first: ['openai:gpt-4o', failing('MODEL_WINDOW_EXCEEDED')],
      others: { 'openai:gpt-4o-mini': ['never'] },
    })
    expect(await rejection(ask(call))).toMatchObject({ code: 'MODEL_WINDOW_EXCEEDED', message: 'No.' })
    expect(call.asked()).toEqual(['gpt-4o'])
  })

  it('is asked when a window that nobody knows is exceeded', async () => {
    const call = setUp({
      first: ['openai-compatible:house-model', failing('MODEL_WINDOW_EXCEEDED')],
      others: { 'openai:gpt-4o': ['long enough'] },
    })
    expect(await ask(call)).toContain('long enough')
  })

  it('leaves the count of what was sent to the last error, each request of a hedge and none that was not sent', async () => {
    const call = setUp({
      first: ['a:one', never(), never(), failing('MODEL_UNAVAILABLE')],
      others: { 'b:two': [failing('MODEL_UNAVAILABLE')] },
      policy: {
        retry: { maxAttempts: 2, initialBackoffMs: 10, retryOn: ['MODEL_TIMEOUT'] },
        hedge: { afterMs: 100 },
        timeouts: { answerMs: 1000, firstByteMs: 1000 },
        fallback: { models: ['c:without-a-key'] },
      },
    })
    const failure = rejection(ask(call))
    for (let round = 0; round < 20; round += 1) await call.clock.advance(100)
    expect(await failure).toMatchObject({ details: { attempts: 4 } })
    expect(await failure).toMatchObject({ code: 'MODEL_KEY_MISSING', message: 'No key. Gave up after 4 attempts.' })
  })
})
