import { describe, expect, it } from 'vitest'
import { agentTool } from '../../agents/agent-tool.ts'
import type { Agent } from '../../agents/agent.ts'
import type { UserInput } from '../../messages/conversation.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { withTimeLimit } from '../../agents/with-time-limit.ts'
import { ModelError } from '../../errors/model-error.ts'
import type { Event, RunEvent } from '../../events/event.ts'
import type { LedgerRecord } from '../../runs/ledger.ts'
import { memoryLedger } from '../../runs/memory/memory-ledger.ts'
import { memoryStore } from '../../runs/memory/memory-store.ts'
import type { RunResult } from '../../runs/result/run-result.ts'
import { readHistory } from '../../runs/ledger.ts'
import type { RunStore } from '../../runs/run-store.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { delay } from '../../util/abort.ts'
import { createRuntime } from '../create-runtime.ts'
import { tapePlayer } from '../tape/tape-player.ts'
import { tapeRecorder } from '../tape/tape-recorder.ts'

/** An agent that calls another one with its own input. */
const caller = (name: string, callee: () => Agent<string, UserInput>, options: { readonly timeoutMs?: number } = {}) =>
  defineCustomAgent({ name, execute: (text, { call }) => call(callee(), text, options) })

const recordsOf = async ({ ledger }: RunResult<unknown>): Promise<readonly LedgerRecord[]> =>
  'records' in ledger ? (ledger.records as readonly LedgerRecord[]) : readHistory(ledger)

const storedRecords = async (store: RunStore, runId: string): Promise<readonly LedgerRecord[]> =>
  readHistory(await store.open(runId))

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )

describe('a call of an agent that the runtime hosts', () => {
  it('waits for a slot of that agent, and counts in its figures', async () => {
    const clock = fakeClock()
    let running = 0
    let most = 0
    const b = defineCustomAgent({
      name: 'b',
      execute: async (text, { sleep }) => {
        running += 1
        most = Math.max(most, running)
        await sleep(10)
        running -= 1
        return `${String(text)}!`
      },
    })
    const a = defineCustomAgent({
      name: 'a',
      execute: (text, { call }) => Promise.all([1, 2, 3].map((n) => call(b, `${String(text)}${n}`))),
    })
    await using runtime = await createRuntime({ agents: [a, b], clock })
    const calling = runtime.call('a', 'x')
    await clock.advance(5)
    expect(runtime.stats().agents['b']).toMatchObject({ calls: 1, inFlight: 3 })
    await clock.advance(30)
    expect((await calling).output).toEqual(['x1!', 'x2!', 'x3!'])
    expect(most).toBe(1)
    expect(runtime.stats().agents['b']).toMatchObject({ calls: 3, delivered: 0, handled: 0, inFlight: 0 })
  })

  it('keeps the agent within its concurrency for callers and messages together', async () => {
    const clock = fakeClock()
    let running = 0
    let most = 0
    const b = defineCustomAgent({
      name: 'b',
      execute: async (text, { sleep }) => {
        running += 1
        most = Math.max(most, running)
        await sleep(10)
        running -= 1
        return text
      },
    })
    const agents = [
      { agent: caller('a', () => b), concurrency: 4 },
      { agent: b, concurrency: 2 },
    ]
    await using runtime = await createRuntime({ agents, clock })
    for (let n = 0; n < 4; n += 1) {
      await runtime.send('a', `a${n}`)
      await runtime.send('b', `b${n}`)
    }
    await clock.advance(1_000)
    await runtime.idle()
    expect(most).toBe(2)
    expect(runtime.stats().agents).toMatchObject({ a: { handled: 4 }, b: { handled: 4, calls: 4 } })
  })

  it('is a run of its own, whose id follows from the step that calls, and which names it as its cause', async () => {
    const store = memoryStore()
    const b = defineCustomAgent({ name: 'b', execute: (text, { runId, path }) => [text, runId, path] })
    await using runtime = await createRuntime({ agents: [caller('a', () => b), b], store })
    const { output } = await runtime.call('a', 'x', { runId: 'r1', session: 's', tenant: 't' })
    expect(output).toEqual(['x', 'r1/agent:b#1', ''])
    const child = await storedRecords(store, 'r1/agent:b#1')
    expect(child[0]).toMatchObject({
      type: 'run',
      agent: 'b',
      input: 'x',
      cause: { runId: 'r1', key: 'agent:b#1' },
      start: { session: 's', tenant: 't' },
    })
    expect(child.map(({ type }) => type)).toEqual(['run', 'finish'])
    const runs = []
    for await (const run of store.list()) runs.push(run.runId)
    expect(runs).toEqual(['r1', 'r1/agent:b#1'])
  })

  it('leaves the id, the usage and the cost of the called run on the record of the caller, and in its result', async () => {
    const b = defineAgent({
      name: 'b',
      model: scriptedModel(['yes']),
    })
    await using runtime = await createRuntime({ agents: [caller('a', () => b), b] })
    const result = await runtime.call('a', 'x', { runId: 'r1' })
    const outcome = (await recordsOf(result)).find((record) => record.type === 'outcome')
    expect(outcome).toMatchObject({
      key: 'agent:b#1',
      value: { output: 'yes', child: 'r1/agent:b#1', usage: { modelCalls: 1 }, cost: {} },
    })
    expect(result.usage.modelCalls).toBe(1)
    // Its steps are on its own record.
    expect((await recordsOf(result)).some((record) => 'key' in record && record.key.includes('model:'))).toBe(false)
  })

  it('draws on the budget of the caller, across any number of calls', async () => {
    const model = scriptedModel(['one', 'two', 'three', 'four'])
    const c = defineAgent({ name: 'c', model })
    const b = caller('b', () => c)
    const a = defineCustomAgent({
      name: 'a',
      execute: async (_text, { call }) => [await call(b, '1'), await call(b, '2'), await call(b, '3')],
    })
    await using runtime = await createRuntime({ agents: [a, b, c] })
    await expect(runtime.call('a', 'x', { budget: { modelCalls: 2 } })).rejects.toMatchObject({
      code: 'BUDGET_EXCEEDED',
    })
    expect(model.calls).toHaveLength(2)
  })

  it('spends of a budget only once', async () => {
    const model = scriptedModel(['one', 'two', 'three'])
    const c = defineAgent({ name: 'c', model })
    const b = caller('b', () => c)
    const a = defineCustomAgent({
      name: 'a',
      execute: async (_text, { call }) => [await call(b, '1'), await call(b, '2'), await call(b, '3')],
    })
    await using runtime = await createRuntime({ agents: [a, b, c] })
    const { output, usage } = await runtime.call('a', 'x', { budget: { modelCalls: 3 } })
    expect([output, usage.modelCalls]).toEqual([['one', 'two', 'three'], 3])
  })

  it('is kept within the time limit of the called agent, all its attempts together', async () => {
    const clock = fakeClock()
    let attempts = 0
    const slow = defineCustomAgent({
      name: 'b',
      execute: async (_text, { signal }) => {
        attempts += 1
        await delay(60, { clock, signal })
        throw new ModelError('MODEL_UNAVAILABLE', 'down')
      },
    })
    const b = withTimeLimit(slow, 100)
    const agents = [
      { agent: caller('a', () => slow), restart: { maxAttempts: 1 } },
      { agent: b, restart: { initialBackoffMs: 1 } },
    ]
    await using runtime = await createRuntime({ agents, clock })
    const failed = failureOf(runtime.call('a', 'x'))
    await clock.advance(99)
    expect(attempts).toBe(2)
    await clock.advance(1)
    expect(await failed).toMatchObject({ code: 'DEADLINE_EXCEEDED', details: { agent: 'b', timeoutMs: 100 } })
    await clock.advance(10_000)
    expect([attempts, clock.pendingTimers, runtime.stats().totals.inFlight]).toEqual([2, 0, 0])
  })

  it('is attempted again as the called agent is to be, and repeats no effect of it', async () => {
    const clock = fakeClock()
    const events: Event[] = []
    const done: string[] = []
    const b = defineCustomAgent({
      name: 'b',
      execute: async (_text, { step }) => {
        const paid = await step('pay', () => done.push('pay'))
        return step(
          'ask',
          () => {
            done.push('ask')
            if (done.length < 4) throw new ModelError('MODEL_UNAVAILABLE', 'down')
            return paid
          },
          { effect: 'none' },
        )
      },
    })
    await using runtime = await createRuntime({
      agents: [caller('a', () => b), b],
      clock,
      onEvent: (event) => events.push(event),
    })
    const calling = runtime.call('a', 'x')
    await clock.advance(10_000)
    expect((await calling).output).toBe(1)
    expect(done).toEqual(['pay', 'ask', 'ask', 'ask'])
    expect(events.filter(({ type }) => type === 'agent-restart')).toMatchObject([{ agent: 'b' }, { agent: 'b' }])
    expect(runtime.stats().agents).toMatchObject({ a: { restarts: 0 }, b: { restarts: 2, calls: 1 } })
    const told = events.filter((event) => 'runId' in event && event.agent === 'b').map(({ type }) => type)
    expect(told.filter((type) => type.startsWith('run-'))).toEqual(['run-start', 'run-finish'])
  })

  it('is given up when the caller is, and gives its slot back', async () => {
    const clock = fakeClock()
    const reasons: unknown[] = []
    const c = defineCustomAgent({
      name: 'c',
      execute: async (_text, { sleep, signal }) => {
        await sleep(1_000).finally(() => reasons.push(signal.reason))
      },
    })
    const b = caller('b', () => c)
    await using runtime = await createRuntime({ agents: [caller('a', () => b), b, c], clock })
    const controller = new AbortController()
    const failed = failureOf(runtime.call('a', 'x', { signal: controller.signal }))
    const waiting = failureOf(runtime.call('a', 'y', { timeoutMs: 20 }))
    await clock.advance(10)
    controller.abort(new Error('enough'))
    expect(await failed).toMatchObject({ message: 'enough' })
    await clock.advance(10)
    expect(await waiting).toMatchObject({ code: 'DEADLINE_EXCEEDED' })
    await clock.advance(2_000)
    expect(reasons).toMatchObject([{ message: 'enough' }, { code: 'DEADLINE_EXCEEDED' }])
    const { agents } = runtime.stats()
    expect(Object.values(agents).map(({ inFlight }) => inFlight)).toEqual([0, 0, 0])
    expect(clock.pendingTimers).toBe(0)
  })

  it('is given up alone by its own signal or time limit, which the caller can catch', async () => {
    const clock = fakeClock()
    const b = defineCustomAgent({ name: 'b', execute: (_text, { sleep }) => sleep(1_000) })
    const a = defineCustomAgent({
      name: 'a',
      execute: async (text, { call }) => {
        const failure = await failureOf(call(b, text, { timeoutMs: 10 }))
        return (failure as { code: string }).code
      },
    })
    await using runtime = await createRuntime({ agents: [a, b], clock })
    const calling = runtime.call('a', 'x')
    await clock.advance(10)
    expect((await calling).output).toBe('DEADLINE_EXCEEDED')
    expect(runtime.stats().totals.inFlight).toBe(0)
  })

  it('hands on the deadline of the message that began it', async () => {
    const clock = fakeClock()
    const store = memoryStore({ clock })
    const c = defineCustomAgent({ name: 'c', execute: (text) => text })
    const b = caller('b', () => c)
    await using runtime = await createRuntime({ agents: [caller('a', () => b), b, c], clock, store })
    await runtime.send('a', 'x', {
      deadline: 5_000,
      session: 's',
      tenant: 't',
      correlationId: 'k',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    })
    await runtime.idle()
    const runs = []
    for await (const { runId } of store.list()) runs.push(runId)
    expect(runs).toHaveLength(3)
    for (const runId of runs) {
      const [first] = await storedRecords(store, runId)
      expect(first).toMatchObject({
        start: {
          deadline: 5_000,
          session: 's',
          tenant: 't',
          correlationId: 'k',
          round: 1,
          traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        },
      })
    }
  })

  it('gives the called agent the dependencies of the caller', async () => {
    const b = defineCustomAgent<'b', unknown, undefined, { readonly db: string }>({
      name: 'b',
      execute: (_text, { context }) => context.db,
    })
    const a = defineCustomAgent<'a', unknown, undefined, { readonly db: string }>({
      name: 'a',
      execute: (_text, { call }) => call(b, 'x'),
    })
    await using runtime = await createRuntime({ agents: [a, b] })
    expect((await runtime.call('a', 'x', { context: { db: 'sales' } })).output).toBe('sales')
  })

  it('rejects with the error of the called run, as the class it had', async () => {
    const b = defineCustomAgent({
      name: 'b',
      execute: () => {
        throw new ModelError('MODEL_REQUEST_INVALID', 'no')
      },
    })
    const a = defineCustomAgent({
      name: 'a',
      execute: async (text, { call }) => (await failureOf(call(b, text))) instanceof ModelError,
    })
    await using runtime = await createRuntime({ agents: [a, b] })
    expect((await runtime.call('a', 'x')).output).toBe(true)
  })
})

describe('what is hosted', () => {
  const steps = (records: readonly LedgerRecord[]): readonly string[] =>
    records.flatMap((record) => (record.type === 'intent' ? [record.key] : []))
  const stepping = (name: string, answer: string) =>
    defineCustomAgent({ name, execute: (_text, { step }) => step('work', () => answer) })

  it('is no agent that is handed over by value: it runs within the run of its caller', async () => {
    const inner = stepping('inner', 'inline')
    await using runtime = await createRuntime({ agents: [caller('a', () => inner)] })
    const result = await runtime.call('a', 'x')
    expect(result.output).toBe('inline')
    expect(steps(await recordsOf(result))).toEqual(['agent:inner#1', 'agent:inner#1/step:work#1'])
  })

  it('is no other agent of the same name', async () => {
    const hosted = stepping('b', 'hosted')
    const other = stepping('b', 'other')
    await using runtime = await createRuntime({ agents: [caller('a', () => other), hosted] })
    const result = await runtime.call('a', 'x')
    expect([result.output, runtime.stats().agents['b']?.calls]).toEqual(['other', 0])
    expect(steps(await recordsOf(result))).toEqual(['agent:b#1', 'agent:b#1/step:work#1'])
  })

  it('is the agent with a time limit around it, and within one', async () => {
    const plain = stepping('b', 'hosted')
    const limited = withTimeLimit(plain, 1_000)
    for (const [hosted, called] of [
      [plain, limited],
      [limited, plain],
      [limited, withTimeLimit(limited, 5)],
    ] as const) {
      await using runtime = await createRuntime({ agents: [caller('a', () => called), hosted], clock: fakeClock() })
      const result = await runtime.call('a', 'x')
      expect([result.output, runtime.stats().agents['b']?.calls]).toEqual(['hosted', 1])
      expect(steps(await recordsOf(result))).toEqual(['agent:b#1'])
    }
  })

  it('is an agent of this runtime only', async () => {
    const b = stepping('b', 'hosted')
    await using one = await createRuntime({ agents: [caller('a', () => b)] })
    await using other = await createRuntime({ agents: [b] })
    expect((await one.call('a', 'x')).output).toBe('hosted')
    expect(other.stats().agents['b']?.calls).toBe(0)
  })

  it('is called through its host by a model too, where it is offered as a tool', async () => {
    const b = defineAgent({ name: 'b', model: scriptedModel(['four']) })
    const a = defineAgent({
      name: 'a',
      model: scriptedModel([{ toolCalls: [{ toolName: 'b', input: { input: '2+2' } }] }, 'It is four.']),
      tools: [agentTool(b)],
    })
    await using runtime = await createRuntime({ agents: [a, b] })
    const result = await runtime.call('a', 'x', { runId: 'r1' })
    expect([result.output, result.usage.modelCalls, runtime.stats().agents['b']?.calls]).toEqual(['It is four.', 3, 1])
    const outcome = (await recordsOf(result)).find(
      (record) => record.type === 'outcome' && record.key.endsWith('agent:b#1'),
    )
    expect(outcome).toMatchObject({ value: { output: 'four', child: expect.stringMatching(/^r1\/.*agent:b#1$/) } })
  })

  it('is called from within an agent that is not', async () => {
    const b = stepping('b', 'hosted')
    const inner = caller('inner', () => b)
    await using runtime = await createRuntime({ agents: [caller('a', () => inner), b] })
    const result = await runtime.call('a', 'x', { runId: 'r1' })
    expect(steps(await recordsOf(result))).toEqual(['agent:inner#1', 'agent:inner#1/agent:b#1'])
    expect(runtime.stats().agents['b']?.calls).toBe(1)
  })
})

describe('the events of a called run', () => {
  it('are its own, and the text of one that is forwarded is the text of the caller', async () => {
    const events: RunEvent[] = []
    const b = defineAgent({ name: 'b', model: scriptedModel(['from b']) })
    const side = defineAgent({ name: 'side', model: scriptedModel(['aside']) })
    const a = defineCustomAgent({
      name: 'a',
      execute: async (text, { call }) => {
        await call(side, text)
        return call(b, text, { forward: true })
      },
    })
    await using runtime = await createRuntime({
      agents: [a, b, side],
      streaming: true,
      onEvent: (event) => void ('runId' in event && events.push(event)),
    })
    await runtime.call('a', 'x', { runId: 'r1' })
    const texts = events.filter((event) => event.type === 'text-delta')
    const told = (runId: string): string =>
      texts
        .filter((event) => event.runId === runId)
        .map(({ text }) => text)
        .join('')
    expect(told('r1')).toBe('from b')
    expect(told('r1/agent:b#1')).toBe('from b')
    expect(told('r1/agent:side#1')).toBe('aside')
    expect(texts.filter(({ runId }) => runId === 'r1')[0]).toMatchObject({ forwarded: true, agent: 'b', depth: 1 })
    const start = events.find((event) => event.type === 'run-start' && event.agent === 'b')
    expect(start).toMatchObject({ runId: 'r1/agent:b#1', parent: 'r1/agent:b#1', depth: 0 })
  })
})

describe('a tape of nested calls', () => {
  const team = (touch: (what: string) => string) => {
    const c = defineCustomAgent({ name: 'c', execute: (text, { step }) => step('c', () => touch(`c ${String(text)}`)) })
    const b = defineCustomAgent({
      name: 'b',
      execute: async (text, { step, call }) => [await step('b', () => touch('b')), await call(c, text)],
    })
    return [caller('a', () => b), b, c]
  }

  it('holds the runs of all of them, and replays without the world', async () => {
    const recorder = tapeRecorder({ deterministic: true })
    {
      await using runtime = await createRuntime({ agents: team((what) => `real ${what}`), tape: recorder })
      expect((await runtime.call('a', 'x')).output).toEqual(['real b', 'real c x'])
    }
    const tape = recorder.finish()
    expect(tape.runs.map(({ id }) => id)).toEqual(['call[1]>a', 'call[1]>a/agent:b#1', 'call[1]>a/agent:b#1/agent:c#1'])
    const player = tapePlayer(tape)
    const forbidden = (what: string): string => {
      throw new Error(`the world was touched: ${what}`)
    }
    await using runtime = await createRuntime({ agents: team(forbidden), tape: player })
    expect((await runtime.call('a', 'x')).output).toEqual(['real b', 'real c x'])
    player.assertSame()
  })

  it('is on the record of the caller alone, which can be replayed without its host', async () => {
    const touched: string[] = []
    const agents = team((what) => (touched.push(what), what))
    await using runtime = await createRuntime({ agents })
    const first = await runtime.call('a', 'x')
    const again = await runtime.call('a', 'x')
    expect(again.output).toEqual(first.output)
    const [a] = agents
    touched.length = 0
    const replayed = await a?.run('x', { ledger: memoryLedger(await recordsOf(first)) })
    expect([replayed?.output, touched]).toEqual([first.output, []])
  })
})
