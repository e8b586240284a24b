import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { RunError } from '../../errors/run-error.ts'
import type { RunEvent } from '../../events/event.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { nextTurn } from '../../util/clock.ts'
import type { LedgerRecord } from '../ledger.ts'
import type { RunStore } from '../run-store.ts'
import { startRun } from '../start-run.ts'
import { outcomeOf, outline, settled, testLedger } from '../__fixtures__/test-ledger.ts'
import { implementationOf } from '../../agents/implementation.ts'

const unhandled: unknown[] = []
const onUnhandled = (reason: unknown): void => void unhandled.push(reason)

beforeEach(() => {
  unhandled.length = 0
  process.on('unhandledRejection', onUnhandled)
})

afterEach(async () => {
  await nextTurn()
  await nextTurn()
  process.off('unhandledRejection', onUnhandled)
  expect(unhandled).toEqual([])
})

const payTool = (charges: string[]) =>
  defineTool({ name: 'pay', description: 'pays', input: z.object({}), execute: () => (charges.push('paid'), 'paid') })

const payCall = { toolCalls: [{ toolName: 'pay', input: {} }] }

describe('the first record of a run', () => {
  it('says all that it takes to start the run again in another process', async () => {
    const ledger = testLedger()
    const clock = fakeClock(1_000_000)
    const agent = defineCustomAgent({ name: 'main', execute: () => 'done' })
    await agent.run('go', {
      ledger,
      clock,
      runId: 'run-1',
      session: 's',
      tenant: 't',
      timeoutMs: 5000,
      budget: { usd: 3, tokens: undefined },
      parent: 'outer/agent:main#1',
    })
    expect(ledger.records[0]).toEqual({
      type: 'run',
      v: 1,
      runId: 'run-1',
      agent: 'main',
      input: 'go',
      at: 1_000_000,
      code: expect.stringMatching(/^aixgo@\d/),
      start: { streaming: false, session: 's', tenant: 't', deadline: 1_005_000, budget: { usd: 3 } },
      cause: { runId: 'outer', key: 'agent:main#1' },
    })
  })

  it('holds for the run that is taken up again, whatever it is started with then', async () => {
    const clock = fakeClock()
    const seen: unknown[] = []
    const agent = defineCustomAgent({
      name: 'main',
      execute: async (_, { session, tenant, step }) => {
        seen.push([session, tenant])
        return step('x', () => ({ cost: 2 }), { estimate: { usd: 2 } })
      },
    })
    const ledger = testLedger()
    await outcomeOf(agent.run('', { clock, ledger, session: 's', tenant: 't', budget: { usd: 1 } }))
    const cut = testLedger({ history: ledger.records.slice(0, 1) })
    await expect(agent.run('', { clock, ledger: cut })).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' })
    expect(seen).toEqual([
      ['s', 't'],
      ['s', 't'],
    ])
  })

  it('says where a message came from, for a run that handles one', async () => {
    const ledger = testLedger()
    const agent = defineCustomAgent({ name: 'main', execute: () => 'done' })
    const start = {
      streaming: true,
      from: 'other',
      message: { id: 'm1' },
      correlationId: 'c',
      round: 2,
      traceparent: '00-a-b-01',
    }
    await startRun<never, unknown>(
      implementationOf(agent),
      '' as never,
      { ledger },
      { isStreaming: true, context: undefined, start, cause: { message: 'm1' } },
    )
    expect(ledger.records[0]).toMatchObject({ start: { ...start, streaming: true }, cause: { message: 'm1' } })
  })
})

describe('a ledger that takes its time', () => {
  /** Counts the appends that a run waited for, one after another: each takes a turn of the event loop. */
  async function waitsInLine(run: (ledger: ReturnType<typeof testLedger>) => Promise<unknown>) {
    let waits = 0
    let open = 0
    const ledger = testLedger({
      onAppend: async (_batch, need) => {
        if (need !== 'safe') return nextTurn()
        open += 1
        waits += open === 1 ? 1 : 0
        await nextTurn()
        open -= 1
      },
    })
    await run(ledger)
    return { waits, records: ledger.records, appends: ledger.appends }
  }

  it('is waited for once by a run with one model call', async () => {
    const agent = defineAgent({ name: 'main', model: scriptedModel(['done']) })
    const { waits, appends } = await waitsInLine((ledger) => agent.run('', { ledger }))
    expect(waits).toBe(1)
    expect(appends.at(-1)).toMatchObject({ need: 'safe', batch: [{ type: 'finish' }] })
  })

  it('is waited for at most three times by a run with two model calls and a tool that must run only once', async () => {
    const charges: string[] = []
    const agent = defineAgent({ name: 'main', model: scriptedModel([payCall, 'done']), tools: [payTool(charges)] })
    const { waits } = await waitsInLine((ledger) => agent.run('', { ledger }))
    expect([waits <= 3, charges]).toEqual([true, ['paid']])
  })

  it('has the intent of an effect that must happen once before the effect, and the end before the answer', async () => {
    const log: string[] = []
    const ledger = testLedger({
      onAppend: async (batch, need) => {
        if (need === 'safe') await nextTurn()
        for (const { type } of batch) if (need === 'safe') log.push(`${type} safe`)
      },
    })
    const agent = defineCustomAgent({
      name: 'main',
      execute: async (_, { step }) => {
        await step('once', () => log.push('once'))
        await step('idempotent', () => log.push('idempotent'), { effect: 'idempotent' })
        await step('none', () => log.push('none'), { effect: 'none' })
      },
    })
    const onEvent = ({ type }: RunEvent): void => void (type === 'run-finish' && log.push('told of the end'))
    await agent.run('', { ledger, onEvent })
    log.push('answered')
    expect(log).toEqual(['intent safe', 'once', 'idempotent', 'none', 'finish safe', 'told of the end', 'answered'])
  })

  it('gets what is emitted in one batch with the end', async () => {
    const ledger = testLedger()
    const agent = defineCustomAgent({ name: 'main', execute: () => 'done' })
    await startRun<never, unknown>(
      implementationOf(agent),
      '' as never,
      { ledger },
      {
        isStreaming: false,
        context: undefined,
        outletsOf: (output, runId) => [{ outlet: 'out', messageId: `${runId}:${String(output)}` }],
      },
    )
    expect(ledger.appends.at(-1)?.batch.map(({ type }) => type)).toEqual(['emit', 'finish'])
  })

  it('is given back once, however the run ended', async () => {
    const agent = defineCustomAgent({
      name: 'main',
      execute: (text) => (text === 'fail' ? Promise.reject(new Error('no')) : text),
    })
    for (const input of ['go', 'fail']) {
      const ledger = testLedger()
      await outcomeOf(agent.run(input, { ledger }))
      expect(ledger.closed, input).toBe(1)
    }
    const other = testLedger()
    await agent.run('go', { ledger: other })
    const again = other.reopened()
    await expect(agent.run('another input', { ledger: again })).rejects.toMatchObject({ code: 'RUN_DIVERGED' })
    expect(again.closed).toBe(1)
    const stored = other.reopened()
    const store: RunStore = {
      name: 'test',
      durable: false,
      open: async () => stored,
      list: async function* () {},
      signal: async () => 'late',
      due: async function* () {},
    }
    await expect(agent.run('another input', { store, runId: 'x' })).rejects.toMatchObject({ code: 'RUN_DIVERGED' })
    expect(stored.closed).toBe(1)
  })

  it('that cannot be given back does not take the answer with it', async () => {
    const agent = defineCustomAgent({ name: 'main', execute: () => 'done' })
    const closes = [
      () => Promise.reject(new Error('busy')),
      () => {
        throw new Error('busy')
      },
    ]
    for (const close of closes) {
      const ledger = { ...testLedger(), close }
      expect((await agent.run('', { ledger })).output).toBe('done')
    }
  })
})

describe('a ledger that fails', () => {
  const makeAgent = (charges: string[]) => {
    const helper = defineCustomAgent({
      name: 'helper',
      execute: (_, { step }) => step('look', () => 'seen', { effect: 'none' }),
    })
    const main = () => defineAgent({ name: 'main', model: scriptedModel([payCall, 'done']), tools: [payTool(charges)] })
    return defineCustomAgent({
      name: 'team',
      execute: async (_, context) => {
        context.now()
        const both = await Promise.all([context.call(main(), ''), context.branch('b').call(helper, '')])
        context.random()
        await context.sleep(5)
        const own = await context.step('own', () => (charges.push('own'), 'own'))
        const caught = await context.step('failing', () => Promise.reject(new TypeError('no'))).catch(() => 'caught')
        return [both, own, caught]
      },
    })
  }

  async function runWith(onAppend: Parameters<typeof testLedger>[0], signal?: AbortSignal) {
    const clock = fakeClock()
    const charges: string[] = []
    const events: RunEvent[] = []
    const ledger = testLedger({ ...onAppend, ...(signal === undefined ? {} : { lost: signal }) })
    const outcome = outcomeOf(
      makeAgent(charges).run('', { clock, ledger, onEvent: (event) => void events.push(event) }),
    )
    return { outcome: await settled(clock, outcome), ledger, charges, events, clock }
  }

  it.each(['at once', 'later', 'by throwing'] as const)(
    '%s, at any of its appends, stops the run and writes no end',
    async (how) => {
      const { ledger: whole } = await runWith({})
      expect(whole.records.at(-1)?.type).toBe('finish')
      expect(whole.appends.length).toBeGreaterThan(20)
      for (let position = 1; position <= whole.appends.length; position += 1) {
        let broken: number | undefined
        const { outcome, ledger, events, clock, charges } = await runWith({
          onAppend: (batch, _need, number) => {
            if (number === position) broken = number
            if (broken === undefined) return how === 'later' ? nextTurn() : undefined
            const error = new Error(`disk full at ${batch[0]?.type ?? ''}`)
            if (how === 'by throwing') throw error
            return how === 'later' ? nextTurn().then(() => Promise.reject(error)) : Promise.reject(error)
          },
        })
        const place = `${how} at append ${String(position)}`
        expect(outcome, place).toMatchObject({ code: 'LEDGER_FAILED' })
        const written = ledger.appends.slice(0, position - 1).flatMap(({ batch }) => batch)
        expect(
          written.some(({ type }) => ['finish', 'error', 'cancel'].includes(type)),
          place,
        ).toBe(false)
        // A promise says later that it failed; what throws says it at once.
        if (how === 'by throwing') expect(ledger.appends.length, place).toBe(position)
        // What must happen once never does where its intent is not kept.
        const kept = new Set(
          written.flatMap((record) => (record.type === 'intent' && record.effect === 'once' ? [record.name] : [])),
        )
        expect(
          charges.filter((name) => !kept.has(name === 'paid' ? 'pay' : name)),
          place,
        ).toEqual([])
        expect(events.at(-1)?.type, place).toBe('run-interrupt')
        expect(
          events.filter(({ type, depth }) => depth === 0 && /^run-(finish|error|cancel|interrupt)$/.test(type)),
          place,
        ).toHaveLength(1)
        expect(clock.pendingTimers, place).toBe(0)
      }
    },
    30_000,
  )

  it('with an error of its own is told by that', async () => {
    const lease = new RunError('LEASE_LOST', 'Another process has taken over the run.')
    const { outcome } = await runWith({ onAppend: () => Promise.reject(lease) })
    expect(outcome).toBe(lease)
  })

  it('only in keeping an earlier record, though it says that the end is safe, gives no answer', async () => {
    const { outcome } = await runWith({
      onAppend: (batch) =>
        batch[0]?.type === 'outcome'
          ? nextTurn().then(() => Promise.reject(new Error('gone')))
          : batch[0]?.type === 'finish'
            ? nextTurn().then(nextTurn)
            : undefined,
    })
    expect(outcome).toMatchObject({ code: 'LEDGER_FAILED' })
  })
})

describe('a ledger that is lost', () => {
  it('stops the run, which writes nothing more', async () => {
    const clock = fakeClock()
    const lost = new AbortController()
    const ledger = testLedger({ lost: lost.signal })
    const agent = defineCustomAgent({
      name: 'main',
      execute: async (_, { step, sleep }) => {
        await step('first', () => 1)
        await sleep(100)
        await step('second', () => 2)
      },
    })
    const outcome = outcomeOf(agent.run('', { clock, ledger }))
    await clock.advance(50)
    const before = outline(ledger.records)
    const lease = new RunError('LEASE_LOST', 'Another process has taken over the run.')
    lost.abort(lease)
    await clock.advance(10_000)
    expect(await outcome).toBe(lease)
    expect(outline(ledger.records)).toEqual(before)
    expect(ledger.closed).toBe(1)
  })

  it('before the run began lets nothing begin', async () => {
    const lost = new AbortController()
    lost.abort(new Error('gone'))
    let calls = 0
    const ledger = testLedger({ lost: lost.signal })
    const agent = defineCustomAgent({ name: 'main', execute: (_, { step }) => step('first', () => (calls += 1)) })
    await expect(agent.run('', { ledger })).rejects.toMatchObject({ code: 'LEDGER_FAILED' })
    expect([calls, ledger.records]).toEqual([0, []])
  })

  it('while an effect is under way has its outcome go unrecorded, and the record open', async () => {
    const clock = fakeClock()
    const lost = new AbortController()
    const ledger = testLedger({ lost: lost.signal })
    const paid = Promise.withResolvers<string>()
    const agent = defineCustomAgent({ name: 'main', execute: (_, { step }) => step('pay', () => paid.promise) })
    const outcome = outcomeOf(agent.run('', { clock, ledger }))
    await nextTurn()
    lost.abort(new Error('gone'))
    paid.resolve('paid')
    await clock.advance(10_000)
    expect(await outcome).toMatchObject({ code: 'LEDGER_FAILED' })
    expect(outline(ledger.records)).toEqual(['run', 'intent step:pay#1'])
  })
})

describe('what a run gives its ledger', () => {
  it('is its own: what code does to its values afterwards changes nothing', async () => {
    const kept: LedgerRecord[] = []
    const ledger = {
      history: [],
      append: (batch: LedgerRecord | readonly LedgerRecord[]) =>
        void kept.push(...(Array.isArray(batch) ? batch : [batch])),
    }
    const shared = { list: [1] }
    const agent = defineCustomAgent({
      name: 'main',
      execute: async (_, { step }) => {
        const given = await step('x', () => shared, { input: shared })
        given.list.push(2)
        shared.list.push(3)
        return shared
      },
    })
    const { output } = await agent.run('', { ledger })
    output.list.push(4)
    expect(kept.find(({ type }) => type === 'intent')).toMatchObject({ input: { list: [1] } })
    expect(kept.find(({ type }) => type === 'outcome')).toMatchObject({ value: { list: [1] } })
    expect(kept.at(-1)).toMatchObject({ output: { list: [1, 3] } })
  })
})
