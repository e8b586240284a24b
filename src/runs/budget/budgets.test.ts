import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { ModelError } from '../../errors/model-error.ts'
import type { RunEvent } from '../../events/event.ts'
import type { PriceTable } from '../../models/prices/model-price.ts'
import type { Budget } from '../budget.ts'
import { createBudgets } from './create-budgets.ts'
import { memoryLedger } from '../memory/memory-ledger.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import type { ScriptedReply } from '../../testing/scripted-reply.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { agentTool } from '../../agents/agent-tool.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { RunError } from '../../errors/run-error.ts'
import { createRuntime } from '../../runtime/create-runtime.ts'

const usage = { inputTokens: 100, outputTokens: 10, cachedInputTokens: 40 }
// One dollar for a thousand tokens in, two for a thousand out: a call of the usage above costs eight cents.
const price = { input: 1000, cachedInput: 500, output: 2000 }
const prices: PriceTable = { 'scripted:*': price, 'scripted:cheap': { input: 1, output: 2 } }
const settings = { maxOutputTokens: 20 }

const tick = defineTool({
  name: 'tick',
  description: 'counts',
  input: z.object({ n: z.number() }),
  effect: 'none',
  execute: ({ n }) => n,
})
const callTick = (n: number): ScriptedReply => ({ toolCalls: [{ toolName: 'tick', input: { n } }], usage })
const say = (text: string): ScriptedReply => ({ text, usage })

function ticking(replies: readonly ScriptedReply[], modelId = 'dear') {
  const model = scriptedModel(replies, { modelId })
  return { model, agent: defineAgent({ name: 'worker', model, tools: [tick], settings }) }
}

const failure = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'it did not fail',
    (error: unknown) => error,
  )

describe('the cost of a run', () => {
  it('is that of the model that answered, where a fallback took over', async () => {
    const dear = scriptedModel([{ error: new ModelError('MODEL_NOT_FOUND', 'gone') }], { modelId: 'dear' })
    const cheap = scriptedModel([say('from the other')], { modelId: 'cheap' })
    const agent = defineAgent({ name: 'worker', model: dear, settings, resilience: { fallback: { models: [cheap] } } })
    const { output, cost } = await agent.run('go', { prices })
    expect(output).toBe('from the other')
    expect(cost).toMatchObject({ usd: (100 * 1 + 10 * 2) / 1_000_000, unknownCalls: 0 })
  })

  it('is that of its model calls, split and by agent, and stands in its last event', async () => {
    const inner = defineAgent({ name: 'inner-one', model: scriptedModel([say('four')], { modelId: 'm' }), settings })
    const outer = defineAgent({
      name: 'outer',
      model: scriptedModel([{ toolCalls: [{ toolName: 'ask', input: { input: '2+2' } }], usage }, say('It is four.')], {
        modelId: 'm',
      }),
      tools: [agentTool(inner, { name: 'ask' })],
    })
    const events: RunEvent[] = []
    const { cost, costByAgent } = await outer.run('2+2?', { prices, onEvent: (event) => events.push(event) })
    expect(cost).toEqual({ usd: expect.closeTo(0.3, 9), unknownCalls: 0, unknownModels: [] })
    expect(costByAgent['inner-one']?.usd).toBeCloseTo(0.1, 9)
    expect(costByAgent['outer']?.usd).toBeCloseTo(0.2, 9)
    expect(events.at(-1)).toMatchObject({ type: 'run-finish', cost })
    const step = events.find((event) => event.type === 'step-finish' && event.kind === 'model')
    expect(step).toMatchObject({
      output: { cost: { input: 0.06, cachedInput: 0.02, cacheWrite: 0, output: 0.02, usd: expect.closeTo(0.1, 9) } },
    })
  })

  it('is unknown where the price of a model is, and never zero', async () => {
    const { cost } = await ticking([callTick(1), say('done')]).agent.run('go')
    expect(cost).toEqual({ usd: 0, unknownCalls: 2, unknownModels: ['scripted:dear'] })
  })

  it('is unknown where the provider reports no tokens, and its budget is charged with what was held', async () => {
    const budgets = createBudgets({ total: { tokens: 10_000 } })
    const agent = defineAgent({ name: 'a', model: scriptedModel(['Hello.']), settings })
    const { cost } = await agent.run('go', { prices, budgets })
    expect(cost).toMatchObject({ usd: 0, unknownCalls: 1 })
    expect(budgets.report()[0]?.used.tokens).toBeGreaterThan(20)
  })

  it('is recorded, and a replay comes to the same without a price, a budget or a model', async () => {
    const ledger = memoryLedger()
    const first = await ticking([callTick(1), say('done')]).agent.run('go', { prices, ledger, budget: { usd: 10 } })
    const budgets = createBudgets({ total: { modelCalls: 0, toolCalls: 0 } })
    const again = await ticking([]).agent.run('go', {
      ledger: memoryLedger(ledger.records),
      budgets,
      budget: { usd: 0 },
    })
    expect(again.cost).toEqual(first.cost)
    expect(again.costByAgent).toEqual(first.costByAgent)
    expect(budgets.report()).toMatchObject([{ used: { usd: 0, modelCalls: 0, toolCalls: 0 } }])
  })
})

describe('a budget', () => {
  it('refuses a call whose worst case does not fit, before anything is sent, and says all figures', async () => {
    const { agent, model } = ticking([callTick(1), callTick(2), callTick(3), say('done')])
    const error = await failure(agent.run('go', { prices, budget: { usd: 0.5 } }))
    expect(error).toMatchObject({
      name: 'RunError',
      code: 'BUDGET_EXCEEDED',
      retryable: false,
      details: { scope: 'run', measure: 'usd', limit: 0.5, reserved: 0, action: 'stop' },
    })
    expect(String(error)).toMatch(
      /The budget of the run ".+" ends the run before the next call of model "scripted:dear": \$0\.\d{4} of \$0\.5000 is used, and the next call of model "scripted:dear" may take up to \$0\.\d{4}\./,
    )
    expect(model.calls.length).toBeGreaterThan(0)
    expect(model.calls.length).toBeLessThan(4)
  })

  it.each<[string, Budget, Partial<Record<string, unknown>>]>([
    ['tokens', { tokens: 300 }, { measure: 'tokens', limit: 300 }],
    ['model calls', { modelCalls: 2 }, { measure: 'modelCalls', used: 2, needed: 1 }],
    ['tool calls', { toolCalls: 2 }, { measure: 'toolCalls', used: 2, needed: 1 }],
  ])('limits %s', async (_what, budget, details) => {
    const { agent } = ticking([callTick(1), callTick(2), callTick(3), say('done')])
    expect(await failure(agent.run('go', { budget }))).toMatchObject({ code: 'BUDGET_EXCEEDED', details })
  })

  it('limits the time in which calls were under way', async () => {
    const clock = fakeClock()
    const slow: ScriptedReply = async () => (
      await clock.advance(600),
      { toolCalls: [{ toolName: 'tick', input: { n: clock.now() } }] }
    )
    const { agent, model } = ticking([slow, slow, say('done')])
    expect(await failure(agent.run('go', { clock, budget: { timeMs: 1000 } }))).toMatchObject({
      details: { measure: 'timeMs', used: 1200, limit: 1000 },
    })
    expect(model.calls).toHaveLength(2)
  })

  it('of money refuses a model whose price is not known, rather than take it for free', async () => {
    const { agent, model } = ticking([say('done')])
    expect(await failure(agent.run('go', { budget: { usd: 5 } }))).toMatchObject({
      code: 'BUDGET_UNPRICED',
      details: { model: 'scripted:dear' },
    })
    expect(model.calls).toHaveLength(0)
  })

  it('is shared by the whole tree of agents, and its end is not talked about with a model', async () => {
    const inner = defineAgent({ name: 'inner', model: scriptedModel([say('one'), say('two')]) })
    const ask = (): ScriptedReply => ({ toolCalls: [{ toolName: 'inner', input: { input: 'go' } }], usage })
    const model = scriptedModel([ask(), ask(), say('done')])
    const outer = defineAgent({ name: 'outer', model, tools: [agentTool(inner)] })
    expect(await failure(outer.run('go', { budget: { modelCalls: 3 } }))).toMatchObject({
      code: 'BUDGET_EXCEEDED',
      details: { scope: 'run', used: 3 },
    })
    expect(model.calls).toHaveLength(2)
  })

  it('of an agent covers the agents it calls, and only those', async () => {
    const leaf = defineAgent({ name: 'leaf', model: scriptedModel([say('one')]) })
    const middle = defineAgent({
      name: 'middle',
      model: scriptedModel([{ toolCalls: [{ toolName: 'leaf', input: { input: 'go' } }] }, say('never')]),
      tools: [agentTool(leaf)],
      budget: { modelCalls: 2 },
    })
    const outer = defineAgent({
      name: 'outer',
      model: scriptedModel([{ toolCalls: [{ toolName: 'middle', input: { input: 'go' } }] }]),
      tools: [agentTool(middle)],
    })
    expect(await failure(outer.run('go'))).toMatchObject({
      details: { scope: 'agent', id: 'middle', used: 2, limit: 2 },
    })
  })

  it('of a tenant or session is kept in a store that runs share', async () => {
    const budgets = createBudgets({
      tenant: { modelCalls: 2 },
      session: (id) => (id === 'long' ? { modelCalls: 1 } : undefined),
    })
    const run = (options: object) =>
      defineAgent({ name: 'a', model: scriptedModel([say('ok')]) }).run('go', { budgets, ...options })
    await run({ tenant: 'acme', session: 'short' })
    await run({ tenant: 'acme', session: 'long' })
    expect(await failure(run({ tenant: 'acme' }))).toMatchObject({ details: { scope: 'tenant', id: 'acme', used: 2 } })
    expect(await failure(run({ tenant: 'other', session: 'long' }))).toMatchObject({
      details: { scope: 'session', id: 'long' },
    })
    await run({ tenant: 'other', session: 'short' })
    budgets.forget('tenant', 'acme')
    await run({ tenant: 'acme' })
  })

  it('holds what is under way, so that agents side by side cannot overdraw it together', async () => {
    const budgets = createBudgets({ total: { modelCalls: 3 } })
    const model = scriptedModel(Array.from({ length: 10 }, () => say('ok')))
    const agent = defineAgent({ name: 'a', model })
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => failure(agent.run('go', { budgets }))))
    expect(outcomes.filter((outcome) => outcome === 'it did not fail')).toHaveLength(3)
    expect(model.calls).toHaveLength(3)
    expect(budgets.report()).toMatchObject([{ scope: 'total', used: { modelCalls: 3 }, reserved: { modelCalls: 0 } }])
  })

  it('changes to a cheaper model where it is told to, says so once, and stays with it', async () => {
    const cheap = scriptedModel([callTick(3), callTick(4), say('done cheaply')], { modelId: 'cheap' })
    const { agent, model } = ticking([callTick(1), callTick(2), callTick(9)])
    const { output, warnings, cost } = await agent.run('go', {
      prices,
      budget: { usd: 0.45, onExhausted: 'cheaper-model', cheaperModel: cheap },
    })
    expect(output).toBe('done cheaply')
    expect(warnings.filter((warning) => warning.includes('nearly used up'))).toHaveLength(1)
    expect(warnings.join()).toContain('model "scripted:cheap" answers from now on instead of "scripted:dear"')
    expect(model.calls.length).toBeLessThan(3)
    expect(cost.usd).toBeLessThanOrEqual(0.45)
    cheap.assertComplete()
  })

  it('stops when not even the cheaper model fits', async () => {
    const cheap = scriptedModel([], { modelId: 'cheap' })
    const { agent } = ticking([])
    const budget = { usd: 0.0001, onExhausted: 'cheaper-model', cheaperModel: cheap } as const
    expect(await failure(agent.run('go', { prices, budget }))).toMatchObject({ code: 'BUDGET_EXCEEDED' })
  })

  it('that asks is refused while nobody can be asked', async () => {
    const { agent } = ticking([say('done')])
    expect(await failure(agent.run('go', { budget: { modelCalls: 0, onExhausted: 'ask' } }))).toMatchObject({
      code: 'BUDGET_INVALID',
      message: expect.stringContaining('which takes approvals') as string,
    })
  })

  it('counts what the recorded part of a run had spent when the run goes on', async () => {
    const ledger = memoryLedger()
    const broken = ticking([callTick(1), { error: new Error('the process died') }])
    await failure(broken.agent.run('go', { ledger }))
    // What a crash leaves: the first call and its tool, and then nothing.
    const history = ledger.records.slice(
      0,
      ledger.records.findIndex((record) => record.type === 'intent' && record.key.endsWith('dear#2')),
    )
    const { agent } = ticking([callTick(2), say('done')])
    expect(await failure(agent.run('go', { ledger: memoryLedger(history), budget: { modelCalls: 2 } }))).toMatchObject({
      details: { used: 2 },
    })
  })

  it('of nothing but attention: a store that tracks counts sessions and tenants without a limit', async () => {
    const budgets = createBudgets({ track: true })
    await ticking([callTick(1), say('done')]).agent.run('go', { prices, budgets, tenant: 'acme', session: 's1' })
    expect(budgets.report()).toMatchObject([
      {
        scope: 'session',
        id: 's1',
        limits: {},
        used: { usd: expect.closeTo(0.2, 9) as number, tokens: 220, modelCalls: 2, toolCalls: 1 },
        unknownCalls: 0,
      },
      { scope: 'tenant', id: 'acme' },
      { scope: 'total', used: { modelCalls: 2 } },
    ])
  })

  it('gives back what it held when a call fails, and counts the call', async () => {
    const budgets = createBudgets({ total: { usd: 5, modelCalls: 5 } })
    const agent = defineAgent({ name: 'a', model: scriptedModel([{ error: new Error('no') }]), settings })
    await failure(agent.run('go', { budgets, prices }))
    expect(budgets.report()).toMatchObject([{ used: { usd: 0, modelCalls: 1 }, reserved: { usd: 0, modelCalls: 0 } }])
  })

  it.each<[string, Budget]>([
    ['below zero', { usd: -1 }],
    ['no number', { tokens: Number.NaN }],
    ['without the model it changes to', { usd: 1, onExhausted: 'cheaper-model' }],
  ])('is refused when it is %s', async (_what, budget) => {
    expect(await failure(ticking([say('done')]).agent.run('go', { budget }))).toMatchObject({ code: 'BUDGET_INVALID' })
  })
})

const allNames = 'Known: usd, tokens, modelCalls, toolCalls, timeMs, onExhausted, cheaperModel.'

describe('a budget that limits nothing by mistake', () => {
  const junk: readonly (readonly [unknown, string])[] = [
    [{ dollars: 1 }, `: there is no "dollars". ${allNames}`],
    [{ USD: 0.1 }, `: there is no "USD". Did you mean "usd"? ${allNames}`],
    [{ modelcalls: 1 }, `: there is no "modelcalls". Did you mean "modelCalls"? ${allNames}`],
    [5, ` is 5. Give an object. ${allNames}`],
    ['x', ` is "x". Give an object. ${allNames}`],
    [[], ` is a list. Give an object. ${allNames}`],
    [null, ` is null. Give an object. ${allNames}`],
    [{ usd: '0.1' }, ' has usd: "0.1". Give a number of at least 0, or leave it out.'],
    [{ usd: null }, ' has usd: null. Give a number of at least 0, or leave it out.'],
    [{ usd: Number.NaN }, ' has usd: NaN. Give a number of at least 0, or leave it out.'],
    [{ tokens: -1 }, ' has tokens: -1. Give a number of at least 0, or leave it out.'],
    [{ usd: 1, onExhausted: 'bogus' }, ' has onExhausted: "bogus". Known: stop, cheaper-model, ask.'],
    [
      { usd: 1, onExhausted: 'stopp' },
      ' has onExhausted: "stopp". Did you mean "stop"? Known: stop, cheaper-model, ask.',
    ],
    [{ usd: 1, onExhausted: 'cheaper-model' }, ' changes to a cheaper model but names none. Set cheaperModel.'],
    [
      { usd: 1, onExhausted: 'cheaper-model', cheaperModel: 5 },
      ' has cheaperModel: 5. Give the name of a model, or a model.',
    ],
  ]

  it.each(junk)('is refused wherever it is given: %j', async (given, problem) => {
    const budget = given as Budget
    const { agent, model } = ticking([say('no')])
    await using runtime = await createRuntime({ agents: [agent] })
    const thrown = (make: () => unknown): unknown => {
      try {
        return make()
      } catch (error) {
        return error
      }
    }
    const refusals: readonly (readonly [string, unknown])[] = [
      ['the run', await failure(agent.run('go', { budget }))],
      ['the run', await failure(agent.stream('go', { budget }).result)],
      ['the run', await failure(runtime.call('worker', 'go', { budget }))],
      ['agent "a"', thrown(() => defineAgent({ name: 'a', model, budget }))],
      ['each tenant', thrown(() => createBudgets({ tenant: budget }))],
      ['each session', thrown(() => createBudgets({ session: budget }))],
      ['everything (total)', thrown(() => createBudgets({ total: budget }))],
      [
        'the tenant "acme"',
        await failure(agent.run('go', { budgets: createBudgets({ tenant: () => budget }), tenant: 'acme' })),
      ],
    ]
    for (const [owner, error] of refusals) {
      expect(error).toBeInstanceOf(RunError)
      expect(error).toMatchObject({ code: 'BUDGET_INVALID', message: `The budget of ${owner}${problem}` })
    }
    expect(model.calls).toEqual([])
  })

  it.each<[unknown, string]>([
    [
      { tenants: { usd: 1 } },
      'there is no "tenants". Did you mean "tenant"? Known: total, session, tenant, track, clock.',
    ],
    [null, 'The argument of createBudgets is null.'],
    [{ total: () => ({ usd: 1 }) }, 'The budget of everything (total) is a function.'],
  ])('is refused as an option of a store: %j', (options, message) => {
    expect(() => createBudgets(options as Parameters<typeof createBudgets>[0])).toThrow(
      expect.objectContaining({ code: 'BUDGET_INVALID', message: expect.stringContaining(message) as string }) as Error,
    )
  })

  it('is no budget that leaves things out', async () => {
    const { agent } = ticking([say('done')])
    const budgets = createBudgets({ tenant: () => undefined, session: undefined })
    const budget: Budget = { usd: undefined, tokens: Number.POSITIVE_INFINITY, onExhausted: undefined }
    expect((await agent.run('go', { budgets, tenant: 'acme', session: 's', budget })).output).toBe('done')
  })
})
