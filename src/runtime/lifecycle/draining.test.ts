import { describe, expect, it } from 'vitest'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import type { Event } from '../../events/event.ts'
import type { AgentContext } from '../../runs/context.ts'
import { readHistory } from '../../runs/ledger.ts'
import { memoryStore } from '../../runs/memory/memory-store.ts'
import type { RunStore } from '../../runs/run-store.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { nextTurn } from '../../util/clock.ts'
import { createRuntime } from '../create-runtime.ts'
import type { AgentWiring, RuntimeSettings } from '../runtime-options.ts'
import type { Runtime } from '../runtime.ts'
import { withHooks } from '../../agents/with-hooks.ts'

type Execute = (text: string, context: AgentContext, runtime: Runtime) => unknown

async function system(
  agents: Readonly<Record<string, Execute>>,
  settings: RuntimeSettings & { readonly wiring?: Readonly<Record<string, AgentWiring>> } = {},
): Promise<Runtime> {
  const { wiring = {}, ...rest } = settings
  const registrations = Object.entries(agents).map(([name, execute]) => ({
    agent: defineCustomAgent({ name, execute: (text, context) => execute(String(text), context, runtime) }),
    ...wiring[name],
  }))
  const runtime: Runtime = await createRuntime({ agents: registrations, ...rest })
  return runtime
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )

async function settles(promise: Promise<unknown>): Promise<boolean> {
  let isSettled = false
  const settled = (): void => void (isSettled = true)
  promise.then(settled, settled)
  for (let turn = 0; turn < 20; turn += 1) await nextTurn()
  return isSettled
}

function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}

describe('draining', () => {
  it('lets through what work in progress calls and sends, and refuses what comes from outside', async () => {
    const clock = fakeClock()
    const begun = gate()
    const log: string[] = []
    const runtime = await system(
      {
        a: async (text, _context, self) => {
          if (text === 'fed') return void log.push('a fed')
          await begun.opened
          const { output } = await self.call('b', text)
          await self.send('c', String(output))
          await self.feed('fed')
          return 'emitted'
        },
        b: (text) => (log.push(`b ${text}`), `${text}!`),
        c: (text) => void log.push(`c ${text}`),
        d: (text) => void log.push(`d ${text}`),
      },
      { clock, wiring: { a: { outputs: ['d'], inputs: ['in'] }, b: { inputs: ['a2'] }, c: { inputs: ['a3'] } } },
    )
    await runtime.send('a', 'x')
    await nextTurn()
    const closing = runtime.close()
    expect(await failureOf(runtime.send('c', 'late'))).toMatchObject({ code: 'CHANNEL_CLOSED' })
    expect(await failureOf(runtime.feed('late'))).toMatchObject({ code: 'CHANNEL_CLOSED' })
    expect(await failureOf(runtime.broadcast('late'))).toMatchObject({ code: 'CHANNEL_CLOSED' })
    expect(await failureOf(runtime.call('b', 'late'))).toMatchObject({
      code: 'RUNTIME_STATE',
      details: { state: 'draining' },
    })
    expect(await failureOf(runtime.deadLetters.redeliver('none'))).toMatchObject({ code: 'DEAD_LETTER_NOT_FOUND' })
    begun.open()
    await clock.advance(10)
    expect(await settles(closing)).toBe(true)
    expect(log.toSorted()).toEqual(['a fed', 'b fed', 'b x', 'c fed', 'c x!', 'd emitted'])
    expect(runtime.deadLetters.total).toBe(0)
    expect(runtime.stats().rounds.started).toBe(runtime.stats().rounds.finished)
  })

  it('finishes calls that wait for a slot, however deep they are nested', async () => {
    const clock = fakeClock()
    const begun = gate()
    let calls = 0
    const runtime = await system(
      {
        a: async (text, _context, self) => (await self.call('b', text)).output,
        b: async (text, _context, self) => (await self.call('c', text)).output,
        c: async (text) => {
          await begun.opened
          calls += 1
          return text
        },
      },
      { clock, wiring: { a: { concurrency: 3 }, b: { concurrency: 2 } }, maxConcurrentCalls: 2 },
    )
    const answers = Promise.all(['1', '2', '3'].map((text) => runtime.call('a', text)))
    await nextTurn()
    const closing = runtime.close()
    begun.open()
    await clock.advance(10)
    expect((await answers).map(({ output }) => output)).toEqual(['1', '2', '3'])
    expect(await settles(closing)).toBe(true)
    expect([calls, runtime.stats().totals.inFlight, clock.pendingTimers]).toEqual([3, 0, 0])
  })

  it('works off what waits for a caller in a circle', async () => {
    const clock = fakeClock()
    const begun = gate()
    const runtime = await system(
      {
        a: async (text, _context, self) => {
          await begun.opened
          return text === 'back' ? 'a again' : (await self.call('b', 'x')).output
        },
        b: async (_text, _context, self) => (await self.call('a', 'back')).output,
      },
      { clock },
    )
    const calling = runtime.call('a', 'go')
    await runtime.send('b', 'go')
    await nextTurn()
    const closing = runtime.close()
    begun.open()
    await clock.advance(10)
    expect((await calling).output).toBe('a again')
    expect(await settles(closing)).toBe(true)
    expect(runtime.stats().totals).toMatchObject({ handled: 1, inFlight: 0, queued: 0 })
  })

  it('aborts nested calls when its time is over: all of them end, and no slot or timer is left', async () => {
    const clock = fakeClock()
    const reasons: unknown[] = []
    const events: Event[] = []
    const runtime = await system(
      {
        a: async (text, _context, self) => (await self.call('b', text)).output,
        b: async (text, _context, self) => (await self.call('c', text)).output,
        c: async (_text, { sleep, signal }) => sleep(60_000).finally(() => reasons.push(signal.reason)),
      },
      { clock, onEvent: (event) => events.push(event) },
    )
    const failed = failureOf(runtime.call('a', 'x'))
    await runtime.send('a', 'waits')
    await clock.advance(1)
    const closing = runtime.drain({ timeoutMs: 100 })
    await clock.advance(100)
    await clock.advance(1_000)
    expect(await failed).toMatchObject({ code: 'RUNTIME_STATE' })
    expect(await settles(closing)).toBe(true)
    expect(reasons).toMatchObject([{ code: 'RUNTIME_STATE' }])
    expect([runtime.stats().totals.inFlight, clock.pendingTimers]).toEqual([0, 0])
    expect(runtime.deadLetters.list()).toMatchObject([{ to: 'a', reason: 'closed' }])
    const ends = events.flatMap((event) =>
      'runId' in event && ['run-error', 'run-cancel', 'run-finish', 'run-interrupt'].includes(event.type)
        ? [`${event.agent} ${event.type}`]
        : [],
    )
    expect(ends.toSorted()).toEqual(['a run-interrupt', 'b run-interrupt', 'c run-interrupt'])
  })
})

describe('a shutdown', () => {
  const agents = (log: string[], hold: () => Promise<void>): Readonly<Record<string, Execute>> => ({
    a: async (text, { step }, self) => {
      await step('before', () => void log.push('before'))
      return `[${String((await self.call('b', text)).output)}]`
    },
    b: async (text, { step }) => {
      await step('pay', () => void log.push('pay'))
      await hold()
      return step('after', () => (log.push('after'), text))
    },
  })
  const types = async (store: RunStore, runId: string): Promise<readonly string[]> =>
    (await readHistory(await store.open(runId))).map(({ type }) => type)

  it('is no end of a run: its record stays open, and whoever has the store next goes on with it', async () => {
    const store = memoryStore()
    const log: string[] = []
    const clock = fakeClock()
    const one = await system(
      agents(log, () => new Promise(() => {})),
      { clock, store },
    )
    const interrupted = failureOf(one.call('a', 'x', { runId: 'r1' }))
    await clock.advance(10)
    const closing = one.drain({ timeoutMs: 0 })
    await clock.advance(2_000)
    await closing
    expect(await interrupted).toMatchObject({ code: 'RUNTIME_STATE' })
    const runs = []
    for await (const { runId, status } of store.list()) runs.push([runId, status])
    expect(runs).toEqual([
      ['r1', 'open'],
      ['r1/agent:b#1', 'open'],
    ])
    for (const [runId] of runs)
      for (const type of await types(store, String(runId))) expect(['finish', 'error', 'cancel']).not.toContain(type)
    const two = await system(
      agents(log, async () => {}),
      { clock, store },
    )
    expect((await two.call('a', 'x', { runId: 'r1' })).output).toBe('[x]')
    expect(log).toEqual(['before', 'pay', 'after'])
    await two.close()
  })

  it('is one as well when the agents do not start', async () => {
    const store = memoryStore()
    const failing = withHooks(defineCustomAgent({ name: 'failing', execute: () => undefined }), {
      doStart: () => Promise.reject(new Error('no database')),
    })
    await expect(createRuntime({ agents: [failing], store })).rejects.toMatchObject({ code: 'START_FAILED' })
  })

  it('differs from being given up by the caller, which is an end for good', async () => {
    const store = memoryStore()
    const clock = fakeClock()
    const log: string[] = []
    const runtime = await system(
      agents(log, () => new Promise(() => {})),
      { clock, store },
    )
    const controller = new AbortController()
    const failed = failureOf(runtime.call('a', 'x', { runId: 'r1', signal: controller.signal }))
    await clock.advance(10)
    controller.abort(new Error('enough'))
    await clock.advance(2_000)
    expect(await failed).toMatchObject({ message: 'enough' })
    expect((await types(store, 'r1')).at(-1)).toBe('cancel')
    expect((await types(store, 'r1/agent:b#1')).at(-1)).toBe('cancel')
    expect(await failureOf(runtime.call('a', 'x', { runId: 'r1' }))).toMatchObject({ message: 'enough' })
    expect(log).toEqual(['before', 'pay'])
    await runtime.close()
  })

  it('closes any number of times, also from within', async () => {
    const clock = fakeClock()
    const runtime = await system({ a: async (_text, _context, self) => void self.close() }, { clock })
    await runtime.send('a', 'x')
    await nextTurn()
    await Promise.all([runtime.close(), runtime.close(), runtime.drain({ timeoutMs: 5 })])
    await runtime.close()
    expect(runtime.stats().agents['a']).toMatchObject({ handled: 1, inFlight: 0, state: 'stopped' })
    expect(clock.pendingTimers).toBe(0)
  })
})
