import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Agent } from '../../agents/agent.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { RunError } from '../../errors/run-error.ts'
import type { RunEvent } from '../../events/event.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { nextTurn } from '../../util/clock.ts'
import type { AgentContext } from '../context.ts'
import type { InterceptedStep, SettledStep, StepInterceptor } from '../interceptors/interceptor.ts'
import type { Ledger, LedgerRecord } from '../ledger.ts'
import { memoryLedger } from '../memory/memory-ledger.ts'
import { startRun, type RunOptions } from '../start-run.ts'
import { createWorld } from '../world.ts'
import { outline, testLedger } from '../__fixtures__/test-ledger.ts'
import { implementationOf } from '../../agents/implementation.ts'

const noCalls = { modelCalls: 0, toolCalls: 0 }

/** Runs an agent under interceptors. */
function runUnder(
  interceptors: readonly StepInterceptor[],
  agent: Agent<string, never>,
  ledger: Ledger,
  options: RunOptions = {},
) {
  const world = createWorld({ interceptors, clock: fakeClock() })
  return startRun<never, unknown>(
    implementationOf(agent),
    '' as never,
    { ...options, ledger },
    { isStreaming: false, context: undefined, world },
  )
}

const custom = (execute: (context: AgentContext) => unknown) =>
  defineCustomAgent({ name: 'own', execute: (_, context) => execute(context) })

describe('a custom agent under a budget', () => {
  it('cannot take a step of the kind that belongs to models', async () => {
    let spent = 0
    const agent = custom((context) =>
      (context.step as (request: unknown) => Promise<unknown>)({
        kind: 'model',
        name: 'gpt',
        effect: 'none',
        execute: () => (spent += 50),
      }),
    )
    await expect(agent.run('', { budget: noCalls })).rejects.toMatchObject({ code: 'STEP_INVALID' })
    expect(spent).toBe(0)
  })

  it('is refused before its effect where its options make no sense', async () => {
    let paid = 0
    const junk: readonly unknown[] = [
      { effect: 'ONCE' },
      { effect: null },
      { effect: ['none'] },
      { efect: 'none' },
      { reconcile: 5 },
      5,
      null,
    ]
    for (const options of junk) {
      const agent = custom((context) => context.step('pay', () => (paid += 1), options as object))
      const ledger = testLedger()
      await expect(agent.run('', { ledger })).rejects.toMatchObject({ code: 'STEP_INVALID' })
      expect(ledger.records.map(({ type }) => type)).toEqual(['run', 'error'])
    }
    expect(paid).toBe(0)
  })

  it('is refused where it asks or calls what makes no sense', async () => {
    const junk: readonly ((context: AgentContext) => unknown)[] = [
      ({ ask }) => ask('Refund?' as never),
      ({ ask }) => ask({ titel: '?' } as never),
      ({ ask }) => ask({ title: '?', options: 'yes' as never }),
      ({ receive }) => receive(undefined as never),
      ({ call }) => call('b' as never, 'x'),
      ({ call }) => call({ name: 'b' } as never, 'x'),
      ({ call }) => call(undefined as never, 'x'),
    ]
    for (const code of junk) await expect(custom(code).run('')).rejects.toMatchObject({ code: 'STEP_INVALID' })
  })

  it('sees neither the door nor the budgets', async () => {
    const agent = custom((context) => {
      const all: string[] = []
      for (
        let each: object | null = context;
        each !== null && each !== Object.prototype;
        each = Object.getPrototypeOf(each) as object | null
      )
        all.push(...Object.getOwnPropertyNames(each))
      return all
    })
    const { output } = await agent.run('')
    for (const hidden of ['door', 'budgets', 'withBudget', 'requestOf', 'world', 'isStreaming', 'withSignal', 'meter'])
      expect(output).not.toContain(hidden)
  })

  it('is counted what its own steps say that they took', async () => {
    const agent = custom(async (context) => {
      await context.step('embed', () => ({ usage: { inputTokens: 70, outputTokens: 0 }, cost: 0.25 }))
      await context.step('plain', () => 'nothing')
      await context.step('search', () => ({ cost: { usd: 0.5 } }))
      return 'done'
    })
    const ledger = memoryLedger()
    const { usage, cost, costByAgent } = await agent.run('', { ledger })
    expect(usage).toMatchObject({ inputTokens: 70, outputTokens: 0, modelCalls: 1 })
    expect(cost.usd).toBe(0.75)
    expect(costByAgent).toMatchObject({ own: { usd: 0.75 } })
    const again = await agent.run('', { ledger: memoryLedger(ledger.records) })
    expect([again.usage, again.cost]).toEqual([usage, cost])
  })

  it('is stopped by what its own steps took', async () => {
    let calls = 0
    const agent = custom(async (context) => {
      for (let count = 0; count < 5; count += 1) {
        await context.step('pay', () => ((calls += 1), { cost: 0.4 }), { estimate: { usd: 0.4 } })
      }
    })
    await expect(agent.run('', { budget: { usd: 1 } })).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' })
    expect(calls).toBe(2)
  })

  it('is refused a step whose estimate does not fit, and the refusal is on the record', async () => {
    const ledger = testLedger()
    let calls = 0
    const agent = custom((context) =>
      context.step('big', () => (calls += 1), { estimate: { usd: 2 } }).catch((error: RunError) => error.code),
    )
    expect((await agent.run('', { budget: { usd: 1 }, ledger })).output).toBe('BUDGET_EXCEEDED')
    expect(outline(ledger.records)).toEqual(['run', 'intent step:big#1', 'failure step:big#1', 'finish'])
    const again = await agent.run('', { budget: { usd: 100 }, ledger: ledger.reopened() })
    expect([again.output, calls]).toEqual(['BUDGET_EXCEEDED', 0])
  })

  it('does not begin anew with its budget when it is taken up again', async () => {
    const ledger = memoryLedger()
    let calls = 0
    const agent = custom(async (context) => {
      for (let count = 0; count < 3; count += 1)
        await context.step('pay', () => ((calls += 1), { cost: 0.4 }), { estimate: { usd: 0.4 } })
    })
    await agent.run('', { ledger })
    calls = 0
    const cut = memoryLedger(ledger.records.slice(0, 5))
    await expect(agent.run('', { budget: { usd: 1 }, ledger: cut })).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' })
    expect(calls).toBe(0)
  })

  it('has models and tools of its own refused', async () => {
    const add = defineTool({ name: 'add', description: 'adds', input: z.object({}), effect: 'none', execute: () => 1 })
    const model = scriptedModel([{ toolCalls: [{ toolName: 'add', input: {} }] }, 'done'])
    const agent = defineAgent({ name: 'model', model, tools: [add] })
    await expect(agent.run('', { budget: noCalls })).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' })
    expect(model.calls).toHaveLength(0)
  })
})

describe('outcomes that nobody could have recorded', () => {
  const junk = [
    {},
    [],
    'text',
    7,
    null,
    { usage: {} },
    { content: [], usage: { inputTokens: 'many' } },
    { content: 'x' },
  ]

  it.each(junk.map((value) => [JSON.stringify(value), value] as const))(
    '%s leave usage and cost numbers',
    async (_name, value) => {
      const agent = defineAgent({ name: 'main', model: scriptedModel(['done']) })
      const ledger = memoryLedger()
      await agent.run('go', { ledger })
      const forged = ledger.records.map((record): LedgerRecord =>
        record.type === 'outcome' ? { ...record, value: value as never } : record,
      )
      const events: RunEvent[] = []
      const onEvent = (event: RunEvent): void => void events.push(event)
      await agent.run('go', { ledger: memoryLedger(forged), onEvent }).catch(() => {})
      for (const event of events) {
        if (!('usage' in event) || event.usage === undefined) continue
        for (const amount of Object.values(event.usage)) expect(amount).toSatisfy(Number.isFinite)
      }
      for (const event of events) if ('cost' in event) expect(event.cost.usd).toSatisfy(Number.isFinite)
    },
  )

  it.each([{ usage: { inputTokens: NaN, outputTokens: 1 } }, { cost: -1 }, { cost: 'much' }, { usage: 'all' }])(
    'of an own step, as %o, are counted for nothing',
    async (value) => {
      const agent = custom((context) => context.step('odd', () => ({ ...value, kept: true })).catch(() => 'refused'))
      const { usage, cost } = await agent.run('', { budget: { usd: 1 } })
      expect([usage.inputTokens, usage.modelCalls, cost.usd]).toEqual([0, 0, 0])
    },
  )
})

describe('interceptors', () => {
  const two = custom(async (context) => {
    await context.step('a', () => 'A', { effect: 'none' })
    return context.step('b', () => 'B', { effect: 'none' })
  })
  const logging = (name: string, log: string[]): StepInterceptor => ({
    name,
    onAsk: ({ key }) => void log.push(`${name} asked ${key}`),
    around: async (step, next) => {
      log.push(`${name} before ${step.key}`)
      const value = await next()
      log.push(`${name} after ${step.key}`)
      return value
    },
    onOutcome: ({ key, isReplayed }) => void log.push(`${name} told ${key}${isReplayed ? ' replayed' : ''}`),
  })

  it('wrap a step, the first outermost, and are told of its outcome', async () => {
    const log: string[] = []
    const one = custom((context) => context.step('a', () => (log.push('effect'), 'A')))
    await runUnder([logging('outer', log), logging('inner', log)], one, testLedger())
    expect(log).toEqual([
      'outer asked step:a#1',
      'inner asked step:a#1',
      'outer before step:a#1',
      'inner before step:a#1',
      'effect',
      'inner after step:a#1',
      'outer after step:a#1',
      'outer told step:a#1',
      'inner told step:a#1',
    ])
  })

  it('wrap nothing on replay, but hear what is asked and what came of it', async () => {
    const ledger = testLedger()
    await runUnder([], two, ledger)
    const log: string[] = []
    await runUnder([logging('only', log)], two, ledger.reopened())
    expect(log).toEqual([
      'only asked step:a#1',
      'only told step:a#1 replayed',
      'only asked step:b#1',
      'only told step:b#1 replayed',
    ])
  })

  const refusing: StepInterceptor = {
    name: 'policy',
    appliesTo: ({ request }) => request.name === 'a',
    around: () => {
      throw new RunError('BUDGET_EXCEEDED', 'Not that.')
    },
  }
  const careful = custom(async (context) => {
    const refused = await context.step('a', () => 'A').catch((error: unknown) => (error as RunError).code)
    return [refused, await context.step('b', () => 'B')]
  })

  it('refuse a step before it begins: its intent and its failure are recorded, and replayed', async () => {
    const ledger = testLedger()
    const { output } = await runUnder([refusing], careful, ledger)
    expect(output).toEqual(['BUDGET_EXCEEDED', 'B'])
    expect(outline(ledger.records)).toEqual([
      'run',
      'intent step:a#1',
      'failure step:a#1',
      'intent step:b#1',
      'outcome step:b#1',
      'finish',
    ])
    expect((await runUnder([], careful, ledger.reopened())).output).toEqual(['BUDGET_EXCEEDED', 'B'])
  })

  it('may refuse a step while the ledger fails, without a rejection that nobody handles', async () => {
    const unhandled: unknown[] = []
    const onUnhandled = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', onUnhandled)
    const ledger = testLedger({
      onAppend: (batch) => (batch[0]?.type === 'intent' ? Promise.reject(new Error('disk full')) : undefined),
    })
    await expect(runUnder([refusing], careful, ledger)).rejects.toMatchObject({ code: 'LEDGER_FAILED' })
    await nextTurn()
    process.off('unhandledRejection', onUnhandled)
    expect(unhandled).toEqual([])
  })

  it('that answer in place of the effect are recorded with an intent, and replayed', async () => {
    const answering: StepInterceptor = {
      name: 'cache',
      appliesTo: ({ request }) => request.name === 'a',
      around: <Value>() => Promise.resolve('cached' as Value),
    }
    const ledger = testLedger()
    await runUnder([answering], two, ledger)
    expect(outline(ledger.records).slice(0, 3)).toEqual(['run', 'intent step:a#1', 'outcome step:a#1'])
    let hasRun = false
    const watched = custom(async (context) => {
      const answer = await context.step('a', () => ((hasRun = true), 'A'), { effect: 'none' })
      await context.step('b', () => 'B', { effect: 'none' })
      return answer === 'cached' ? 'B' : answer
    })
    expect((await runUnder([], watched, ledger.reopened())).output).toBe('B')
    expect(hasRun).toBe(false)
  })

  it('that ask for the effect twice are refused the second time, and it happens once', async () => {
    let calls = 0
    const eager: StepInterceptor = { name: 'eager', around: async (_, next) => (await next(), next()) }
    const one = custom((context) => context.step('a', () => (calls += 1)))
    await expect(runUnder([eager], one, testLedger())).rejects.toThrow('called "next" twice for step "step:a#1"')
    expect(calls).toBe(1)
  })

  it('may make of an outcome what they will, and that is what is recorded', async () => {
    const doubling: StepInterceptor = {
      name: 'mark',
      around: async <Value>(_: InterceptedStep, next: () => Promise<Value>) => `${String(await next())}!` as Value,
    }
    const ledger = testLedger()
    expect((await runUnder([doubling], two, ledger)).output).toBe('B!')
    expect((await runUnder([], two, ledger.reopened())).output).toBe('B!')
  })

  it('that throw when they are told of an outcome do not break the run', async () => {
    const told: string[] = []
    const throwing: StepInterceptor = {
      name: 'throwing',
      onOutcome: () => {
        throw new Error('no')
      },
    }
    const hearing: StepInterceptor = { name: 'hearing', onOutcome: ({ key }: SettledStep) => void told.push(key) }
    const warnings: string[] = []
    const onWarning = ({ message }: Error): void => void warnings.push(message)
    process.on('warning', onWarning)
    const ledger = testLedger()
    expect((await runUnder([throwing, hearing], two, ledger)).output).toBe('B')
    expect(outline(ledger.records).at(-1)).toBe('finish')
    expect((await runUnder([throwing], two, ledger.reopened())).output).toBe('B')
    await nextTurn()
    process.off('warning', onWarning)
    expect(told).toEqual(['step:a#1', 'step:b#1'])
    expect(warnings.some((message) => message.includes('"throwing"'))).toBe(true)
  })

  it('that reject what is asked end the run, live as on replay', async () => {
    const judging: StepInterceptor = {
      name: 'judge',
      onAsk: async ({ key }) => {
        if (key === 'step:a#1') throw new RunError('RUN_DIVERGED', 'Not on the tape.')
      },
    }
    const ledger = testLedger()
    await runUnder([], two, ledger)
    await expect(runUnder([judging], two, testLedger())).rejects.toMatchObject({ code: 'RUN_DIVERGED' })
    await expect(runUnder([judging], two, ledger.reopened())).rejects.toMatchObject({ code: 'RUN_DIVERGED' })
  })

  it('that delay one of two parallel steps do not change which is which on replay', async () => {
    const delaying: StepInterceptor = {
      name: 'slow',
      appliesTo: ({ request }) => request.name === 'a',
      around: async (_, next) => (await nextTurn(), next()),
    }
    const effects: string[] = []
    const parallel = custom((context) =>
      Promise.all(
        ['a', 'b', 'a'].map((name, position) =>
          context.step(name, () => (effects.push(name), `${name}${String(position)}`), { effect: 'idempotent' }),
        ),
      ),
    )
    const ledger = testLedger()
    const { output } = await runUnder([delaying], parallel, ledger)
    expect(output).toEqual(['a0', 'b1', 'a2'])
    expect(outline(ledger.records).slice(1, 3)).toEqual(['intent step:b#1', 'outcome step:b#1'])
    for (let length = 1; length <= ledger.records.length; length += 1) {
      effects.length = 0
      const cut = testLedger({ history: ledger.records.slice(0, length) })
      expect((await runUnder([delaying], parallel, cut)).output, `cut after ${String(length)}`).toEqual(output)
      const done = ledger.records.slice(0, length).filter(({ type }) => type === 'outcome').length
      expect(effects).toHaveLength(3 - done)
    }
  })
})
