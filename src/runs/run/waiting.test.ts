import { describe, expect, it } from 'vitest'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import type { RunEvent } from '../../events/event.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { nextTurn } from '../../util/clock.ts'
import type { AgentContext } from '../context.ts'
import type { StepInterceptor } from '../interceptors/interceptor.ts'
import { startRun } from '../start-run.ts'
import { createWorld } from '../world.ts'
import { outcomeOf, outline, settled, signalRecord, testLedger } from '../__fixtures__/test-ledger.ts'
import { implementationOf } from '../../agents/implementation.ts'

const custom = (execute: (context: AgentContext) => unknown, name = 'main') =>
  defineCustomAgent({ name, execute: (_, context) => execute(context) })

const hour = 3_600_000

describe('a sleep', () => {
  it('records when it ends, and waits for the rest only when it is taken up again', async () => {
    const clock = fakeClock(1000)
    const ledger = testLedger()
    const agent = custom(async ({ sleep }) => {
      await sleep(500)
      return 'awake'
    })
    const first = agent.run('', { clock, ledger })
    await clock.advance(500)
    expect((await first).output).toBe('awake')
    expect(ledger.records[1]).toMatchObject({ type: 'intent', wakeAt: 1500 })
    const late = fakeClock(1400)
    const again = agent.run('', { clock: late, ledger: testLedger({ history: ledger.records.slice(0, 2) }) })
    await nextTurn()
    expect(late.nextTimerMs).toBe(100)
    await late.advance(100)
    expect((await again).output).toBe('awake')
    const over = fakeClock(99_999)
    const past = agent.run('', { clock: over, ledger: testLedger({ history: ledger.records.slice(0, 2) }) })
    await over.advance(0)
    expect((await past).output).toBe('awake')
  })

  it('that is short stays in the process though the run could be put away', async () => {
    const clock = fakeClock()
    const ledger = testLedger({ parks: true })
    const run = custom(({ sleep }) => sleep(900)).run('', { clock, ledger })
    await clock.advance(900)
    await run
    expect(ledger.parked).toEqual([])
  })

  it('that is long puts the run away, and goes on at its time', async () => {
    const clock = fakeClock()
    const ledger = testLedger({ parks: true })
    const events: RunEvent[] = []
    const agent = custom(async ({ sleep }) => (await sleep(hour), 'awake'))
    const run = agent.run('', { clock, ledger, runId: 'r', onEvent: (event) => void events.push(event) })
    await expect(run).rejects.toMatchObject({
      code: 'RUN_PARKED',
      details: { runId: 'r', until: hour, waitingFor: ['wait:sleep#1'] },
    })
    expect(ledger.parked).toEqual([
      { until: hour, signals: [], waitingFor: [{ key: 'wait:sleep#1', kind: 'timer', until: hour }] },
    ])
    expect(outline(ledger.records)).toEqual(['run', 'intent wait:sleep#1'])
    expect(events.at(-1)).toMatchObject({ type: 'run-park', waitingFor: [{ key: 'wait:sleep#1' }] })
    expect([clock.pendingTimers, ledger.closed]).toEqual([0, 1])
    await clock.advance(hour)
    expect((await settled(clock, agent.run('', { clock, ledger: ledger.reopened() }))).output).toBe('awake')
  })

  it('that cannot be put away waits in the process', async () => {
    const clock = fakeClock()
    const run = custom(async ({ sleep }) => (await sleep(hour), 'awake')).run('', { clock, ledger: testLedger() })
    await clock.advance(hour - 1)
    await clock.advance(1)
    expect((await run).output).toBe('awake')
  })

  it('must last a number of milliseconds', async () => {
    for (const time of [Number.NaN, -1, Infinity, '20', null]) {
      const agents = [
        custom(({ sleep }) => sleep(time as number)),
        custom(({ receive }) => receive('x', { timeoutMs: time as number })),
        custom(({ call }) =>
          call(
            custom(() => 1),
            '',
            { timeoutMs: time as number },
          ),
        ),
      ]
      for (const agent of agents) await expect(agent.run('')).rejects.toMatchObject({ code: 'STEP_INVALID' })
    }
    for (const time of [Number.NaN, '20', null]) {
      const late = custom(() => 1).run('', { timeoutMs: time as number })
      await expect(late).rejects.toMatchObject({ code: 'RUNTIME_OPTIONS_INVALID' })
    }
  })
})

describe('code that waits', () => {
  const seen: string[] = []
  const guarded = {
    'try and catch': async ({ sleep, step }: AgentContext) => {
      try {
        await sleep(hour)
      } catch {
        seen.push('caught')
        await step('compensate', () => seen.push('compensated'))
      }
      return 'done'
    },
    finally: async ({ sleep }: AgentContext) => {
      try {
        await sleep(hour)
      } finally {
        seen.push('finally')
      }
      return 'done'
    },
    'Promise.allSettled': async ({ sleep, step }: AgentContext) => {
      const all = await Promise.allSettled([sleep(hour), step('other', () => 'other', { effect: 'none' })])
      seen.push(...all.map(({ status }) => status))
      return 'done'
    },
    'a nested agent': async ({ call }: AgentContext) => {
      const nested = custom(async ({ sleep }) => (await sleep(hour), 'x'), 'nested')
      await call(nested, '').catch(() => seen.push('caught'))
      return 'done'
    },
    'a step around it': async ({ step }: AgentContext) => {
      await step('outer', async (inner) => (await inner.sleep(hour), 'x'), { effect: 'none' }).catch(() =>
        seen.push('caught'),
      )
      return 'done'
    },
    'a time limit of its own that is not reached': async ({ call }: AgentContext) => {
      const nested = custom(async ({ sleep }) => (await sleep(hour), 'x'), 'nested')
      await call(nested, '', { timeoutMs: 2 * hour }).catch(() => seen.push('caught'))
      return 'done'
    },
  }

  it.each(Object.entries(guarded))('with %s never sees that the run is put away', async (_name, execute) => {
    seen.length = 0
    const clock = fakeClock()
    const ledger = testLedger({ parks: true })
    await expect(custom(execute).run('', { clock, ledger })).rejects.toMatchObject({ code: 'RUN_PARKED' })
    await nextTurn()
    expect(seen).toEqual([])
    await clock.advance(hour)
    expect((await settled(clock, custom(execute).run('', { clock, ledger: ledger.reopened() }))).output).toBe('done')
    expect(seen.filter((each) => each === 'caught' || each === 'rejected')).toEqual([])
  })

  it('is not told of anything while the run is being put away', async () => {
    seen.length = 0
    const clock = fakeClock()
    const parking = Promise.withResolvers<void>()
    const ledger = testLedger({ parks: true, onPark: () => parking.promise })
    const agent = custom(async ({ sleep, step }) => {
      try {
        await sleep(2000)
        await step('late', () => seen.push('effect'))
      } catch {
        seen.push('caught')
      }
      return 'done'
    })
    const outcome = outcomeOf(agent.run('', { clock, ledger }))
    await nextTurn()
    await nextTurn()
    expect(ledger.parked).toHaveLength(1)
    await clock.advance(5000)
    parking.resolve()
    expect(await outcome).toMatchObject({ code: 'RUN_PARKED' })
    await nextTurn()
    expect(seen).toEqual([])
  })

  it('has what is in flight beside it finished first', async () => {
    const clock = fakeClock()
    const ledger = testLedger({ parks: true })
    const slow = Promise.withResolvers<string>()
    const agent = custom(({ sleep, step }) => Promise.all([sleep(hour), step('slow', () => slow.promise)]))
    const outcome = outcomeOf(agent.run('', { clock, ledger }))
    await clock.advance(1000)
    expect(ledger.parked).toEqual([])
    slow.resolve('slow')
    expect(await outcome).toMatchObject({ code: 'RUN_PARKED' })
    expect(outline(ledger.records)).toContain('outcome step:slow#1')
  })

  it('and waits for a promise of its own too is dropped', async () => {
    const clock = fakeClock()
    const ledger = testLedger({ parks: true })
    const own = Promise.withResolvers<void>()
    const late: unknown[] = []
    const agent = custom(async ({ sleep, step }) => {
      await Promise.race([sleep(hour), own.promise])
      await step('after', () => late.push('effect')).catch((error: { code: string }) => late.push(error.code))
      return 'done'
    })
    await expect(agent.run('', { clock, ledger })).rejects.toMatchObject({ code: 'RUN_PARKED' })
    own.resolve()
    await nextTurn()
    expect(late).toEqual(['RUN_CLOSED'])
    expect(outline(ledger.records)).toEqual(['run', 'intent wait:sleep#1'])
  })
})

describe('ask and receive', () => {
  const asking = custom(async ({ ask }) => {
    const { answer, by, comment } = await ask({ title: 'Really?', input: { amount: 3 }, options: ['yes', 'no'] })
    return [answer, by, comment]
  })

  it('park, and go on with what was signalled', async () => {
    const ledger = testLedger({ parks: true })
    await expect(asking.run('', { ledger })).rejects.toMatchObject({ code: 'RUN_PARKED' })
    expect(ledger.parked[0]).toMatchObject({ signals: ['approval:ask#1'], waitingFor: [{ kind: 'approval' }] })
    expect(ledger.records[1]).toMatchObject({
      kind: 'approval',
      input: { title: 'Really?', input: { amount: 3 }, options: ['yes', 'no'] },
    })
    const answered = ledger.reopened([signalRecord('approval:ask#1', { answer: 'yes', comment: 'fine' })])
    expect((await asking.run('', { ledger: answered })).output).toEqual(['yes', 'tester', 'fine'])
    expect((await asking.run('', { ledger: answered.reopened() })).output).toEqual(['yes', 'tester', 'fine'])
  })

  it('go on in the process where the answer comes while the run is live', async () => {
    const clock = fakeClock()
    const ledger = testLedger({ parks: true })
    const slow = Promise.withResolvers<string>()
    const agent = custom(({ receive, step }) => Promise.all([receive('word'), step('slow', () => slow.promise)]))
    const run = agent.run('', { clock, ledger })
    await nextTurn()
    ledger.tell({ key: 'signal:word#1', value: { text: 'hello' } })
    await nextTurn()
    slow.resolve('slow')
    expect((await run).output).toEqual([{ text: 'hello' }, 'slow'])
    expect(outline(ledger.records)).toContain('signal signal:word#1')
    expect((await agent.run('', { clock, ledger: ledger.reopened() })).output).toEqual([{ text: 'hello' }, 'slow'])
  })

  it('take an answer that came before they were asked', async () => {
    const ledger = testLedger({ parks: true })
    const slow = Promise.withResolvers<string>()
    const agent = custom(async ({ receive, step }) => {
      await step('slow', () => slow.promise)
      return receive('word')
    })
    const run = agent.run('', { ledger })
    await nextTurn()
    ledger.tell({ key: 'signal:word#1', value: 'early' })
    slow.resolve('')
    expect((await run).output).toBe('early')
    for (let length = 3; length <= ledger.records.length; length += 1) {
      const cut = testLedger({ parks: true, history: ledger.records.slice(0, length) })
      const output = await outcomeOf(agent.run('', { ledger: cut }))
      const hasEffect = outline(ledger.records.slice(0, length)).includes('outcome step:slow#1')
      if (hasEffect) expect(output, `cut after ${String(length)}`).toBe('early')
      else expect(output, `cut after ${String(length)}`).toMatchObject({ code: 'RUN_PARKED' })
    }
  })

  it('take their answer however long an interceptor takes', async () => {
    const ledger = testLedger({ parks: true })
    await outcomeOf(asking.run('', { ledger }))
    const slow: StepInterceptor = { name: 'slow', around: async (_, next) => (await nextTurn(), next()) }
    const world = createWorld({ interceptors: [slow], clock: fakeClock() })
    const answered = ledger.reopened([signalRecord('approval:ask#1', 'no')])
    const run = startRun<never, unknown>(
      implementationOf(asking),
      '' as never,
      { ledger: answered },
      { isStreaming: false, context: undefined, world },
    )
    expect((await run).output).toEqual(['no', 'tester', null])
  })

  it('give up after their time, in the process or put away', async () => {
    const agent = custom(async ({ receive }) =>
      (await receive('word', { timeoutMs: 5000 })) === undefined ? 'nothing' : 'something',
    )
    const clock = fakeClock()
    const ledger = testLedger({ parks: true })
    await expect(agent.run('', { clock, ledger })).rejects.toMatchObject({
      code: 'RUN_PARKED',
      details: { until: 5000 },
    })
    const early = outcomeOf(agent.run('', { clock, ledger: ledger.reopened() }))
    expect(await early).toMatchObject({ code: 'RUN_PARKED' })
    await clock.advance(5000)
    const late = ledger.reopened()
    expect(await settled(clock, outcomeOf(agent.run('', { clock, ledger: late })))).toBe('nothing')
    expect((await agent.run('', { clock, ledger: late.reopened() })).output).toBe('nothing')
  })

  it('wait two at once, each for its own answer, in any order', async () => {
    const agent = custom(async ({ receive, ask }) => {
      const [word, decision] = await Promise.all([receive('word'), ask({ title: '?' })])
      return [word, decision.answer]
    })
    const ledger = testLedger({ parks: true })
    await expect(agent.run('', { ledger })).rejects.toMatchObject({
      details: { waitingFor: ['signal:word#1', 'approval:ask#1'] },
    })
    const half = ledger.reopened([signalRecord('approval:ask#1', 'approve')])
    await expect(agent.run('', { ledger: half })).rejects.toMatchObject({ details: { waitingFor: ['signal:word#1'] } })
    expect(half.parked[0]?.signals).toEqual(['signal:word#1'])
    const whole = half.reopened([signalRecord('signal:word#1', [1])])
    expect((await agent.run('', { ledger: whole })).output).toEqual([[1], 'approve'])
  })

  it('go on under a limit of time that is given when the run is taken up again', async () => {
    const clock = fakeClock()
    const agent = custom(async ({ ask, sleep }) => {
      const { answer } = await ask({ title: '?' })
      await sleep(900)
      return answer
    })
    const ledger = testLedger({ parks: true })
    await expect(agent.run('', { clock, ledger })).rejects.toMatchObject({ code: 'RUN_PARKED' })
    const answered = ledger.reopened([signalRecord('approval:ask#1', 'approve')])
    const late = outcomeOf(agent.run('', { clock, ledger: answered, timeoutMs: 200 }))
    await clock.advance(200)
    expect(await late).toMatchObject({ code: 'DEADLINE_EXCEEDED', details: { timeoutMs: 200 } })
  })

  it('are refused where nobody could answer', async () => {
    const agent = custom(async ({ ask, receive }) => [
      await ask({ title: '?' }).catch((error: { code: string }) => error.code),
      await receive('x').catch((error: { code: string }) => error.code),
    ])
    expect((await agent.run('')).output).toEqual(['WAIT_UNAVAILABLE', 'WAIT_UNAVAILABLE'])
  })

  it('end with the run when it is called off', async () => {
    const clock = fakeClock()
    const controller = new AbortController()
    const ledger = testLedger({ parks: true })
    const slow = Promise.withResolvers<string>()
    const agent = custom(({ receive, step }) =>
      Promise.all([receive('word'), step('slow', () => slow.promise, { effect: 'none' })]),
    )
    const outcome = outcomeOf(agent.run('', { clock, ledger, signal: controller.signal }))
    await nextTurn()
    controller.abort(new Error('enough'))
    await clock.advance(1000)
    expect(await outcome).toMatchObject({ message: 'enough' })
    expect(ledger.records.at(-1)).toMatchObject({ type: 'cancel', reason: 'caller' })
    expect(clock.pendingTimers).toBe(0)
  })
})

describe('an effect of which nobody knows whether it happened', () => {
  const pay = (charges: string[]) => custom(({ step }) => step('pay', () => (charges.push('paid'), 'paid')))

  async function unknown() {
    const charges: string[] = []
    const ledger = testLedger({ parks: true })
    await pay(charges).run('', { ledger })
    charges.length = 0
    const cut = testLedger({ parks: true, history: ledger.records.slice(0, 2) })
    await expect(pay(charges).run('', { ledger: cut })).rejects.toMatchObject({ code: 'RUN_PARKED' })
    expect(cut.parked[0]).toMatchObject({ signals: ['step:pay#1'], waitingFor: [{ kind: 'attention' }] })
    return { charges, cut }
  }

  it.each([
    ['retry', { action: 'retry' }, 'paid', ['paid']],
    ['value', { action: 'value', value: { receipt: 7 } }, { receipt: 7 }, []],
  ] as const)('is settled by a person who says %s', async (_name, decision, output, expected) => {
    const { charges, cut } = await unknown()
    const decided = cut.reopened([signalRecord('step:pay#1', decision)])
    expect((await pay(charges).run('', { ledger: decided })).output).toEqual(output)
    expect(charges).toEqual(expected)
    expect((await pay(charges).run('', { ledger: decided.reopened() })).output).toEqual(output)
    expect(charges).toEqual(expected)
  })

  it('is settled by a person who says that it failed', async () => {
    const { charges, cut } = await unknown()
    const decided = cut.reopened([signalRecord('step:pay#1', { action: 'fail' })])
    await expect(pay(charges).run('', { ledger: decided })).rejects.toMatchObject({ code: 'RUN_NEEDS_ATTENTION' })
    expect(charges).toEqual([])
    expect(decided.records.at(-1)?.type).toBe('error')
  })

  it('is not swallowed by code that catches', async () => {
    const { cut } = await unknown()
    const careless = custom(({ step }) => step('pay', () => 'paid').catch(() => 'swallowed'))
    await expect(careless.run('', { ledger: cut.reopened() })).rejects.toMatchObject({ code: 'RUN_PARKED' })
    const inMemory = testLedger({ history: cut.records })
    await expect(careless.run('', { ledger: inMemory })).rejects.toMatchObject({ code: 'RUN_NEEDS_ATTENTION' })
    expect(outline(inMemory.records)).toEqual(['run', 'intent step:pay#1'])
  })

  it('has its siblings finished before the run stops for it', async () => {
    const { cut } = await unknown()
    const slow = Promise.withResolvers<string>()
    const agent = custom(({ step }) => Promise.all([step('pay', () => 'paid'), step('slow', () => slow.promise)]))
    const ledger = testLedger({ history: cut.records })
    const outcome = outcomeOf(agent.run('', { ledger }))
    await nextTurn()
    await nextTurn()
    slow.resolve('slow')
    expect(await outcome).toMatchObject({ code: 'RUN_NEEDS_ATTENTION' })
    expect(outline(ledger.records)).toContain('outcome step:slow#1')
  })

  it('is settled by a person while the run is live', async () => {
    const { cut, charges } = await unknown()
    const slow = Promise.withResolvers<string>()
    const agent = custom(({ step }) =>
      Promise.all([step('pay', () => (charges.push('paid'), 'paid')), step('slow', () => slow.promise)]),
    )
    const ledger = cut.reopened()
    const run = agent.run('', { ledger })
    await nextTurn()
    ledger.tell({ key: 'step:pay#1', value: { action: 'value', value: 'was paid' } })
    slow.resolve('slow')
    expect((await run).output).toEqual(['was paid', 'slow'])
    expect(charges).toEqual([])
  })
})
