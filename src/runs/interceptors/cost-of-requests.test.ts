import { beforeAll, describe, expect, it } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import type { CodeOf } from '../../errors/aixgo-error.ts'
import { ModelError } from '../../errors/model-error.ts'
import type { RunEvent } from '../../events/event.ts'
import type { LanguageModelV4, ModelResolver } from '../../models/model.ts'
import type { PriceTable } from '../../models/prices/model-price.ts'
import type { ResiliencePolicy } from '../../models/resilience-policy.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { never, type ScriptedReply } from '../../testing/scripted-reply.ts'
import { memoryLedger } from '../memory/memory-ledger.ts'
import type { RunResult } from '../result/run-result.ts'
import type { RunOptions } from '../start-run.ts'

// Loaded with the first use, which would take longer than the turns of a clock that stands still.
beforeAll(() =>
  Promise.all([
    import('../../models/errors/model-errors.ts'),
    import('../../models/middleware/apply-resilience.ts'),
    import('../../models/prices/pricing.ts'),
  ]),
)

const usage = { inputTokens: 100, outputTokens: 10 }
const say = (text: string): ScriptedReply => ({ text, usage })
const failing = (code: CodeOf<'model'>, status?: number): ScriptedReply => ({
  error: new ModelError(code, 'No.', { details: status === undefined ? {} : { status } }),
})
// An answer of the usage above costs twelve cents at `dear`, and two at `cheap`.
const prices: PriceTable = { 'a:dear': { input: 1000, output: 2000 }, 'b:cheap': { input: 100, output: 1000 } }
const random = { next: () => 0.5, id: () => 'run-1' }

function named(name: string, replies: readonly ScriptedReply[]): LanguageModelV4 {
  const [provider = '', modelId = ''] = name.split(':')
  return { ...scriptedModel(replies, { modelId }), provider, modelId }
}

interface Setting {
  readonly resilience?: ResiliencePolicy
  readonly run?: RunOptions
}

const ways = ['run', 'watched run', 'stream'] as const

describe.each(ways)('what a run cost (%s)', (way) => {
  /** Runs an agent whose models are known by name, the first of them its own, and moves a clock that stands still. */
  async function start(models: Readonly<Record<string, readonly ScriptedReply[]>>, { resilience, run }: Setting = {}) {
    const clock = fakeClock()
    const resolved = Object.fromEntries(Object.entries(models).map(([name, replies]) => [name, named(name, replies)]))
    const resolveModel: ModelResolver = (reference) => {
      const found = typeof reference === 'string' ? resolved[reference] : reference
      if (found === undefined) throw new ModelError('MODEL_NAME_INVALID', 'No such model.')
      return found
    }
    const [model = ''] = Object.keys(models)
    const agent = defineAgent({
      name: 'worker',
      model,
      resilience: resilience ?? {},
      settings: { maxOutputTokens: 20 },
    })
    const ledger = memoryLedger()
    const onEvent = way === 'watched run' ? (_event: RunEvent): void => {} : undefined
    const options = {
      prices,
      clock,
      random,
      ledger,
      resolveModel,
      ...(onEvent === undefined ? {} : { onEvent }),
      ...run,
    }
    const running = way === 'stream' ? agent.stream('go', options).result : agent.run('go', options)
    let isOver = false
    const settled = running.finally(() => (isOver = true))
    settled.catch(() => {})
    while (!isOver) await clock.advance(500)
    return { settled, replay: () => agent.run('go', { ...options, ledger: memoryLedger(ledger.records) }) }
  }

  const costOf = async (started: ReturnType<typeof start>): Promise<RunResult<unknown>['cost']> => {
    const { settled, replay } = await started
    const { cost } = await settled
    // A replay costs the same as the run did.
    expect((await replay()).cost).toEqual(cost)
    return cost
  }
  const cents = (amount: number): unknown => expect.closeTo(amount / 100, 9)

  it('is that of the answer alone where all else was refused before it cost anything', async () => {
    const cost = await costOf(
      start({ 'a:dear': [failing('MODEL_RATE_LIMITED', 429), failing('MODEL_UNAVAILABLE', 503), say('done')] }),
    )
    expect(cost).toEqual({ usd: cents(12), unknownCalls: 0, unknownModels: [] })
  })

  it('is unknown for requests whose answer never came, or was of no use, by the name of their model', async () => {
    const replies = [failing('MODEL_RESPONSE_INVALID'), never(), say('done')]
    const cost = await costOf(start({ 'a:dear': replies }))
    expect(cost).toEqual({ usd: cents(12), unknownCalls: 2, unknownModels: ['a:dear'] })
  })

  it('is unknown for the request that lost a race', async () => {
    const cost = await costOf(
      start({ 'a:dear': [never(), say('second')] }, { resilience: { hedge: { afterMs: 100 } } }),
    )
    expect(cost).toEqual({ usd: cents(12), unknownCalls: 1, unknownModels: ['a:dear'] })
  })

  it('is that of the model that took over, at its price', async () => {
    const resilience: ResiliencePolicy = { retry: false, fallback: { models: ['b:cheap'] } }
    const cost = await costOf(
      start({ 'a:dear': [failing('MODEL_UNAVAILABLE', 500)], 'b:cheap': [say('done')] }, { resilience }),
    )
    expect(cost).toEqual({ usd: cents(2), unknownCalls: 0, unknownModels: [] })
  })

  it('is that of a model that took over under a name of its own', async () => {
    const cheap = named('b.messages:cheap', [say('done')])
    const resolveModel: ModelResolver = (reference) =>
      reference === 'spare' ? cheap : named('a:dear', [failing('MODEL_UNAVAILABLE', 500)])
    const resilience: ResiliencePolicy = { retry: false, fallback: { models: ['spare'] } }
    const cost = await costOf(start({ 'a:dear': [] }, { resilience, run: { resolveModel } }))
    expect(cost).toEqual({ usd: cents(2), unknownCalls: 0, unknownModels: [] })
  })

  it('is unknown by the name of the model that took over, where nobody knows its price', async () => {
    const resilience: ResiliencePolicy = { retry: false, fallback: { models: ['c:unknown'] } }
    const cost = await costOf(
      start({ 'a:dear': [failing('MODEL_UNAVAILABLE', 500)], 'c:unknown': [say('done')] }, { resilience }),
    )
    expect(cost).toEqual({ usd: 0, unknownCalls: 1, unknownModels: ['c:unknown'] })
  })

  it('keeps apart who answered and who only cost: a cheaper model, a hedge, and a model that took over', async () => {
    const replies = {
      'a:dear': [],
      'b:cheap': [never(), never()],
      'c:third': [never(), say('at last')],
    }
    const resilience: ResiliencePolicy = {
      retry: false,
      hedge: { afterMs: 100 },
      timeouts: { answerMs: 1000, firstByteMs: 1000 },
      fallback: { models: ['c:third'] },
    }
    const run: RunOptions = {
      budget: { usd: 1, onExhausted: 'cheaper-model', cheaperModel: 'b:cheap' },
      prices: { ...prices, 'a:dear': { input: 0, output: 1_000_000 }, 'c:third': { input: 0, output: 1000 } },
    }
    const cost = await costOf(start(replies, { resilience, run }))
    expect(cost).toEqual({ usd: cents(1), unknownCalls: 3, unknownModels: ['b:cheap', 'c:third'] })
  })

  it('is nothing for models that cost nothing by declaration', async () => {
    const cost = await costOf(start({ 'ollama:llama': [failing('MODEL_STREAM_CUT'), say('done')] }))
    expect(cost).toEqual({ usd: 0, unknownCalls: 0, unknownModels: [] })
  })

  it('is told of a step that failed in the end too', async () => {
    const failed = failing('MODEL_RESPONSE_INVALID')
    const { settled } = await start({ 'a:dear': [failed, failing('MODEL_UNAVAILABLE', 503), failed] })
    const error = (await rejection(settled)) as ModelError
    expect(error.details).toMatchObject({ attempts: 3, unpriced: ['a:dear', 'a:dear'] })
  })
})

describe('the price of an answer', () => {
  const answering = (modelId: string | undefined, asked = 'router:auto'): LanguageModelV4 => {
    const model = named(asked, [say('done'), say('done')])
    return {
      ...model,
      doGenerate: async (options) => {
        const result = await model.doGenerate(options)
        return { ...result, response: modelId === undefined ? {} : { modelId } }
      },
    }
  }
  const own: PriceTable = {
    'router:some/model': { input: 1000, output: 2000 },
    'router:priced': { input: 0, output: 1000 },
  }
  const run = (model: LanguageModelV4) => defineAgent({ name: 'a', model }).run('go', { prices: own })

  it('is that of the model which the answer names, where what was asked has none', async () => {
    expect((await run(answering('some/model'))).cost).toMatchObject({ usd: expect.closeTo(0.12, 9), unknownCalls: 0 })
    expect((await run(answering('router/other'))).cost).toMatchObject({ unknownModels: ['router:auto'] })
    expect((await run(answering(undefined))).cost).toMatchObject({ unknownModels: ['router:auto'] })
  })

  it('is that of what was asked where that has one', async () => {
    expect((await run(answering('some/model', 'router:priced'))).cost.usd).toBeCloseTo(0.01, 9)
  })
})

it('tells the caller of an agent that failed what that may have cost', async () => {
  const broken = defineAgent({
    name: 'broken',
    model: named('a:dear', [failing('MODEL_STREAM_CUT')]),
    resilience: { retry: false },
  })
  const caller = defineCustomAgent({
    name: 'caller',
    execute: (_input, context) => context.call(broken, 'go').catch(() => 'done without'),
  })
  expect(await caller.run('go', { prices })).toMatchObject({
    output: 'done without',
    cost: { usd: 0, unknownCalls: 1, unknownModels: ['a:dear'] },
    costByAgent: { broken: { unknownCalls: 1 } },
  })
})
