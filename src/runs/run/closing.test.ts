import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { agentTool } from '../../agents/agent-tool.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { ModelError } from '../../errors/model-error.ts'
import { RuntimeError } from '../../errors/runtime-error.ts'
import type { RunEvent } from '../../events/event.ts'
import { createRuntime } from '../../runtime/create-runtime.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { nextTurn } from '../../util/clock.ts'
import type { AgentContext, Callable } from '../context.ts'
import type { Ledger, LedgerRecord } from '../ledger.ts'
import { startRun, type RunMode } from '../start-run.ts'
import { outcomeOf, outline, signalRecord, testLedger } from '../__fixtures__/test-ledger.ts'
import { implementationOf } from '../../agents/implementation.ts'

const custom = (execute: (context: AgentContext) => unknown, name = 'main') =>
  defineCustomAgent({ name, execute: (_, context) => execute(context) })

/** Something that settles when the test says so. */
function gate<Value = string>() {
  const { promise, resolve, reject } = Promise.withResolvers<Value>()
  return { promise, open: resolve, fail: reject }
}

const terminal = new Set(['finish', 'error', 'cancel'])
const ends = (records: readonly LedgerRecord[]): readonly string[] =>
  records.map(({ type }) => type).filter((type) => terminal.has(type))

/** Listens, and says what came after the event that ends a run. */
function listener() {
  const events: RunEvent[] = []
  const isEnd = ({ type, depth }: RunEvent): boolean =>
    depth === 0 && ['run-finish', 'run-error', 'run-cancel', 'run-interrupt', 'run-park'].includes(type)
  return {
    events,
    onEvent: (event: RunEvent): void => void events.push(event),
    get ends() {
      return events.filter(isEnd).map(({ type }) => type)
    },
    get afterEnd() {
      const end = events.findIndex(isEnd)
      return end < 0 ? [] : events.slice(end + 1).map(({ type }) => type)
    },
  }
}

describe('the loser of a race', () => {
  /** The four ways in which an effect that must happen once can lose a race, each with the key of its step. */
  const losers = {
    'an own step': {
      key: 'step:charge#1',
      begin: (context: AgentContext, charge: () => Promise<string>): Promise<unknown> => context.step('charge', charge),
    },
    'a step of a nested agent': {
      key: 'agent:buyer#1/step:charge#1',
      begin: (context: AgentContext, charge: () => Promise<string>): Promise<unknown> =>
        context.call(
          custom(async (inner) => {
            await inner.step('charge', charge)
            return inner.step('again', charge)
          }, 'buyer'),
          '',
        ),
    },
    'a tool of a nested agent': {
      key: 'agent:buyer#1/tool:charge#1',
      begin: (context: AgentContext, charge: () => Promise<string>): Promise<unknown> =>
        context.call(buyer(charge), ''),
    },
    'a step of an agent that is a tool': {
      key: 'agent:boss#1/tool:buyer#1/agent:buyer#1/tool:charge#1',
      begin: (context: AgentContext, charge: () => Promise<string>): Promise<unknown> =>
        context.call(
          defineAgent({
            name: 'boss',
            model: scriptedModel([{ toolCalls: [{ toolName: 'buyer', input: { input: 'x' } }] }, 'boss done']),
            tools: [agentTool(buyer(charge))],
          }),
          '',
        ),
    },
  }

  function buyer(charge: () => Promise<string>) {
    const tool = defineTool({ name: 'charge', description: 'pays', input: z.object({}), execute: charge })
    const call = { toolCalls: [{ toolName: 'charge', input: {} }] }
    return defineAgent({ name: 'buyer', model: scriptedModel([call, call, 'bought']), tools: [tool] })
  }

  describe.each(Object.entries(losers))('as %s', (_name, { key, begin }) => {
    const race = (charges: string[], charge: () => Promise<string>, hasBegun: Promise<unknown>) =>
      custom((context) =>
        Promise.race([
          begin(context, () => (charges.push('charged'), charge())),
          context.step('fast', () => hasBegun.then(() => 'fast'), { effect: 'none' }),
        ]),
      )

    it('has its outcome recorded before the end, and nothing begins after it', async () => {
      const clock = fakeClock()
      const ledger = testLedger()
      const charges: string[] = []
      const [paid, begun] = [gate(), gate()]
      const heard = listener()
      const run = race(charges, () => (begun.open(''), paid.promise), begun.promise).run('', {
        clock,
        ledger,
        onEvent: heard.onEvent,
      })
      await begun.promise
      await clock.advance(500)
      await nextTurn()
      expect(ends(ledger.records)).toEqual([])
      paid.open('paid')
      expect((await run).output).toBe('fast')
      await clock.advance(60_000)
      expect(charges).toEqual(['charged'])
      expect(outline(ledger.records)).toContain(`outcome ${key}`)
      expect([ends(ledger.records), ledger.records.at(-1)?.type]).toEqual([['finish'], 'finish'])
      expect([heard.ends, heard.afterEnd]).toEqual([['run-finish'], []])
      expect(clock.pendingTimers).toBe(0)
      const again = race(charges, () => paid.promise, begun.promise).run('', { clock, ledger: ledger.reopened() })
      expect((await again).output).toBe('fast')
      expect(charges).toEqual(['charged'])
    })

    it('that never settles is recorded as unknown, with a warning, and the end comes all the same', async () => {
      const clock = fakeClock()
      const ledger = testLedger()
      const charges: string[] = []
      const [paid, begun] = [gate(), gate()]
      const heard = listener()
      const run = race(charges, () => (begun.open(''), paid.promise), begun.promise).run('', {
        clock,
        ledger,
        onEvent: heard.onEvent,
      })
      await clock.advance(10_000)
      const { output, warnings } = await run
      expect(output).toBe('fast')
      expect(warnings.join()).toContain(key)
      const before = [...ledger.records]
      expect(outline(before)).toContain(`unknown ${key}`)
      expect([ends(before), before.at(-1)?.type]).toEqual([['finish'], 'finish'])
      paid.open('late')
      await clock.advance(10_000)
      expect(ledger.records).toEqual(before)
      expect([heard.ends, heard.afterEnd]).toEqual([['run-finish'], []])
      const again = race(charges, () => paid.promise, begun.promise).run('', { clock, ledger: ledger.reopened() })
      expect((await again).output).toBe('fast')
      expect(charges).toEqual(['charged'])
    })
  })

  it('is told so by its signal', async () => {
    const clock = fakeClock()
    let reason: unknown
    const agent = custom((context) =>
      Promise.race([
        context.step(
          'slow',
          ({ signal }) =>
            new Promise((_, reject) =>
              signal.addEventListener('abort', () => ((reason = signal.reason), reject(signal.reason as Error))),
            ),
        ),
        context.step('fast', () => 'fast', { effect: 'none' }),
      ]),
    )
    const ledger = testLedger()
    expect((await agent.run('', { clock, ledger })).output).toBe('fast')
    expect(reason).toMatchObject({ code: 'RUN_CLOSED' })
    expect(outline(ledger.records)).toContain('unknown step:slow#1')
    expect(clock.pendingTimers).toBe(0)
  })

  it('is not waited for where its effect may be forgotten', async () => {
    const clock = fakeClock()
    const agent = custom((context) =>
      Promise.race([
        context.step('slow', () => new Promise(() => {}), { effect: 'none' }),
        context.step('fast', () => 'fast', { effect: 'none' }),
      ]),
    )
    expect((await agent.run('', { clock })).output).toBe('fast')
    expect(clock.pendingTimers).toBe(0)
  })

  it('cannot begin a step after the end, nor a clock reading', async () => {
    const refused: unknown[] = []
    const loose = gate()
    const agent = custom((context) => {
      void loose.promise.then(async () => {
        await context.step('late', () => 'late').catch((error: unknown) => refused.push(error))
        await context
          .call(
            custom(() => 'x', 'other'),
            '',
          )
          .catch((error: unknown) => refused.push(error))
        await context.sleep(1).catch((error: unknown) => refused.push(error))
        try {
          context.now()
        } catch (error) {
          refused.push(error)
        }
      })
      return 'done'
    })
    const ledger = testLedger()
    await agent.run('', { ledger })
    loose.open('')
    await nextTurn()
    expect(refused.map((error) => (error as { code?: string }).code)).toEqual(Array(4).fill('RUN_CLOSED'))
    expect(outline(ledger.records)).toEqual(['run', 'finish'])
  })
})

describe('a step that fails because it used a context that is over', () => {
  it('has failed as far as the record goes', async () => {
    let leaked: AgentContext | undefined
    const leaky = custom((context) => ((leaked = context), 'x'), 'leaky')
    const agent = custom(async (context) => {
      await context.call(leaky, '')
      return context.step('outer', () => leaked?.step('y', () => 1)).catch((error: { code: string }) => error.code)
    })
    const ledger = testLedger()
    expect((await agent.run('', { ledger })).output).toBe('RUN_CLOSED')
    expect((await agent.run('', { ledger: ledger.reopened() })).output).toBe('RUN_CLOSED')
  })
})

describe('the signal of an agent', () => {
  it('is called back once, though both its agent and the run around it end', async () => {
    const clock = fakeClock()
    const abandoned: string[] = []
    const tool = defineTool({
      name: 'hang',
      description: 'hangs',
      input: z.object({}),
      execute: () => new Promise(() => {}),
    })
    const call = { toolCalls: [{ toolName: 'hang', input: {} }] }
    const hanging = defineAgent({ name: 'hanging', model: scriptedModel([call]), tools: [tool] })
    const nested = custom((context) => Promise.race([context.call(hanging, ''), context.sleep(10)]), 'nested')
    const agent = custom(async (context) => {
      await context.call(nested, '')
      return 'done'
    })
    const onEvent = ({ type }: RunEvent): void => void (type === 'tool-abandoned' && abandoned.push(type))
    const run = agent.run('', { clock, onEvent })
    await clock.advance(60_000)
    expect((await run).output).toBe('done')
    expect(abandoned.length).toBeLessThanOrEqual(1)
  })
})

describe('siblings', () => {
  it('have their outcomes recorded when one of them fails', async () => {
    const clock = fakeClock()
    const ledger = testLedger()
    const paid = gate()
    const agent = custom((context) =>
      Promise.all([
        context.step('charge', () => paid.promise),
        context.step('fail', () => Promise.reject(new TypeError('no')), { effect: 'none' }),
      ]),
    )
    const run = agent.run('', { clock, ledger })
    await clock.advance(10)
    paid.open('paid')
    await expect(run).rejects.toThrow('no')
    expect(outline(ledger.records)).toEqual([
      'run',
      'intent step:charge#1',
      'intent step:fail#1',
      'failure step:fail#1',
      'outcome step:charge#1',
      'error',
    ])
    await expect(agent.run('', { clock, ledger: ledger.reopened() })).rejects.toThrow('no')
  })

  it('that fail while the intent of another is being made safe leave it known that its effect did not begin', async () => {
    const safe = gate<void>()
    const ledger = testLedger({
      onAppend: (batch) => (batch[0]?.type === 'intent' && batch[0].effect === 'once' ? safe.promise : undefined),
    })
    const charges: string[] = []
    const fail = flaky(1)
    const agent = custom((context) =>
      Promise.all([
        context.step('charge', () => (charges.push('charged'), 'paid')),
        context.step('flaky', fail, { effect: 'none' }),
      ]),
    )
    const mode = { isStreaming: false, context: undefined }
    const start = (on: Ledger, more: Partial<RunMode>) =>
      outcomeOf(
        startRun<never, unknown>(
          implementationOf(agent),
          '' as never,
          { ledger: on, clock: fakeClock() },
          { ...mode, ...more },
        ),
      )
    const first = start(ledger, { willRetry: () => true })
    await nextTurn()
    safe.open()
    expect(await first).toMatchObject({ code: 'MODEL_UNAVAILABLE' })
    expect([charges, ends(ledger.records), outline(ledger.records).at(-1)]).toEqual([[], [], 'unbegun step:charge#1'])
    const second = await start(ledger.reopened(), { retry: { keys: ['step:flaky#1'], attempt: 2 } })
    expect([second, charges]).toEqual([['paid', 'well'], ['charged']])
  })

  const flaky = (failures: number) => {
    let calls = 0
    return () => {
      calls += 1
      if (calls <= failures) throw new ModelError('MODEL_UNAVAILABLE', 'try again')
      return 'well'
    }
  }
  const hosted = async (effect: 'once' | 'idempotent', isLate: boolean) => {
    const clock = fakeClock()
    const charges: string[] = []
    const outputs: unknown[] = []
    const fail = flaky(1)
    const paid = gate()
    if (!isLate) paid.open('paid')
    const agent = custom(async (context) => {
      const both = await Promise.all([
        context.step('charge', () => (charges.push('charged'), paid.promise), { effect }),
        context.step('flaky', fail, { effect: 'none' }),
      ])
      outputs.push(both)
    })
    await using runtime = await createRuntime({ agents: [{ agent, restart: { maxAttempts: 3 } }], clock })
    await runtime.send('main', 'go')
    await clock.advance(100)
    paid.open('paid')
    await clock.advance(10_000)
    await runtime.idle()
    return { outputs, charges, stats: runtime.stats().totals }
  }

  it.each([
    ['idempotent', false],
    ['idempotent', true],
    ['once', false],
    ['once', true],
  ] as const)(
    'with the effect %s run once, though a flaky one makes the runtime try again (late: %s)',
    async (effect, isLate) => {
      const { outputs, charges, stats } = await hosted(effect, isLate)
      expect([outputs, charges]).toEqual([[['paid', 'well']], ['charged']])
      expect(stats).toMatchObject({ handled: 1, failed: 0, restarts: 1, deadLetters: 0 })
    },
  )
})

describe('calling a run off', () => {
  it('while an intent is being made safe keeps the effect from beginning, and a later attempt makes it happen once', async () => {
    const safe = gate<void>()
    const controller = new AbortController()
    const ledger = testLedger({
      onAppend: (batch, need) => (need === 'safe' && batch[0]?.type === 'intent' ? safe.promise : undefined),
    })
    const charges: string[] = []
    const agent = custom((context) => context.step('charge', () => (charges.push('charged'), 'paid')))
    const clock = fakeClock()
    const run = agent.run('', { ledger, clock, signal: controller.signal })
    await nextTurn()
    controller.abort(new RuntimeError('RUNTIME_STATE', 'shutting down'))
    safe.open()
    await expect(run).rejects.toMatchObject({ code: 'RUNTIME_STATE' })
    expect(charges).toEqual([])
    expect(outline(ledger.records)).toEqual(['run', 'intent step:charge#1', 'unbegun step:charge#1'])
    const second = ledger.reopened()
    expect((await agent.run('', { ledger: second, clock })).output).toBe('paid')
    expect(charges).toEqual(['charged'])
    for (let length = 3; length <= second.records.length; length += 1) {
      const third = testLedger({ history: second.records.slice(0, length) })
      const result = await agent.run('', { ledger: third, clock }).then(
        ({ output }) => output,
        ({ code }: { code: string }) => code,
      )
      // Once the effect may have begun, nobody repeats it unasked.
      expect(['paid', 'RUN_NEEDS_ATTENTION']).toContain(result)
      expect(charges, `cut after ${String(length)}`).toHaveLength(2)
    }
  })

  it('by its caller, its deadline or its budget ends it for good, each with its reason', async () => {
    const clock = fakeClock()
    const steps: string[] = []
    const agent = custom(async (context) => {
      await context.step('first', () => steps.push('first'), { estimate: { usd: 1 } })
      await context.sleep(1000)
      await context.step('second', () => steps.push('second'), { estimate: { usd: 1 } })
      return 'done'
    })
    const controller = new AbortController()
    const called = testLedger()
    const byCaller = agent.run('', { clock, ledger: called, signal: controller.signal })
    await clock.advance(10)
    controller.abort(new DOMException('enough', 'AbortError'))
    await expect(byCaller).rejects.toMatchObject({ name: 'AbortError' })
    const late = testLedger()
    const byDeadline = agent.run('', { clock, ledger: late, timeoutMs: 500 })
    const dearly = testLedger()
    const byBudget = agent.run('', { clock, ledger: dearly, budget: { usd: 1.5 } })
    const caught = Promise.all([outcomeOf(byDeadline), outcomeOf(byBudget)])
    await clock.advance(5000)
    expect(await caught).toMatchObject([{ code: 'DEADLINE_EXCEEDED' }, { code: 'BUDGET_EXCEEDED' }])
    for (const [ledger, reason, seen] of [
      [called, 'caller', { name: 'AbortError', message: 'enough' }],
      [late, 'deadline', { code: 'DEADLINE_EXCEEDED' }],
      [dearly, 'budget', { code: 'BUDGET_EXCEEDED' }],
    ] as const) {
      expect(ledger.records.at(-1)).toMatchObject({ type: 'cancel', reason })
      expect(ends(ledger.records)).toEqual(['cancel'])
      steps.length = 0
      const again = ledger.reopened()
      const heard = listener()
      await expect(agent.run('', { clock, ledger: again, onEvent: heard.onEvent }), reason).rejects.toMatchObject(seen)
      expect([steps, again.records, heard.ends, heard.afterEnd]).toEqual([[], ledger.records, ['run-cancel'], []])
    }
  })

  it('by a runtime that closes leaves its record open, and it is taken up again', async () => {
    const clock = fakeClock()
    const ledger = testLedger()
    const controller = new AbortController()
    const steps: string[] = []
    const agent = custom(async (context) => {
      await context.step('first', () => steps.push('first'))
      await context.sleep(1000)
      return context.step('second', () => steps.push('second'))
    })
    const heard = listener()
    const run = agent.run('', { clock, ledger, signal: controller.signal, onEvent: heard.onEvent })
    await clock.advance(10)
    controller.abort(new RuntimeError('RUNTIME_STATE', 'The runtime was closed.'))
    await expect(run).rejects.toMatchObject({ code: 'RUNTIME_STATE' })
    expect(ends(ledger.records)).toEqual([])
    expect([heard.ends, heard.afterEnd]).toEqual([['run-interrupt'], []])
    const again = agent.run('', { clock, ledger: ledger.reopened() })
    await clock.advance(2000)
    expect([(await again).output, steps]).toEqual([2, ['first', 'second']])
  })

  it('by somebody who is told that a step begins keeps its effect from beginning', async () => {
    const controller = new AbortController()
    const ledger = testLedger()
    let calls = 0
    const agent = custom((context) => context.step('x', () => (calls += 1), { effect: 'idempotent' }))
    const onEvent = ({ type }: RunEvent): void => {
      if (type === 'step-start') controller.abort(new Error('enough'))
    }
    await expect(agent.run('', { ledger, signal: controller.signal, onEvent })).rejects.toThrow('enough')
    expect(calls).toBe(0)
    expect(outline(ledger.records)).toEqual(['run', 'intent step:x#1', 'unbegun step:x#1', 'cancel'])
  })

  it('before its ledger has been read is heard', async () => {
    const controller = new AbortController()
    const ledger = testLedger({ isAsync: true })
    let hasRun = false
    const agent = custom((context) => context.step('x', () => ((hasRun = true), 1)))
    const run = agent.run('', { ledger, signal: controller.signal, clock: fakeClock() })
    controller.abort(new Error('enough'))
    await expect(run).rejects.toThrow('enough')
    expect(hasRun).toBe(false)
    expect(ends(ledger.records)).toEqual(['cancel'])
  })

  it('because its deadline passed while nobody ran it begins nothing', async () => {
    const clock = fakeClock()
    const ledger = testLedger()
    const steps: string[] = []
    const controller = new AbortController()
    const agent = custom(async (context) => {
      await context.step('first', () => steps.push('first'))
      await context.step(
        'wait',
        ({ signal }) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
        { effect: 'none' },
      )
    })
    const run = agent.run('', { clock, ledger, timeoutMs: 1000, signal: controller.signal })
    await nextTurn()
    controller.abort(new RuntimeError('RUNTIME_STATE', 'The runtime was closed.'))
    await expect(run).rejects.toMatchObject({ code: 'RUNTIME_STATE' })
    await clock.advance(5000)
    const cut = ledger.reopened()
    steps.length = 0
    await expect(
      agent.run('', { clock, ledger: testLedger({ history: ledger.records.slice(0, 1) }) }),
    ).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' })
    expect(steps).toEqual([])
    await expect(agent.run('', { clock, ledger: cut })).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' })
    expect(cut.records.at(-1)).toMatchObject({ type: 'cancel', reason: 'deadline' })
  })

  it('ends it although its code goes on regardless', async () => {
    const clock = fakeClock()
    const controller = new AbortController()
    const ledger = testLedger()
    const deaf = gate()
    const refused: unknown[] = []
    const agent = custom(async (context) => {
      await deaf.promise
      await context.step('late', () => 1).catch((error: unknown) => refused.push(error))
      return 'done'
    })
    const run = agent.run('', { clock, ledger, signal: controller.signal })
    const caught = outcomeOf(run)
    await nextTurn()
    controller.abort(new Error('enough'))
    await clock.advance(1000)
    expect(await caught).toMatchObject({ message: 'enough' })
    deaf.open('')
    await nextTurn()
    expect(refused).toHaveLength(1)
    expect(outline(ledger.records)).toEqual(['run', 'cancel'])
    expect(clock.pendingTimers).toBe(0)
  })
})

describe('the own signal of a call', () => {
  const waiting = (seen: unknown[]): Callable<string, unknown> =>
    custom(
      (context) =>
        context.step(
          'wait',
          ({ signal }) =>
            new Promise((_, reject) =>
              signal.addEventListener('abort', () => (seen.push(signal.reason), reject(signal.reason as Error))),
            ),
          { effect: 'none' },
        ),
      'waiting',
    )

  it('gives that call up, and the run goes on', async () => {
    const seen: unknown[] = []
    let own = new AbortController()
    const agent = custom((context) => {
      own = new AbortController()
      return context.call(waiting(seen), '', { signal: own.signal }).catch((error: Error) => error.message)
    })
    const ledger = testLedger()
    const run = agent.run('', { ledger })
    await nextTurn()
    own.abort(new Error('own'))
    expect((await run).output).toBe('own')
    expect((await agent.run('', { ledger: ledger.reopened() })).output).toBe('own')
  })

  it("does not take the place of the run's cancellation", async () => {
    const seen: unknown[] = []
    const own = new AbortController()
    const outer = new AbortController()
    const agent = custom((context) => context.call(waiting(seen), '', { signal: own.signal }))
    const run = agent.run('', { signal: outer.signal })
    await nextTurn()
    outer.abort(new Error('outer'))
    await expect(run).rejects.toThrow('outer')
    expect(seen).toMatchObject([{ message: 'outer' }])
  })

  it('that has a time limit gives the call up in time', async () => {
    const clock = fakeClock()
    const seen: unknown[] = []
    const agent = custom((context) =>
      context.call(waiting(seen), '', { timeoutMs: 50 }).catch((error: { code: string }) => error.code),
    )
    const run = agent.run('', { clock })
    await clock.advance(50)
    expect((await run).output).toBe('DEADLINE_EXCEEDED')
    expect(clock.pendingTimers).toBe(0)
  })
})

describe('a person who says what became of an effect', () => {
  it('is asked again when the attempt that was agreed upon is interrupted too', async () => {
    const clock = fakeClock()
    const charges: string[] = []
    const controller = new AbortController()
    let hang = true
    const agent = custom((context) =>
      context.step('charge', () => (charges.push('charged'), hang ? new Promise<string>(() => {}) : 'paid')),
    )
    const first = testLedger({ parks: true })
    const interrupted = agent.run('', { clock, ledger: first, signal: controller.signal })
    const caught = outcomeOf(interrupted)
    await nextTurn()
    controller.abort(new RuntimeError('RUNTIME_STATE', 'closed'))
    await clock.advance(1000)
    expect(await caught).toMatchObject({ code: 'RUNTIME_STATE' })
    expect(charges).toHaveLength(1)
    const second = first.reopened()
    await expect(agent.run('', { clock, ledger: second })).rejects.toMatchObject({ code: 'RUN_PARKED' })
    const retrying = second.reopened([signalRecord('step:charge#1', { action: 'retry' })])
    const again = new AbortController()
    const third = agent.run('', { clock, ledger: retrying, signal: again.signal })
    const caughtAgain = outcomeOf(third)
    await nextTurn()
    expect(charges).toHaveLength(2)
    again.abort(new RuntimeError('RUNTIME_STATE', 'closed'))
    await clock.advance(1000)
    expect(await caughtAgain).toMatchObject({ code: 'RUNTIME_STATE' })
    hang = false
    const fourth = retrying.reopened()
    await expect(agent.run('', { clock, ledger: fourth })).rejects.toMatchObject({ code: 'RUN_PARKED' })
    expect(charges).toHaveLength(2)
    const last = fourth.reopened([signalRecord('step:charge#1', { action: 'retry' })])
    expect((await agent.run('', { clock, ledger: last })).output).toBe('paid')
    expect(charges).toHaveLength(3)
    expect((await agent.run('', { clock, ledger: last.reopened() })).output).toBe('paid')
    expect(charges).toHaveLength(3)
  })
})

describe('steps that nobody waits for any more', () => {
  const inner = custom(async ({ sleep }) => sleep(60_000), 'inner')
  const left: Readonly<Record<string, (context: AgentContext) => Promise<unknown>>> = {
    'a step': ({ step }) => step('s', ({ signal }) => untilAborted(signal), { effect: 'none' }),
    'a step that must happen once': ({ step }) => step('s', ({ signal }) => untilAborted(signal)),
    'a call': ({ call }) => call(inner, ''),
    'a call with a limit': ({ call }) => call(inner, '', { timeoutMs: 50_000 }),
    'a sleep': ({ sleep }) => sleep(50_000),
  }
  const untilAborted = (signal: AbortSignal): Promise<never> =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))

  it.each(Object.entries(left))('%s, do not end the process when the run is called off', async (_name, begin) => {
    const unhandled: unknown[] = []
    const note = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', note)
    const clock = fakeClock()
    const agent = custom(async (context) => {
      const begun = begin(context)
      await context.sleep(100)
      return begun
    })
    const controller = new AbortController()
    const aborted = outcomeOf(agent.run('', { clock, signal: controller.signal }))
    const late = outcomeOf(agent.run('', { clock, timeoutMs: 50 }))
    const failing = custom(async (context) => {
      void begin(context)
      throw new TypeError('failed')
    })
    const failed = outcomeOf(failing.run('', { clock }))
    await clock.advance(10)
    controller.abort(new Error('off'))
    await clock.advance(5_000)
    expect(await aborted).toMatchObject({ message: 'off' })
    expect(await late).toMatchObject({ code: 'DEADLINE_EXCEEDED' })
    expect(await failed).toMatchObject({ message: 'failed' })
    await nextTurn()
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual([])
  })
})
