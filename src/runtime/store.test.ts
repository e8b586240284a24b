import { describe, expect, it } from 'vitest'
import { defineCustomAgent } from '../agents/define-custom-agent.ts'
import type { Event } from '../events/event.ts'
import { readHistory, type Ledger, type LedgerRecord } from '../runs/ledger.ts'
import { memoryStore } from '../runs/memory/memory-store.ts'
import type { RunStore, RunSummary } from '../runs/run-store.ts'
import { fakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { nextTurn } from '../util/clock.ts'
import { createRuntime } from './create-runtime.ts'
import type { AgentEntry, RuntimeSettings } from './runtime-options.ts'
import type { Runtime } from './runtime.ts'

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )

/** What a store holds, read without taking anything. */
async function runsOf(store: RunStore): Promise<readonly RunSummary[]> {
  const runs: RunSummary[] = []
  for await (const run of store.list()) runs.push(run)
  return runs
}

const recordsOf = async (store: RunStore, runId: string): Promise<readonly LedgerRecord[]> =>
  readHistory(await store.open(runId))

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn()
}

async function settles(promise: Promise<unknown>): Promise<boolean> {
  let isSettled = false
  const settled = (): void => void (isSettled = true)
  promise.then(settled, settled)
  await settle()
  return isSettled
}

interface System {
  readonly runtime: Runtime
  readonly store: RunStore
  readonly clock: FakeClock
  readonly events: Event[]
}

async function system(agents: readonly AgentEntry[], settings: RuntimeSettings = {}): Promise<System> {
  const clock = fakeClock()
  const store = settings.store ?? memoryStore({ clock })
  const events: Event[] = []
  const runtime = await createRuntime({
    agents,
    clock,
    store,
    onEvent: (event) => void events.push(event),
    ...settings,
  })
  return { runtime, store, clock, events }
}

/** An agent that asks a person, and writes down what it was told. */
const asking = (log: string[], name = 'asks') =>
  defineCustomAgent({
    name,
    execute: async (text, { ask, step }) => {
      await step('before', () => void log.push(`before ${String(text)}`))
      const { answer, by } = await ask({ title: 'May I?' })
      log.push(`${answer} by ${by}`)
      return `${String(text)} ${answer}`
    },
  })

/** The key of what the only parked run waits for, and its id. */
async function waiting(store: RunStore, agent = 'asks'): Promise<{ readonly runId: string; readonly key: string }> {
  const run = (await runsOf(store)).find((each) => each.status === 'parked' && each.agent === agent)
  return { runId: run?.runId ?? '', key: run?.waitingFor?.[0]?.key ?? '' }
}

describe('a delivery', () => {
  it('is a run of the store, with its message, its cause and what it emits', async () => {
    const first = defineCustomAgent({ name: 'first', execute: (text) => `${String(text)}!` })
    const second = defineCustomAgent({ name: 'second', execute: () => undefined })
    const { runtime, store } = await system([{ agent: first, outputs: ['second', 'news'] }, second])
    const messageId = await runtime.send('first', 'x', { session: 's', tenant: 't', correlationId: 'k' })
    await runtime.idle()
    const runs = await runsOf(store)
    expect(runs.map(({ agent, status, session, tenant }) => [agent, status, session, tenant])).toEqual([
      ['first', 'finished', 's', 't'],
      ['second', 'finished', 's', 't'],
    ])
    const [one = '', two = ''] = runs.map(({ runId }) => runId)
    const records = await recordsOf(store, one)
    expect(records.map(({ type }) => type)).toEqual(['run', 'emit', 'emit', 'emit', 'finish'])
    expect(records[0]).toMatchObject({
      agent: 'first',
      input: 'x',
      cause: { message: messageId },
      start: { from: 'outside', correlationId: 'k', round: 1, message: { id: messageId, parts: [{ type: 'text' }] } },
    })
    const emits = records.filter((record) => record.type === 'emit')
    expect(emits.map(({ outlet }) => outlet).toSorted()).toEqual(['first', 'news', 'second'])
    expect(new Set(emits.map((emit) => emit.messageId))).toEqual(new Set([`${one}/output`]))
    expect((await recordsOf(store, two))[0]).toMatchObject({
      input: 'x!',
      cause: { runId: one, key: '' },
      start: { from: 'first', message: { id: `${one}/output` } },
    })
    await runtime.close()
  })

  it('that cannot be recorded becomes a dead letter, and others go on', async () => {
    const store = memoryStore()
    let broken = true
    const failing: RunStore = {
      ...store,
      name: 'failing',
      durable: false,
      open: (runId, start) => (broken ? Promise.reject(new Error('disk full')) : store.open(runId, start)),
      list: (filter) => store.list(filter),
      signal: (...word) => store.signal(...word),
      due: (now) => store.due(now),
    }
    const agent = defineCustomAgent({ name: 'a', execute: (text) => text })
    const { runtime } = await system([agent], { store: failing })
    await runtime.send('a', 'x')
    await runtime.idle()
    expect(runtime.deadLetters.list()).toMatchObject([{ reason: 'failed', error: { message: 'disk full' } }])
    broken = false
    await runtime.send('a', 'y')
    await runtime.idle()
    expect(runtime.stats().agents['a']).toMatchObject({ handled: 1, failed: 1, inFlight: 0 })
    await runtime.close()
  })

  it('whose ledger is lost is not told as handled, and its run is left to its new owner', async () => {
    const store = memoryStore()
    let open = (): void => {}
    const opened = new Promise<void>((resolve) => (open = resolve))
    const agent = defineCustomAgent({
      name: 'a',
      execute: (_text, { step }) => step('work', () => opened, { effect: 'none' }),
    })
    const { runtime } = await system([agent], { store })
    await runtime.send('a', 'x')
    await settle()
    const [run] = await runsOf(store)
    const taken: Ledger = await store.open(run?.runId ?? '')
    await settle()
    open()
    await runtime.idle()
    expect(runtime.stats().agents['a']).toMatchObject({ handled: 0, inFlight: 0 })
    expect((await readHistory(taken)).map(({ type }) => type)).toEqual(['run', 'intent'])
    await runtime.close()
  })
})

describe('a call', () => {
  it('with the id of a run that has ended gives its end, and runs nothing', async () => {
    const log: string[] = []
    const agent = defineCustomAgent({ name: 'a', execute: (text) => (log.push(String(text)), `${String(text)}!`) })
    const { runtime } = await system([agent])
    expect((await runtime.call('a', 'x', { runId: 'r1' })).output).toBe('x!')
    expect((await runtime.call('a', 'x', { runId: 'r1' })).output).toBe('x!')
    expect(log).toEqual(['x'])
    expect(await failureOf(runtime.call('a', 'other', { runId: 'r1' }))).toMatchObject({ code: 'RUN_DIVERGED' })
    expect(runtime.stats().totals.inFlight).toBe(0)
    await runtime.close()
  })

  it('with the id of a run that failed gives its error', async () => {
    let attempts = 0
    const agent = defineCustomAgent({
      name: 'a',
      execute: () => {
        attempts += 1
        throw new TypeError('broken')
      },
    })
    const { runtime } = await system([agent])
    for (let n = 0; n < 2; n += 1)
      expect(await failureOf(runtime.call('a', 'x', { runId: 'r1' }))).toMatchObject({ message: 'broken' })
    expect(attempts).toBe(1)
    await runtime.close()
  })

  it('with the id of a run that is under way attaches to it', async () => {
    const log: string[] = []
    const agent = defineCustomAgent({
      name: 'a',
      execute: async (text, { sleep }) => {
        log.push(String(text))
        await sleep(100)
        return log.length
      },
    })
    const { runtime, clock } = await system([{ agent, concurrency: 2 }])
    const calls = [runtime.call('a', 'x', { runId: 'r1' }), runtime.call('a', 'x', { runId: 'r1' })]
    await clock.advance(100)
    expect((await Promise.all(calls)).map(({ output }) => output)).toEqual([1, 1])
    expect(runtime.stats().totals.inFlight).toBe(0)
    await runtime.close()
  })

  it('that was interrupted by a shutdown is taken up by the next runtime, which repeats no effect', async () => {
    const log: string[] = []
    const store = memoryStore()
    const agent = defineCustomAgent({
      name: 'a',
      execute: async (text, { step, sleep }) => {
        await step('pay', () => void log.push('pay'))
        await sleep(500)
        return text
      },
    })
    const one = await system([agent], { store })
    const interrupted = failureOf(one.runtime.call('a', 'x', { runId: 'r1' }))
    await one.clock.advance(10)
    await one.runtime.drain({ timeoutMs: 0 })
    expect(await interrupted).toMatchObject({ code: 'RUNTIME_STATE' })
    expect(await runsOf(store)).toMatchObject([{ runId: 'r1', status: 'open' }])
    const two = await system([agent], { store })
    const calling = two.runtime.call('a', 'x', { runId: 'r1' })
    await two.clock.advance(500)
    expect((await calling).output).toBe('x')
    expect(log).toEqual(['pay'])
    await two.runtime.close()
  })
})

describe('a delivery that waits', () => {
  it('is put away: its slot is free, its round stays open, and the runtime is idle', async () => {
    const log: string[] = []
    const { runtime, store, events } = await system([asking(log)])
    await runtime.send('asks', 'x')
    await runtime.send('asks', 'y')
    expect(await settles(runtime.idle())).toBe(true)
    expect(log).toEqual(['before x', 'before y'])
    expect(runtime.stats().agents['asks']).toMatchObject({ inFlight: 0, handled: 0, failed: 0 })
    expect(runtime.stats().rounds).toEqual({ started: 2, finished: 0 })
    expect((await runsOf(store)).map(({ status }) => status)).toEqual(['parked', 'parked'])
    expect(events.filter(({ type }) => type === 'run-park')).toHaveLength(2)
    expect(events.filter(({ type }) => type === 'notice' || type === 'dead-letter')).toEqual([])
    await runtime.close()
  })

  it('goes on when it is signalled, and emits what it comes to', async () => {
    const log: string[] = []
    const end = defineCustomAgent({ name: 'end', execute: (text) => void log.push(`end ${String(text)}`) })
    const { runtime, store } = await system([{ agent: asking(log), outputs: ['end'] }, end])
    await runtime.send('asks', 'x')
    await settle()
    const { runId, key } = await waiting(store)
    expect(await runtime.signal(runId, key, { answer: 'approve' }, { by: 'ann' })).toBe('accepted')
    expect(await settles(runtime.idle())).toBe(true)
    expect(log).toEqual(['before x', 'approve by ann', 'end x approve'])
    expect(runtime.stats()).toMatchObject({
      agents: { asks: { handled: 1, inFlight: 0 } },
      rounds: { started: 1, finished: 1 },
    })
    expect(await runtime.signal(runId, key, 'deny')).toBe('late')
    await runtime.close()
  })

  it('goes on when its timer comes', async () => {
    const log: string[] = []
    const sleeper = defineCustomAgent({
      name: 'sleeper',
      execute: async (text, { sleep }) => {
        log.push('begin')
        await sleep(60_000)
        log.push(`woke ${String(text)}`)
      },
    })
    const { runtime, clock, store } = await system([sleeper])
    await runtime.send('sleeper', 'x')
    expect(await settles(runtime.idle())).toBe(true)
    expect(await runsOf(store)).toMatchObject([{ status: 'parked' }])
    await clock.advance(59_999)
    expect(log).toEqual(['begin'])
    await clock.advance(1)
    expect(log).toEqual(['begin', 'begin', 'woke x'])
    expect(runtime.stats().rounds).toEqual({ started: 1, finished: 1 })
    await runtime.close()
    expect(clock.pendingTimers).toBe(0)
  })

  it('can wait again, and takes a slot among others when it goes on', async () => {
    const log: string[] = []
    let open = (): void => {}
    const opened = new Promise<void>((resolve) => (open = resolve))
    const agent = defineCustomAgent({
      name: 'asks',
      execute: async (text, { ask }) => {
        if (text === 'busy') {
          await opened
          log.push('busy')
          return
        }
        log.push((await ask({ title: 'One?' })).answer)
        log.push((await ask({ title: 'Two?' })).answer)
      },
    })
    const { runtime, store } = await system([agent])
    await runtime.send('asks', 'x')
    await settle()
    await runtime.send('asks', 'busy')
    await settle()
    const { runId, key } = await waiting(store)
    await runtime.signal(runId, key, 'approve')
    expect(await settles(runtime.idle())).toBe(false)
    expect(log).toEqual([])
    open()
    await settle()
    expect(log).toEqual(['busy', 'approve'])
    const next = await waiting(store)
    expect(next.runId).toBe(runId)
    expect(next.key).not.toBe(key)
    await runtime.signal(next.runId, next.key, 'deny')
    expect(await settles(runtime.idle())).toBe(true)
    expect(log).toEqual(['busy', 'approve', 'approve', 'deny'])
    expect(runtime.stats().agents['asks']).toMatchObject({ handled: 2, inFlight: 0 })
    expect(runtime.stats().rounds).toEqual({ started: 2, finished: 2 })
    await runtime.close()
  })

  it('misses no signal that comes while it is being put away', async () => {
    const log: string[] = []
    const store = memoryStore()
    let release = (): void => {}
    let parking: string | undefined
    const slow: RunStore = {
      name: 'slow',
      durable: false,
      open: async (runId, start) => {
        const ledger = await store.open(runId, start)
        return {
          history: ledger.history,
          ...(ledger.lost === undefined ? {} : { lost: ledger.lost }),
          append: (batch, need) => ledger.append(batch, need),
          park: async (wait) => {
            await ledger.park?.(wait)
            parking = runId
            // A disk takes its time to say that this is safe.
            await new Promise<void>((resolve) => (release = resolve))
          },
          onSignal: (listener) => ledger.onSignal?.(listener) ?? (() => {}),
          close: () => ledger.close?.(),
        }
      },
      list: (filter) => store.list(filter),
      signal: (...word) => store.signal(...word),
      due: (now) => store.due(now),
    }
    const { runtime } = await system([asking(log)], { store: slow })
    await runtime.send('asks', 'x')
    await settle()
    expect(parking).toBeDefined()
    await runtime.signal(parking ?? '', 'approval:ask#1', 'approve')
    release()
    expect(await settles(runtime.idle())).toBe(true)
    expect(log).toEqual(['before x', 'approve by outside'])
    await runtime.close()
  })

  it('is over when its deadline passes, and its run with it', async () => {
    const { runtime, store, clock } = await system([asking([])])
    await runtime.send('asks', 'x', { deadline: 5_000 })
    await clock.advance(4_999)
    expect(runtime.deadLetters.total).toBe(0)
    await clock.advance(1)
    await clock.advance(1)
    expect(runtime.deadLetters.list()).toMatchObject([{ reason: 'deadline' }])
    expect(await runsOf(store)).toMatchObject([{ status: 'cancelled' }])
    expect(runtime.stats()).toMatchObject({ totals: { inFlight: 0 }, rounds: { started: 1, finished: 1 } })
    await runtime.close()
    expect(clock.pendingTimers).toBe(0)
  })

  it('is none for an error that another run was put away with', async () => {
    const agent = defineCustomAgent({
      name: 'a',
      execute: async () => {
        const inner = defineCustomAgent({ name: 'inner', execute: (_text, { ask }) => ask({ title: 'May I?' }) })
        return inner.run('x', { store: memoryStore(), runId: 'another' })
      },
    })
    const { runtime } = await system([agent])
    await runtime.send('a', 'x')
    expect(await settles(runtime.idle())).toBe(true)
    expect(runtime.deadLetters.list()).toMatchObject([{ reason: 'failed', error: { code: 'RUN_PARKED' } }])
    expect(runtime.stats().rounds).toEqual({ started: 1, finished: 1 })
    await runtime.close()
  })
})

describe('a call that waits', () => {
  it('rejects with what it waits for, gives its slot back, and has its answer later', async () => {
    const log: string[] = []
    const { runtime, events } = await system([asking(log)], { maxConcurrentCalls: 1 })
    const parked = await failureOf(runtime.call('asks', 'x', { runId: 'r1' }))
    expect(parked).toMatchObject({ code: 'RUN_PARKED', details: { runId: 'r1', waitingFor: ['approval:ask#1'] } })
    expect(runtime.stats().totals.inFlight).toBe(0)
    expect(events.filter(({ type }) => type === 'notice')).toEqual([])
    await runtime.signal('r1', 'approval:ask#1', 'approve', { by: 'ann' })
    expect(await settles(runtime.idle())).toBe(true)
    expect((await runtime.call('asks', 'x', { runId: 'r1' })).output).toBe('x approve')
    expect(log).toEqual(['before x', 'approve by ann'])
    await runtime.close()
  })

  it('keeps the caller waiting where a run has called, through any number of agents', async () => {
    const log: string[] = []
    const leaf = asking(log)
    const middle = defineCustomAgent({
      name: 'middle',
      execute: async (text, { call }) => `<${await call(leaf, text)}>`,
    })
    const root = defineCustomAgent({
      name: 'root',
      execute: async (text, { call, step }) => {
        await step('once', () => void log.push('root'))
        return `[${await call(middle, text)}]`
      },
    })
    const { runtime, store } = await system([{ agent: root, outputs: ['out'] }, middle, leaf])
    const stream = runtime.recv('out')
    await runtime.send('root', 'x')
    expect(await settles(runtime.idle())).toBe(true)
    expect((await runsOf(store)).map(({ agent, status }) => [agent, status])).toEqual([
      ['root', 'parked'],
      ['middle', 'parked'],
      ['asks', 'parked'],
    ])
    expect(runtime.stats().totals.inFlight).toBe(0)
    const { runId, key } = await waiting(store)
    await runtime.signal(runId, key, 'approve')
    expect(await settles(runtime.idle())).toBe(true)
    expect(log).toEqual(['root', 'before x', 'approve by outside'])
    expect((await runsOf(store)).map(({ status }) => status)).toEqual(['finished', 'finished', 'finished'])
    const { value } = await stream[Symbol.asyncIterator]().next()
    expect(value?.parts).toMatchObject([{ text: '[<x approve>]' }])
    expect(runtime.stats()).toMatchObject({ totals: { handled: 1, inFlight: 0 }, rounds: { started: 1, finished: 1 } })
    await runtime.close()
  })

  it('tells its caller of its failure too', async () => {
    const leaf = defineCustomAgent({
      name: 'asks',
      execute: async (_text, { ask }) => {
        await ask({ title: 'May I?' })
        throw new TypeError('broken')
      },
    })
    const root = defineCustomAgent({
      name: 'root',
      execute: (text, { call }) => call(leaf, text).catch((error: unknown) => String(error)),
    })
    const { runtime, store } = await system([root, leaf])
    const parked = failureOf(runtime.call('root', 'x', { runId: 'r1' }))
    expect(await parked).toMatchObject({ code: 'RUN_PARKED' })
    const { runId, key } = await waiting(store)
    await runtime.signal(runId, key, 'approve')
    await settle()
    expect((await runtime.call('root', 'x', { runId: 'r1' })).output).toBe('TypeError: broken')
    await runtime.close()
  })

  it('leaves a caller that has something else to do in its slot, which hears of it', async () => {
    const log: string[] = []
    let open = (): void => {}
    const opened = new Promise<void>((resolve) => (open = resolve))
    const leaf = asking(log)
    const root = defineCustomAgent({
      name: 'root',
      execute: (text, { call, step }) => Promise.all([call(leaf, text), step('work', () => opened)]),
    })
    const { runtime, store } = await system([root, leaf])
    const calling = runtime.call('root', 'x')
    await settle()
    const { runId, key } = await waiting(store)
    await runtime.signal(runId, key, 'approve')
    await settle()
    open()
    expect((await calling).output).toEqual(['x approve', null])
    expect(runtime.stats().totals.inFlight).toBe(0)
    await runtime.close()
  })

  it('counts as work while it goes on, so that the runtime is not idle and does not close', async () => {
    const log: string[] = []
    let open = (): void => {}
    const opened = new Promise<void>((resolve) => (open = resolve))
    const leaf = defineCustomAgent({
      name: 'asks',
      execute: async (_text, { ask, step }) => {
        await ask({ title: 'May I?' })
        await step('work', () => opened)
        log.push('worked')
      },
    })
    const root = defineCustomAgent({ name: 'root', execute: (text, { call }) => call(leaf, text) })
    const { runtime, store } = await system([root, leaf])
    await runtime.send('root', 'x')
    await settle()
    const { runId, key } = await waiting(store)
    await runtime.signal(runId, key, 'approve')
    expect(await settles(runtime.idle())).toBe(false)
    const closing = runtime.close()
    expect(await settles(closing)).toBe(false)
    open()
    expect(await settles(closing)).toBe(true)
    expect(log).toEqual(['worked'])
    expect(runtime.stats().totals.inFlight).toBe(0)
    expect((await runsOf(store)).find(({ agent }) => agent === 'asks')).toMatchObject({ status: 'finished' })
  })
})

describe('closing', () => {
  it('leaves what waits in the store, also what a timer or a signal would wake, and leaves no timer behind', async () => {
    const log: string[] = []
    const sleeper = defineCustomAgent({ name: 'sleeper', execute: (_text, { sleep }) => sleep(60_000) })
    for (const close of ['close', 'abort'] as const) {
      const { runtime, store, clock } = await system([asking(log), sleeper])
      await runtime.send('asks', 'x')
      await runtime.send('sleeper', 'x')
      await failureOf(runtime.call('asks', 'y'))
      await settle()
      const closing = close === 'close' ? runtime.close() : runtime.drain({ timeoutMs: 0 })
      expect([close, await settles(closing)]).toEqual([close, true])
      expect(clock.pendingTimers).toBe(0)
      expect((await runsOf(store)).map(({ status }) => status)).toEqual(['parked', 'parked', 'parked'])
      const { runId, key } = await waiting(store)
      // The word is kept; who has the store next goes on with it.
      expect(await runtime.signal(runId, key, 'approve')).toBe('accepted')
      await clock.advance(120_000)
      expect((await runsOf(store)).map(({ status }) => status)).toEqual(['parked', 'parked', 'parked'])
      expect(runtime.deadLetters.total).toBe(0)
    }
    expect(log.filter((each) => each.includes('by'))).toEqual([])
  })

  it('takes nothing up again once it has begun to abort', async () => {
    const log: string[] = []
    let open = (): void => {}
    const opened = new Promise<void>((resolve) => (open = resolve))
    const busy = defineCustomAgent({
      name: 'busy',
      execute: (_text, { signal }) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => void opened.then(() => reject(signal.reason))),
        ),
    })
    const { runtime, store, clock } = await system([asking(log), busy], { abandonGraceMs: 500 })
    await runtime.send('asks', 'x')
    await runtime.send('busy', 'x')
    await settle()
    const closing = runtime.drain({ timeoutMs: 100 })
    await clock.advance(100)
    const { runId, key } = await waiting(store)
    await runtime.signal(runId, key, 'approve')
    await settle()
    open()
    await clock.advance(1_000)
    await closing
    expect(log).toEqual(['before x'])
    expect((await runsOf(store)).map(({ agent, status }) => [agent, status])).toEqual([
      ['asks', 'parked'],
      ['busy', 'open'],
    ])
  })
})

describe('waiting without a store', () => {
  it('happens in the process for a timer, and is refused for a person', async () => {
    const clock = fakeClock()
    const agent = defineCustomAgent({
      name: 'a',
      execute: async (_text, context) => {
        await context.sleep(60_000)
        return failureOf(context.ask({ title: 'May I?' })).then((thrown) => (thrown as { code: string }).code)
      },
    })
    const runtime = await createRuntime({ agents: [agent], clock })
    const calling = runtime.call('a', 'x')
    await clock.advance(60_000)
    expect((await calling).output).toBe('WAIT_UNAVAILABLE')
    expect(await failureOf(runtime.signal('r1', 'k', null))).toMatchObject({ code: 'RUNTIME_STATE' })
    await runtime.close()
  })
})
