import { beforeAll, describe, expect, it } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import * as z from 'zod'
import { agentTool } from '../../agents/agent-tool.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { ModelError } from '../../errors/model-error.ts'
import type { RunError } from '../../errors/run-error.ts'
import type { RunEvent } from '../../events/event.ts'
import type { ModelResolver } from '../../models/model.ts'
import type { PriceTable } from '../../models/prices/model-price.ts'
import type { ResiliencePolicy } from '../../models/resilience-policy.ts'
import { createRuntime } from '../../runtime/create-runtime.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { never, type ScriptedReply } from '../../testing/scripted-reply.ts'
import { delay } from '../../util/abort.ts'
import { nextTurn } from '../../util/clock.ts'
import type { Budget, BudgetAccount, Budgets, Spending } from '../budget.ts'
import type { StepInterceptor } from '../interceptors/interceptor.ts'
import type { Ledger } from '../ledger.ts'
import { memoryLedger } from '../memory/memory-ledger.ts'
import type { RunOptions } from '../start-run.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { Account } from './account.ts'
import { createBudgets } from './create-budgets.ts'

const usage = { inputTokens: 100, outputTokens: 10 }
// A call of the usage above costs twelve cents.
const prices: PriceTable = {
  'scripted:*': { input: 1000, output: 2000 },
  'scripted:cheap': { input: 1, output: 2 },
}
const settings = { maxOutputTokens: 20 }
const say = (text: string): ScriptedReply => ({ text, usage })
const failing = (code: ConstructorParameters<typeof ModelError>[0]): ScriptedReply => ({
  error: new ModelError(code, 'No.'),
})
const wide: Budget = { usd: 1000, tokens: 1_000_000, modelCalls: 1000 }
const ways = ['generate', 'stream'] as const

// Loaded with the first use, which would take longer than the turns of a clock that stands still.
beforeAll(() =>
  Promise.all([
    import('../../models/errors/model-errors.ts'),
    import('../../models/middleware/apply-resilience.ts'),
    import('../../models/prices/pricing.ts'),
  ]),
)

/** Runs an agent until it settles, moving a clock that stands still, and says what its budget was charged. */
async function charge(
  way: (typeof ways)[number],
  replies: readonly ScriptedReply[],
  resilience: ResiliencePolicy | undefined,
) {
  const clock = fakeClock()
  const budgets = createBudgets({ total: wide })
  const agent = defineAgent({
    name: 'worker',
    model: scriptedModel(replies),
    settings,
    ...(resilience === undefined ? {} : { resilience }),
  })
  const events: RunEvent[] = []
  const options = { budgets, prices, clock, onEvent: (event: RunEvent) => void events.push(event) }
  const run = way === 'generate' ? agent.run('go', options) : agent.stream('go', options).result
  let isOver = false
  const outcome = run
    .then(
      ({ output }) => output as unknown,
      (error: unknown) => error,
    )
    .finally(() => (isOver = true))
  // The middleware is loaded with its first use.
  while (!isOver) await clock.advance(500)
  const [report] = budgets.report()
  const attempts = events.flatMap((event) =>
    event.type === 'attempt-start'
      ? [`${event.attemptKey.split('#').at(-1)} ${event.cause} ${event.model}`]
      : event.type === 'attempt-end'
        ? [`${event.attemptKey.split('#').at(-1)} ${event.status}${event.code === undefined ? '' : ` ${event.code}`}`]
        : [],
  )
  return { outcome: await outcome, used: report?.used, reserved: report?.reserved, attempts, events }
}

describe.each(ways)('each request to a model (%s)', (way) => {
  const model = 'scripted:scripted'

  it('counts, with those that failed, and only what was answered costs money', async () => {
    const replies = [failing('MODEL_RATE_LIMITED'), failing('MODEL_UNAVAILABLE'), say('done')]
    const { outcome, used, reserved, attempts, events } = await charge(way, replies, {})
    expect(outcome).toBe('done')
    expect(used).toMatchObject({ modelCalls: 3, tokens: 110, usd: expect.closeTo(0.12, 9) as number })
    expect(reserved).toMatchObject({ modelCalls: 0, tokens: 0, usd: 0 })
    expect(attempts).toEqual([
      `1@1 first ${model}`,
      '1@1 error MODEL_RATE_LIMITED',
      `1@2 retry ${model}`,
      '1@2 error MODEL_UNAVAILABLE',
      `1@3 retry ${model}`,
      '1@3 ok',
    ])
    expect(events.findLast(({ type }) => type === 'attempt-end')).toMatchObject({ usage })
  })

  it('counts where another model takes over', async () => {
    const other = scriptedModel([say('the other')], { modelId: 'cheap' })
    const policy: ResiliencePolicy = { retry: false, fallback: { models: [other] } }
    const { outcome, used, attempts } = await charge(way, [failing('MODEL_UNAVAILABLE')], policy)
    expect(outcome).toBe('the other')
    expect(used).toMatchObject({ modelCalls: 2, tokens: 110, usd: expect.closeTo(0.00012, 9) as number })
    expect(attempts.slice(2)).toEqual(['1@2 fallback scripted:cheap', '1@2 ok'])
  })

  it('tells how long it waited for its turn', async () => {
    const clock = fakeClock()
    const slow: ScriptedReply = () => delay(300, { clock }).then(() => say('slow') as never)
    const agent = defineAgent({
      name: 'a',
      model: scriptedModel([slow, slow]),
      settings,
      resilience: { limits: { concurrency: 1 } },
    })
    const waits: number[] = []
    const onEvent = (event: RunEvent): void => void (event.type === 'attempt-start' && waits.push(event.waitMs))
    const resolveModel = (reference: unknown) => reference as never
    const options = { clock, onEvent, resolveModel }
    const run = () => (way === 'generate' ? agent.run('go', options) : agent.stream('go', options).result)
    const both = Promise.all([run(), run()])
    for (let round = 0; round < 20; round += 1) await clock.advance(100)
    await both
    expect(waits[0]).toBe(0)
    expect(waits[1]).toBeGreaterThanOrEqual(300)
  })

  it('is not told, live or from the record, of one that a breaker held back', async () => {
    const clock = fakeClock()
    const other = { ...scriptedModel([say('one'), say('two')], { modelId: 'other' }), provider: 'elsewhere' }
    const agent = defineAgent({
      name: 'a',
      model: scriptedModel([failing('MODEL_UNAVAILABLE')]),
      settings,
      resilience: { retry: false, circuitBreaker: { failureThreshold: 1 }, fallback: { models: [other] } },
    })
    const resolveModel = (reference: unknown) => reference as never
    const run = (onEvent: (event: RunEvent) => void, ledger = memoryLedger()) => {
      const options = { clock, onEvent, resolveModel, ledger }
      return way === 'generate' ? agent.run('go', options) : agent.stream('go', options).result
    }
    await run(() => {})
    const ledger = memoryLedger()
    const [live, replayed]: [RunEvent[], RunEvent[]] = [[], []]
    await run((event) => live.push(event), ledger)
    await run((event) => replayed.push(event), memoryLedger(ledger.records))
    const attempts = (events: readonly RunEvent[]) =>
      events.flatMap((event) =>
        event.type === 'attempt-start'
          ? [`${event.attempt} ${event.cause} ${event.model}`]
          : event.type === 'model-retry'
            ? [`not ${event.model} but ${event.next}`]
            : [],
      )
    expect(attempts(live)).toEqual(['not scripted:scripted but elsewhere:other', '1 fallback elsewhere:other'])
    expect(attempts(replayed)).toEqual(attempts(live))
  })

  it('counts where two race, and the loser costs what was sent', async () => {
    const { outcome, used, reserved, attempts } = await charge(way, [never(), say('second')], {
      hedge: { afterMs: 100 },
    })
    expect(outcome).toBe('second')
    expect(used?.modelCalls).toBe(2)
    expect(used?.tokens).toBeGreaterThan(110)
    expect(used?.usd).toBeGreaterThan(0.12)
    expect(reserved).toMatchObject({ modelCalls: 0, tokens: 0, usd: 0 })
    expect(attempts.toSorted()).toEqual(
      [`1@1 first ${model}`, '1@1 cancelled', `1@2 hedge ${model}`, '1@2 ok'].toSorted(),
    )
  })

  it.each(['MODEL_REQUEST_INVALID', 'MODEL_AUTHENTICATION', 'MODEL_RATE_LIMITED', 'MODEL_UNAVAILABLE'] as const)(
    'counts as a call and costs nothing where the provider refuses it: %s',
    async (code) => {
      const { outcome, used, reserved, attempts } = await charge(way, [failing(code)], { retry: false })
      expect(outcome).toMatchObject({ code })
      expect(used).toMatchObject({ modelCalls: 1, tokens: 0, usd: 0 })
      expect(reserved).toMatchObject({ modelCalls: 0, tokens: 0, usd: 0 })
      expect(attempts).toEqual([`1@1 first ${model}`, `1@1 error ${code}`])
    },
  )

  it.each(['MODEL_TIMEOUT', 'MODEL_STREAM_CUT', 'MODEL_RESPONSE_INVALID'] as const)(
    'costs what was sent where the provider may have worked on it: %s',
    async (code) => {
      const { used } = await charge(way, [failing(code)], { retry: false })
      expect(used?.tokens).toBeGreaterThan(0)
      expect(used?.usd).toBeGreaterThan(0)
    },
  )

  it('tells of an answer that was known, and counts nothing for it', async () => {
    const clock = fakeClock()
    const budgets = createBudgets({ total: wide })
    const agent = defineAgent({ name: 'a', model: scriptedModel([say('one')]), settings, resilience: { cache: {} } })
    const ledger = memoryLedger()
    const resolveModel = (reference: unknown) => reference as never
    const run = async (onEvent: (event: RunEvent) => void, to = memoryLedger()) => {
      const options = { clock, budgets, prices, onEvent, ledger: to, resolveModel }
      return way === 'generate' ? agent.run('go', options) : agent.stream('go', options).result
    }
    await run(() => {})
    const [live, replayed]: [RunEvent[], RunEvent[]] = [[], []]
    await run((event) => live.push(event), ledger)
    expect(budgets.report()[0]?.used).toMatchObject({ modelCalls: 1, tokens: 110 })
    await run((event) => replayed.push(event), memoryLedger(ledger.records))
    const attempts = (events: readonly RunEvent[]) => events.filter(({ type }) => type.startsWith('attempt-'))
    expect(attempts(live)).toMatchObject([
      { type: 'attempt-start', cause: 'first' },
      { type: 'attempt-end', status: 'cached' },
    ])
    expect(attempts(replayed).map(({ replayed: _mark, ...event }) => event)).toEqual(attempts(live))
  })
})

describe('a stream that does not come to its end', () => {
  it.each([
    ['after some words', 'one two three'],
    ['before the first word', ''],
  ])('costs what was sent and what was seen: cut %s', async (_when, text) => {
    // With and without the middleware: a model that nobody guards is only counted.
    for (const resilience of [undefined, { retry: false } as const]) {
      const { outcome, used, attempts } = await charge('stream', [{ text, cut: true }], resilience)
      expect(outcome).toMatchObject({ code: 'MODEL_STREAM_CUT' })
      expect(used?.tokens).toBeGreaterThan(Math.ceil(text.length / 3))
      expect(used?.usd).toBeGreaterThan(0)
      expect(attempts[1]).toMatch(/^1@1 error/)
    }
  })

  it('costs that too where its reader leaves', async () => {
    async function* words(): AsyncGenerator<string> {
      for (;;) {
        yield 'word '
        await nextTurn()
      }
    }
    const budgets = createBudgets({ total: wide })
    const agent = defineAgent({ name: 'a', model: scriptedModel([{ chunks: words() }]), settings })
    const events: RunEvent[] = []
    const stream = agent.stream('go', { budgets, prices, onEvent: (event) => void events.push(event) })
    let read = 0
    for await (const _ of stream.text()) if ((read += 1) === 30) break
    await rejection(stream.result)
    const [report] = budgets.report()
    expect(report?.used.tokens).toBeGreaterThan(50)
    expect(report?.used.usd).toBeGreaterThan(0.1)
    expect(report?.reserved).toMatchObject({ tokens: 0, usd: 0, modelCalls: 0 })
    expect(events.find(({ type }) => type === 'attempt-end')).toMatchObject({ status: 'cancelled' })
    expect(events.at(-1)).toMatchObject({ type: 'run-cancel', reason: 'caller' })
  })
})

describe('a hedge that the budget has no room for', () => {
  it('is not sent, and the first request answers', async () => {
    const clock = fakeClock()
    const slow: ScriptedReply = () =>
      new Promise((resolve) => clock.setTimer(() => resolve(say('the first') as never), 300))
    const agent = defineAgent({
      name: 'a',
      model: scriptedModel([slow]),
      settings,
      resilience: { hedge: { afterMs: 100 } },
    })
    const run = agent.run('go', { clock, prices, budget: { modelCalls: 1 } })
    for (let round = 0; round < 40; round += 1) await clock.advance(100)
    expect((await run).output).toBe('the first')
  })
})

describe('a budget that changes to a cheaper model', () => {
  it('says so once, whoever comes to it side by side', async () => {
    const cheap = scriptedModel(
      Array.from({ length: 8 }, () => say('cheap')),
      { modelId: 'cheap' },
    )
    const dear = scriptedModel([], { modelId: 'dear' })
    const member = defineAgent({ name: 'member', model: dear, settings })
    const team = defineCustomAgent({
      name: 'team',
      execute: (text, context) => Promise.all([1, 2, 3, 4].map(() => context.call(member, text))),
    })
    const { output, warnings } = await team.run('go', {
      prices,
      budget: { usd: 0.05, onExhausted: 'cheaper-model', cheaperModel: cheap },
    })
    expect(output).toEqual(['cheap', 'cheap', 'cheap', 'cheap'])
    expect(warnings).toEqual([expect.stringContaining('model "scripted:cheap" answers from now on')])
    expect(dear.calls).toEqual([])
  })
})

describe('a budget in money', () => {
  it('refuses a model without a price before anything is sent, the fallback too', async () => {
    const model = scriptedModel([say('x')])
    const agent = defineAgent({ name: 'a', model, settings })
    expect(await rejection(agent.run('go', { budget: { usd: 1 } }))).toMatchObject({ code: 'BUDGET_UNPRICED' })
    expect(model.calls).toEqual([])
    const other = scriptedModel([say('x')], { modelId: 'unpriced' })
    const failed = defineAgent({
      name: 'b',
      model: scriptedModel([failing('MODEL_UNAVAILABLE')]),
      settings,
      resilience: { retry: false, fallback: { models: [other] } },
    })
    const own: PriceTable = { 'scripted:scripted': { input: 1, output: 1 } }
    expect(await rejection(failed.run('go', { prices: own, budget: { usd: 1 } }))).toMatchObject({
      code: 'BUDGET_UNPRICED',
      details: { model: 'scripted:unpriced' },
    })
    expect(other.calls).toEqual([])
  })

  it('that asks a person is refused', async () => {
    const agent = defineAgent({ name: 'a', model: scriptedModel([]) })
    const ask: Budget = { usd: 1, onExhausted: 'ask' }
    const invalid = { code: 'BUDGET_INVALID', message: expect.stringContaining('onExhausted: "ask"') as string }
    expect(await rejection(agent.run('go', { budget: ask }))).toMatchObject(invalid)
    expect(() => createBudgets({ total: ask })).toThrow(expect.objectContaining(invalid) as Error)
    const budgets = createBudgets({ session: () => ask })
    expect(await rejection(agent.run('go', { budgets, session: 's' }))).toMatchObject(invalid)
  })
})

/** A store with one account for everything. */
const storeOf = (...accounts: readonly BudgetAccount[]): Budgets => {
  const byScope = new Map<string, BudgetAccount>(accounts.map((account) => [account.scope, account]))
  return { account: (scope) => byScope.get(scope), release: () => {}, report: () => [], forget: () => {} }
}

/** An account that answers some time later, as one that is kept elsewhere. */
class RemoteAccount implements BudgetAccount {
  readonly scope: BudgetAccount['scope']
  readonly id: string
  readonly limits: Budget
  readonly isReduced = false
  readonly #kept: Account

  constructor(scope: BudgetAccount['scope'], id: string, limits: Budget) {
    ;[this.scope, this.id, this.limits] = [scope, id, limits]
    this.#kept = new Account(scope, id, limits)
  }

  check: BudgetAccount['check'] = (...args) => nextTurn().then(() => this.#kept.check(...args))
  reserve: BudgetAccount['reserve'] = (...args) => nextTurn().then(() => this.#kept.reserve(...args))
  settle: BudgetAccount['settle'] = (...args) => nextTurn().then(() => this.#kept.settle(...args))
  carry: BudgetAccount['carry'] = (spent) => nextTurn().then(() => this.#kept.carry(spent))
  reduce = (): void => this.#kept.reduce()
  report: BudgetAccount['report'] = (nowMs) => this.#kept.report(nowMs)
}

describe('an account that is kept elsewhere', () => {
  it('is never exceeded by calls side by side', async () => {
    const account = new RemoteAccount('total', '', { modelCalls: 5, toolCalls: 3 })
    const budgets = storeOf(account)
    const model = scriptedModel(Array.from({ length: 20 }, () => say('ok')))
    const agent = defineAgent({ name: 'a', model, settings })
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => agent.run('go', { budgets })))
    await nextTurn()
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    expect(model.calls).toHaveLength(5)
    expect(account.report(0)).toMatchObject({ used: { modelCalls: 5 }, reserved: { modelCalls: 0 } })
  })

  const unreachable = new Error('The store cannot be reached.')
  const broken: readonly (readonly [string, () => never])[] = [
    ['rejects', () => Promise.reject(unreachable) as never],
    [
      'throws',
      () => {
        throw unreachable
      },
    ],
  ]

  it.each(broken)(
    'that cannot be reached refuses the call, and what others held is given back: it %s',
    async (_how, fail) => {
      for (const make of [Account, RemoteAccount]) {
        const good = new make('session', 's', { modelCalls: 5 })
        const bad = new Account('total', '', { modelCalls: 5 })
        bad.reserve = fail
        const model = scriptedModel([say('no')])
        const agent = defineAgent({ name: 'a', model, settings })
        const error = await rejection(agent.run('go', { budgets: storeOf(good, bad), session: 's' }))
        expect(error).toMatchObject({ message: expect.stringContaining('cannot be reached') as string })
        await nextTurn()
        expect(model.calls).toEqual([])
        expect(good.report(0)).toMatchObject({ used: { modelCalls: 0 }, reserved: { modelCalls: 0 } })
      }
    },
  )

  it.each(broken)(
    'that cannot count what was spent leaves the answer and the other accounts alone: it %s',
    async (_how, fail) => {
      const good = new Account('total', '', { modelCalls: 5 })
      const bad = new Account('session', 's', { modelCalls: 5 })
      bad.settle = fail
      const agent = defineAgent({ name: 'a', model: scriptedModel([say('fine')]), settings })
      const { output } = await agent.run('go', { budgets: storeOf(bad, good), session: 's' })
      expect(output).toBe('fine')
      expect(good.report(0)).toMatchObject({ used: { modelCalls: 1 }, reserved: { modelCalls: 0 } })
    },
  )

  it('holds nothing for a call that was given up while it was asked', async () => {
    const account = new RemoteAccount('total', '', { modelCalls: 5, tokens: 100_000 })
    const model = scriptedModel([say('no')])
    const agent = defineAgent({ name: 'a', model, settings })
    const controller = new AbortController()
    const run = rejection(agent.run('go', { budgets: storeOf(account), signal: controller.signal }))
    const { reserve } = account
    account.reserve = (...args) => {
      controller.abort(new Error('enough'))
      return reserve(...args)
    }
    expect(await run).toMatchObject({ message: 'enough' })
    for (let turn = 0; turn < 4; turn += 1) await nextTurn()
    expect(model.calls).toEqual([])
    expect(account.report(0)).toMatchObject({ reserved: { modelCalls: 0, tokens: 0 } })
  })
})

describe('an account at hand', () => {
  it('costs no turn of the event loop', async () => {
    const agent = defineAgent({ name: 'a', model: scriptedModel([say('warm'), say('quick')]), settings })
    const run = () => agent.run('go', { prices, budget: wide, budgets: createBudgets({ total: wide }) })
    // What is loaded on first use is there now.
    await run()
    let turns = 0
    const count = (): void => {
      turns += 1
      handle = setImmediate(count)
    }
    let handle = setImmediate(count)
    await run()
    clearImmediate(handle)
    expect(turns).toBe(0)
  })
})

describe('accounts of idle sessions', () => {
  const sessions = Array.from({ length: 100_000 }, (_none, index) => `s${index}`)

  it.each([
    ['limits', { session: { usd: 1 } }],
    ['limits of their own', { session: () => ({ usd: 1 }) }],
    ['nothing but tracking', { track: true }],
  ])('leave memory unless they have spent something: with %s', (_what, options) => {
    const budgets = createBudgets(options)
    for (const session of sessions) {
      const account = budgets.account('session', session)
      void account?.reserve({ modelCalls: 1, usd: 0.5 }, 5)
      void account?.settle({ modelCalls: 1, usd: 0.5 }, { usd: 0 }, 5)
      if (account !== undefined) budgets.release(account)
    }
    expect(budgets.report()).toEqual([])
    const spender = budgets.account('session', 'spender')
    if (spender === undefined) throw new Error('There is an account.')
    void spender.carry({ usd: 0.1 })
    budgets.release(spender)
    expect(budgets.report()).toMatchObject([{ id: 'spender', used: { usd: 0.1 } }])
    budgets.forget('session', 'spender')
    expect(budgets.report()).toEqual([])
  })

  it('stay while somebody draws on them, and are given back by runs however they end', async () => {
    const budgets = createBudgets({ session: { modelCalls: 10 } })
    const first = budgets.account('session', 's')
    const second = budgets.account('session', 's')
    expect(second).toBe(first)
    if (first === undefined) throw new Error('There is an account.')
    budgets.release(first)
    expect(budgets.report()).toHaveLength(1)
    budgets.release(first)
    expect(budgets.report()).toEqual([])
    const failed = defineCustomAgent({
      name: 'failed',
      execute: () => {
        throw new Error('no')
      },
    })
    const quiet = defineCustomAgent({ name: 'quiet', execute: () => 'nothing spent' })
    await rejection(failed.run('go', { budgets, session: 'a' }))
    await quiet.run('go', { budgets, session: 'b' })
    expect(budgets.report()).toEqual([])
  })
})

describe('a step of your own', () => {
  const worker = (value: unknown) =>
    defineCustomAgent({ name: 'own', execute: (_text, context) => context.step('pay', () => value) })

  it.each([
    [
      'usage and cost',
      { value: 1, usage: { inputTokens: 7, outputTokens: 3 }, cost: 0.5 },
      { usd: 0.5, tokens: 10, modelCalls: 1 },
    ],
    ['a cost alone', { cost: { usd: 0.25 } }, { usd: 0.25, tokens: 0, modelCalls: 0 }],
    ['nothing', { value: 1 }, { usd: 0, tokens: 0, modelCalls: 0 }],
    [
      'what is no amount',
      { cost: -5, usage: { inputTokens: 'many', outputTokens: 1 } },
      { usd: 0, tokens: 0, modelCalls: 0 },
    ],
  ])('counts for what it says: %s', async (_what, value, used) => {
    const budgets = createBudgets({ total: wide })
    const ledger = memoryLedger()
    const result = await worker(value).run('go', { budgets, ledger })
    expect(budgets.report()).toMatchObject([{ used }])
    expect(result.cost.usd).toBe(used.usd)
    expect(result.usage.inputTokens + result.usage.outputTokens).toBe(used.tokens)
    const again = await worker('unused').run('go', { ledger: memoryLedger(ledger.records) })
    expect([again.usage, again.cost]).toEqual([result.usage, result.cost])
  })

  it('is refused where what it may take does not fit, and before it happens', async () => {
    let happened = 0
    const agent = defineCustomAgent({
      name: 'own',
      execute: (_text, context) => context.step('pay', () => (happened += 1), { estimate: { usd: 2 } }),
    })
    expect(await rejection(agent.run('go', { budget: { usd: 1 } }))).toMatchObject({
      code: 'BUDGET_EXCEEDED',
      details: { measure: 'usd', needed: 2 },
    })
    expect(happened).toBe(0)
  })

  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('is refused with an estimate of %f', async (usd) => {
    const budgets = createBudgets({ total: { usd: 1 } })
    const agent = defineCustomAgent({
      name: 'own',
      execute: (_text, context) => context.step('pay', () => 1, { estimate: { usd } }),
    })
    expect(await rejection(agent.run('go', { budgets }))).toMatchObject({ code: 'BUDGET_INVALID' })
    expect(budgets.report()).toMatchObject([{ used: { usd: 0 }, reserved: { usd: 0 } }])
  })

  it.each<[unknown, string]>([
    [{ dollars: 1 }, ': there is no "dollars". Known: usd, tokens, modelCalls, toolCalls.'],
    [{ Usd: 1 }, ': there is no "Usd". Did you mean "usd"? Known: usd, tokens, modelCalls, toolCalls.'],
    [{ timeMs: 1 }, ': there is no "timeMs". Known: usd, tokens, modelCalls, toolCalls.'],
    [{ usd: '1' }, ' has usd: "1". Give a number of at least 0.'],
    [5, ' is 5. Give an object. Known: usd, tokens, modelCalls, toolCalls.'],
    [null, ' is null. Give an object. Known: usd, tokens, modelCalls, toolCalls.'],
  ])('is refused with a junk estimate, with a budget and without: %j', async (given, problem) => {
    let happened = 0
    const agent = defineCustomAgent({
      name: 'own',
      execute: (_text, context) => context.step('pay', () => (happened += 1), { estimate: given as Spending }),
    })
    const message = expect.stringContaining(`The estimate of step "pay"${problem}`) as string
    for (const options of [{}, { budget: wide }])
      expect(await rejection(agent.run('go', options))).toMatchObject({ code: 'BUDGET_INVALID', message })
    expect(happened).toBe(0)
  })

  /** Takes steps of which each says afterwards what it cost. */
  const spender = (costs: readonly number[]) => {
    const done: number[] = []
    const agent = defineCustomAgent({
      name: 'spender',
      execute: async (_text, context) => {
        for (const usd of costs) await context.step('pay', () => (done.push(usd), { cost: { usd } }))
        return 'done'
      },
    })
    return { agent, done }
  }

  it('overdraws a budget once: the next one is refused before it happens', async () => {
    const { agent, done } = spender([0.3, 0.3, 0.3])
    const error = await rejection(agent.run('go', { budget: { usd: 0.5 } }))
    expect(error).toMatchObject({ code: 'BUDGET_EXCEEDED', details: { used: 0.6, limit: 0.5, needed: 0 } })
    expect(String(error)).toContain(
      'ends the run before step "pay": $0.6000 of $0.5000 is used. Raise the limit, or give `estimate` to context.step',
    )
    expect(done).toEqual([0.3, 0.3])
  })

  it('goes on for free while a budget is exactly used up', async () => {
    const { agent, done } = spender([0.1, 0.2, 0, 0])
    // The sum of the two is 0.30000000000000004.
    expect((await agent.run('go', { budget: { usd: 0.3 } })).output).toBe('done')
    expect(done).toHaveLength(4)
  })

  it('is refused in every run of a tenant that is overdrawn, as model and tool calls are', async () => {
    const { agent, done } = spender([0.3, 0.3, 0.3])
    const model = scriptedModel([say('no')])
    const free = defineAgent({ name: 'free', model, settings })
    const budgets = createBudgets({ tenant: { usd: 0.5 } })
    await using runtime = await createRuntime({
      agents: [agent, free],
      budgets,
      prices: { 'scripted:*': { input: 0, output: 0 } },
    })
    const refused = { code: 'BUDGET_EXCEEDED', details: { scope: 'tenant', id: 'acme' } }
    for (const name of ['spender', 'spender', 'free'] as const)
      expect(await rejection(runtime.call(name, 'go', { tenant: 'acme' }))).toMatchObject(refused)
    expect(done).toEqual([0.3, 0.3])
    expect(model.calls).toEqual([])
    expect((await runtime.call('free', 'go', { tenant: 'other' })).output).toBe('no')
  })

  it('that is refused may be caught: the run ends with what its agent answers', async () => {
    const agent = defineCustomAgent({
      name: 'own',
      execute: async (_text, context) => {
        await context.step('pay', () => ({ cost: 2 }))
        return context.step('pay', () => 'paid').catch((error: unknown) => (error as RunError).code)
      },
    })
    expect((await agent.run('go', { budget: { usd: 1 } })).output).toBe('BUDGET_EXCEEDED')
  })

  it.each<[Budget, Spending, string]>([
    [
      { usd: 1 },
      { usd: 2 },
      '$0 of $1.0000 is used, and step "pay" may take up to $2.0000. Raise the limit, or give a smaller `estimate` to context.step so that less has to be held for the step.',
    ],
    [{ modelCalls: 0 }, { modelCalls: 1 }, '0 of 0 model calls are used, and step "pay" may take up to 1 model call. '],
    [{ toolCalls: 1 }, { toolCalls: 2 }, '0 of 1 tool call is used, and step "pay" may take up to 2 tool calls. '],
    [{ tokens: 2000 }, { tokens: 3000 }, '0 of 2,000 tokens are used, and step "pay" may take up to 3,000 tokens. '],
  ])('that does not fit into %j says so in plain words', async (budget, estimate, words) => {
    const agent = defineCustomAgent({
      name: 'own',
      execute: (_text, context) => context.step('pay', () => 1, { estimate }),
    })
    expect(String(await rejection(agent.run('go', { budget })))).toContain(words)
  })
})

describe('a run that does not come to its end', () => {
  it('leaves nothing held while it is parked within a tool or a step', async () => {
    const asker = defineCustomAgent({
      name: 'asker',
      execute: async (_text, context) => (await context.ask({ title: 'May I?' })).answer,
    })
    const asks: ScriptedReply = { toolCalls: [{ toolName: 'asker', input: { input: 'x' } }], usage }
    const withTool = defineAgent({ name: 'a', model: scriptedModel([asks]), settings, tools: [agentTool(asker)] })
    const withStep = defineCustomAgent({
      name: 'b',
      execute: (text, context) =>
        context.step('own', (step) => step.call(asker, text), { effect: 'none', estimate: { usd: 1 } }),
    })
    for (const run of [withTool, withStep].map((agent) => (options: RunOptions) => agent.run('go', options))) {
      const budgets = createBudgets({ session: { toolCalls: 1, usd: 10, timeMs: 1000 } })
      const ledger: Ledger = { history: [], append: () => {}, park: async () => {} }
      const clock = fakeClock()
      const parked = rejection(run({ budgets, session: 's', ledger, prices, clock }))
      await clock.advance(0)
      expect(await parked).toMatchObject({ code: 'RUN_PARKED' })
      await clock.advance(5000)
      for (const { reserved, used } of budgets.report()) {
        expect(reserved).toMatchObject({ toolCalls: 0, usd: 0 })
        expect(used).toMatchObject({ toolCalls: 0, timeMs: 0 })
      }
    }
  })

  it('leaves nothing held by a tool that was abandoned, which counts as called', async () => {
    const clock = fakeClock()
    const stubborn = defineTool({
      name: 'stubborn',
      description: 'd',
      input: z.object({}),
      effect: 'none',
      execute: () => new Promise(() => {}),
    })
    const calls: ScriptedReply = { toolCalls: [{ toolName: 'stubborn', input: {} }], usage }
    const agent = defineAgent({ name: 'a', model: scriptedModel([calls]), settings, tools: [stubborn] })
    const budgets = createBudgets({ total: wide })
    const controller = new AbortController()
    const run = rejection(agent.run('go', { budgets, prices, clock, signal: controller.signal }))
    await clock.advance(0)
    await clock.advance(0)
    controller.abort(new Error('enough'))
    for (let round = 0; round < 10; round += 1) await clock.advance(1000)
    expect(await run).toMatchObject({ message: 'enough' })
    expect(budgets.report()).toMatchObject([{ used: { toolCalls: 1 }, reserved: { toolCalls: 0 } }])
  })
})

describe('the budget of a run that goes on', () => {
  it('has its cheaper model by name, where the run is taken up without its options', async () => {
    const cheap = scriptedModel([say('cheap')], { modelId: 'cheap' })
    const agent = defineAgent({ name: 'a', model: scriptedModel([], { modelId: 'dear' }), settings })
    const ledger = memoryLedger()
    await agent.run('go', { ledger, prices, budget: { usd: 0.01, onExhausted: 'cheaper-model', cheaperModel: cheap } })
    const [first] = ledger.records
    if (first === undefined) throw new Error('There is a record of the start.')
    const asked: unknown[] = []
    const again = scriptedModel([say('again')], { modelId: 'cheap' })
    const resolveModel: ModelResolver = (reference) => {
      asked.push(reference)
      return typeof reference === 'string' ? again : reference
    }
    const { output } = await agent.run('go', { ledger: memoryLedger([first]), prices, resolveModel })
    expect(output).toBe('again')
    expect(asked).toContain('scripted:cheap')
  })

  it('begins where it stood: model calls, retries, own steps and calls of hosted agents', async () => {
    const member = defineAgent({ name: 'member', model: scriptedModel([say('x')]), settings })
    const model = scriptedModel([failing('MODEL_UNAVAILABLE'), say('y'), say('z')])
    const inline = defineAgent({ name: 'inline', model, settings, resilience: { retry: { initialBackoffMs: 0 } } })
    const agent = defineCustomAgent({
      name: 'team',
      execute: async (text, context) => {
        await context.call(member, text)
        await context.call(inline, text)
        await context.step('own', () => ({ cost: 0.5 }))
        return context.call(inline, text)
      },
    })
    await using runtime = await createRuntime({ agents: [agent, member], prices })
    const { ledger, usage: whole } = await runtime.call('team', 'go')
    expect(whole.modelCalls).toBe(3)
    const { records } = ledger as ReturnType<typeof memoryLedger>
    const cut = records.findIndex((record) => record.type === 'outcome' && record.key === 'step:own#1') + 1
    const history = records.slice(0, cut)
    // 0.12 by the member, 0.12 by the inline agent and 0.5 by the step are spent; the next call may take up to 0.16 or so.
    const budget = { usd: 0.8 }
    const error = await rejection(agent.run('go', { ledger: memoryLedger(history), prices, budget }))
    expect(error).toMatchObject({ code: 'BUDGET_EXCEEDED', details: { used: expect.closeTo(0.74, 9) as number } })
    const calls = await rejection(agent.run('go', { ledger: memoryLedger(history), prices, budget: { modelCalls: 3 } }))
    expect(calls).toMatchObject({ code: 'BUDGET_EXCEEDED', details: { used: 3, measure: 'modelCalls' } })
  })
})

describe('an interceptor', () => {
  const step = async (around: StepInterceptor['around']) => {
    let happened = 0
    const agent = defineCustomAgent({
      name: 'a',
      execute: (_text, context) =>
        context.step('effect', () => (happened += 1)).catch((error: unknown) => String(error)),
    })
    await using runtime = await createRuntime({ agents: [agent], interceptors: [{ name: 'policy', around }] })
    const { output, ledger } = await runtime.call('a', 'go')
    return { output, happened, types: (ledger as ReturnType<typeof memoryLedger>).records.map(({ type }) => type) }
  }

  it('that throws at once refuses the step, which is on record as its failure', async () => {
    const refused = await step(() => {
      throw new Error('not allowed')
    })
    expect(refused).toEqual({
      output: 'Error: not allowed',
      happened: 0,
      types: ['run', 'intent', 'failure', 'finish'],
    })
  })

  it('cannot make an effect happen twice', async () => {
    const twice = await step(async (_step, next) => {
      await next()
      return next()
    })
    expect(twice.happened).toBe(1)
    expect(twice.output).toContain('called "next" twice')
  })
})
