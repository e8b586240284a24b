import { describe, expect, it } from 'vitest'
import type { Agent } from '../../agents/agent.ts'
import type { UserInput } from '../../messages/conversation.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { ModelError } from '../../errors/model-error.ts'
import type { Event } from '../../events/event.ts'
import type { AgentContext } from '../../runs/context.ts'
import { memoryStore } from '../../runs/memory/memory-store.ts'
import type { RunStore } from '../../runs/run-store.ts'
import { formatTape } from '../../runs/tape/format-tape.ts'
import { parseTape } from '../../runs/tape/parse-tape.ts'
import type { Effect } from '../../runs/step.ts'
import { fakeClock, type FakeClock } from '../../testing/fake-clock.ts'
import { delay } from '../../util/abort.ts'
import { createRuntime } from '../create-runtime.ts'
import type { AgentEntry } from '../runtime-options.ts'
import type { Runtime } from '../runtime.ts'
import type { RuntimeTape } from '../tape/runtime-tape.ts'
import { tapePlayer } from '../tape/tape-player.ts'
import { tapeRecorder } from '../tape/tape-recorder.ts'

const down = (): ModelError => new ModelError('MODEL_UNAVAILABLE', 'down')

interface Worked {
  readonly runtime: Runtime
  readonly events: readonly Event[]
  readonly clock: FakeClock
}

/** Sends a message to `a` and lets all attempts at it be made. */
async function work(agents: readonly AgentEntry[], store?: RunStore, clock = fakeClock()): Promise<Worked> {
  const events: Event[] = []
  const runtime = await createRuntime({
    agents,
    clock,
    onEvent: (event) => events.push(event),
    ...(store === undefined ? {} : { store }),
  })
  await runtime.send('a', 'x')
  await clock.advance(120_000)
  await runtime.close()
  return { runtime, events, clock }
}

/** A step that fails until it has been tried so often. */
function tries() {
  const log: string[] = []
  const attempt = async (
    context: AgentContext,
    name: string,
    failures: number,
    effect: Effect = 'none',
  ): Promise<string> =>
    context.step(
      name,
      async () => {
        log.push(name)
        if (log.filter((each) => each === name).length <= failures) throw down()
        return name
      },
      { effect },
    )
  return { log, attempt }
}

for (const durable of [false, true]) {
  const storeOf = (): RunStore | undefined => (durable ? memoryStore() : undefined)

  describe(`another attempt at a message ${durable ? 'with a store' : 'in memory'}`, () => {
    it('repeats no step that has an outcome, and keeps the id of the run and the keys of its effects', async () => {
      const { log, attempt } = tries()
      const ids: string[] = []
      const keys: string[] = []
      const a = defineCustomAgent({
        name: 'a',
        execute: async (_text, context) => {
          ids.push(context.runId)
          await context.step('pay', ({ idempotencyKey }) => void keys.push(idempotencyKey))
          await context.step('try', ({ idempotencyKey }) => void keys.push(idempotencyKey), { effect: 'none' })
          return attempt(context, 'flaky', 2)
        },
      })
      const { runtime } = await work([a], storeOf())
      expect(log).toEqual(['flaky', 'flaky', 'flaky'])
      expect([new Set(ids).size, ids.length, keys.length]).toEqual([1, 3, 2])
      expect(runtime.stats().agents['a']).toMatchObject({ handled: 1, restarts: 2 })
    })

    it('does every failed member of a parallel group again at once', async () => {
      const { log, attempt } = tries()
      const a = defineCustomAgent({
        name: 'a',
        execute: async (_text, context) => {
          const outcomes = await Promise.allSettled([
            attempt(context, 'left', 1),
            attempt(context, 'right', 1),
            attempt(context, 'well', 0),
          ])
          for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
        },
      })
      const { runtime } = await work([a], storeOf())
      expect(log).toEqual(['left', 'right', 'well', 'left', 'right'])
      expect(runtime.stats().agents['a']).toMatchObject({ handled: 1, restarts: 1 })
    })

    it('goes on with members that were under way beside the one that failed', async () => {
      const { log, attempt } = tries()
      const clock = fakeClock()
      const slow = async (context: AgentContext): Promise<void> => {
        await context.step('begin', () => void log.push('begin'), { effect: 'once' })
        await context.sleep(500)
        log.push('slept')
      }
      const members = (hosted: boolean): readonly Agent<string, UserInput>[] => [
        defineCustomAgent({ name: hosted ? 'b' : 'inner-b', execute: (_text, context) => slow(context) }),
        defineCustomAgent({
          name: hosted ? 'c' : 'inner-c',
          execute: (_text, context) => attempt(context, 'flaky', 1),
        }),
      ]
      for (const hosted of [false, true]) {
        log.length = 0
        const [b, c] = members(hosted)
        const a = defineCustomAgent({
          name: 'a',
          execute: async (text, { call }) =>
            Promise.all([call(b!, text), delay(50, { clock }).then(() => call(c!, text))]),
        })
        const agents = hosted
          ? [a, { agent: b!, restart: { maxAttempts: 1 } }, { agent: c!, restart: { maxAttempts: 1 } }]
          : [a]
        const { runtime } = await work(agents, storeOf(), clock)
        expect([hosted, log.toSorted()]).toEqual([hosted, ['begin', 'flaky', 'flaky', 'slept']])
        expect(runtime.stats().agents['a']).toMatchObject({ handled: 1, restarts: 1 })
      }
    })

    it('reopens a member that failed within a member', async () => {
      const { log, attempt } = tries()
      const c = defineCustomAgent({ name: 'inner-c', execute: (_text, context) => attempt(context, 'flaky', 2) })
      const b = defineCustomAgent({
        name: 'inner-b',
        execute: async (text, context) => {
          await attempt(context, 'before', 0)
          return context.call(c, text)
        },
      })
      const a = defineCustomAgent({ name: 'a', execute: (text, { call }) => call(b, text) })
      const { runtime } = await work([a], storeOf())
      expect(log).toEqual(['before', 'flaky', 'flaky', 'flaky'])
      expect(runtime.stats().agents['a']).toMatchObject({ handled: 1, restarts: 2 })
    })

    it('reopens what failed in agents that the runtime hosts, which go on with their own records', async () => {
      const { log, attempt } = tries()
      const c = defineCustomAgent({
        name: 'c',
        execute: async (_text, context) => {
          await attempt(context, 'pay', 0, 'once')
          return attempt(context, 'flaky', 3)
        },
      })
      const b = defineCustomAgent({
        name: 'b',
        execute: async (text, context) => {
          await attempt(context, 'before', 0)
          return context.call(c, text)
        },
      })
      const a = defineCustomAgent({ name: 'a', execute: (text, { call }) => call(b, text) })
      const restart = { maxAttempts: 1 }
      const agents = [a, { agent: b, restart }, { agent: c, restart }]
      const { runtime, events } = await work(agents, storeOf())
      expect(log).toEqual(['before', 'pay', 'flaky', 'flaky', 'flaky', 'flaky'])
      expect(runtime.stats().agents).toMatchObject({ a: { handled: 1, restarts: 3 } })
      expect(runtime.deadLetters.total).toBe(0)
      const finished = events.filter(({ type }) => type === 'run-finish')
      expect(finished.map((event) => ('agent' in event ? event.agent : ''))).toEqual(['c', 'b', 'a'])
    })

    it('gives a called agent that has had all its attempts one more for each of its caller', async () => {
      const { log, attempt } = tries()
      const b = defineCustomAgent({ name: 'b', execute: (_text, context) => attempt(context, 'flaky', 99) })
      const a = defineCustomAgent({ name: 'a', execute: (text, { call }) => call(b, text) })
      const { runtime } = await work(
        [
          { agent: a, restart: { maxAttempts: 3 } },
          { agent: b, restart: { maxAttempts: 4 } },
        ],
        storeOf(),
      )
      expect(log).toHaveLength(4 + 2)
      expect(runtime.deadLetters.list()).toMatchObject([{ to: 'a', attempts: 3, error: { code: 'MODEL_UNAVAILABLE' } }])
    })

    it('does not do again what the code went on without', async () => {
      const { log, attempt } = tries()
      const a = defineCustomAgent({
        name: 'a',
        execute: async (_text, context) => {
          const first = await attempt(context, 'optional', 99).catch(() => 'without')
          return [first, await attempt(context, 'flaky', 2)]
        },
      })
      const outputs: unknown[] = []
      const clock = fakeClock()
      const runtime = await createRuntime({ agents: [{ agent: a, outputs: ['out'] }], clock })
      const stream = runtime.recv('out')
      await runtime.send('a', 'x')
      await clock.advance(60_000)
      await runtime.close()
      for await (const { parts } of stream) outputs.push(parts)
      expect(log).toEqual(['optional', 'flaky', 'flaky', 'flaky'])
      expect(JSON.stringify(outputs)).toContain('without')
    })

    it('is not made where what failed may happen only once, however deep', async () => {
      for (const depth of [0, 1, 2]) {
        const { log, attempt } = tries()
        const inner = defineCustomAgent({
          name: 'inner',
          execute: (_text, context) => attempt(context, 'pay', 9, 'once'),
        })
        const middle = defineCustomAgent({ name: 'middle', execute: (text, { call }) => call(inner, text) })
        const a = defineCustomAgent({
          name: 'a',
          execute: (text, context) => {
            if (depth === 0) return attempt(context, 'pay', 9, 'once')
            return context.call(depth === 1 ? inner : middle, text)
          },
        })
        const { runtime } = await work([a], storeOf())
        expect([depth, log]).toEqual([depth, ['pay']])
        expect(runtime.deadLetters.list()).toMatchObject([{ attempts: 1, error: { code: 'MODEL_UNAVAILABLE' } }])
      }
    })

    it('never repeats an effect that may happen only once in a hosted member', async () => {
      const { log, attempt } = tries()
      const b = defineCustomAgent({ name: 'b', execute: (_text, context) => attempt(context, 'pay', 9, 'once') })
      const a = defineCustomAgent({ name: 'a', execute: (text, { call }) => call(b, text) })
      const { runtime } = await work([a, b], storeOf())
      expect(log).toEqual(['pay'])
      expect(runtime.deadLetters.list()).toMatchObject([{ to: 'a', error: { code: 'MODEL_UNAVAILABLE' } }])
    })

    it('keeps the outcome of an effect that may happen only once beside a failure that may be retried', async () => {
      const { log, attempt } = tries()
      const clock = fakeClock()
      const a = defineCustomAgent({
        name: 'a',
        execute: (_text, context) =>
          Promise.all([
            context.step('pay', async () => {
              await delay(100, { clock })
              log.push('paid')
              return 'receipt'
            }),
            attempt(context, 'flaky', 1),
          ]),
      })
      const { runtime } = await work([a], storeOf(), clock)
      expect(log).toEqual(['flaky', 'paid', 'flaky'])
      expect(runtime.stats().agents['a']).toMatchObject({ handled: 1 })
    })

    it('keeps it in a hosted member that is called off beside the one that failed', async () => {
      const { log, attempt } = tries()
      const clock = fakeClock()
      const pay = defineCustomAgent({
        name: 'pay',
        execute: (_text, context) =>
          context.step('pay', async () => {
            await delay(100, { clock })
            log.push('paid')
            return 'receipt'
          }),
      })
      const flaky = defineCustomAgent({ name: 'flaky', execute: (_text, context) => attempt(context, 'flaky', 1) })
      const a = defineCustomAgent({
        name: 'a',
        execute: (text, { call }) => Promise.all([call(pay, text), call(flaky, text)]),
      })
      const restart = { maxAttempts: 1 }
      const agents = [
        { agent: a, restart: { initialBackoffMs: 1 } },
        { agent: pay, concurrency: 2 },
        { agent: flaky, restart },
      ]
      const { runtime } = await work(agents, storeOf(), clock)
      expect(log.toSorted()).toEqual(['flaky', 'flaky', 'paid'])
      expect(runtime.stats().agents['a']).toMatchObject({ handled: 1, inFlight: 0 })
    })

    it('is told as one run with all that happened, each thing once', async () => {
      const { attempt } = tries()
      const b = defineCustomAgent({
        name: 'b',
        execute: async (_text, context) => {
          await attempt(context, 'first', 0)
          return attempt(context, 'flaky', 2)
        },
      })
      const a = defineCustomAgent({
        name: 'a',
        execute: async (text, context) => {
          await attempt(context, 'before', 0)
          return context.call(b, text)
        },
      })
      const { events } = await work([a, { agent: b, restart: { maxAttempts: 1 } }], storeOf())
      const told = (agent: string): readonly string[] =>
        events.flatMap((event) =>
          'runId' in event && event.agent === agent ? [`${event.type}${'name' in event ? ` ${event.name}` : ''}`] : [],
        )
      expect(told('b').filter((each) => each.includes('first'))).toEqual(['step-start first', 'step-finish first'])
      expect(told('a').filter((each) => each.includes('before'))).toEqual(['step-start before', 'step-finish before'])
      expect(told('a').filter((each) => each.startsWith('run-'))).toEqual(['run-start', 'run-finish'])
      expect(told('b').filter((each) => each === 'run-start')).toHaveLength(1)
      expect(told('b').filter((each) => each === 'run-finish')).toHaveLength(1)
    })
  })
}

describe('a tape of a member that was attempted again with its caller', () => {
  it('holds the run of the member once, as it ended', async () => {
    const { log, attempt } = tries()
    const b = defineCustomAgent({ name: 'b', execute: (_text, context) => attempt(context, 'flaky', 1) })
    const a = defineCustomAgent({ name: 'a', execute: (text, { call }) => call(b, text) })
    const recorder = tapeRecorder({ deterministic: true })
    const agents = [
      { agent: a, restart: { initialBackoffMs: 1 } },
      { agent: b, restart: { maxAttempts: 1 } },
    ]
    const once = async (tape: RuntimeTape): Promise<void> => {
      const runtime = await createRuntime({ agents, tape, onEvent: () => {} })
      await runtime.send('a', 'x')
      await runtime.idle()
      await runtime.close()
    }
    await once(recorder)
    const tape = parseTape(formatTape(recorder.finish()))
    expect(tape.runs.map(({ id, records }) => [id, records.at(-1)?.type])).toEqual([
      ['outside[1]>a', 'finish'],
      ['outside[1]>a/agent:b#1', 'finish'],
    ])
    const player = tapePlayer(tape)
    await once(player)
    player.assertSame()
    expect(log).toEqual(['flaky', 'flaky'])
  })
})
