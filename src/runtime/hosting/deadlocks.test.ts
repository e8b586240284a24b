import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tries } from '../../../test/support/effort.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import type { AgentContext } from '../../runs/context.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { nextTurn } from '../../util/clock.ts'
import { createRuntime } from '../create-runtime.ts'
import type { AgentRegistration } from '../runtime-options.ts'
import type { Runtime } from '../runtime.ts'

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )

const codeOf = (thrown: unknown): unknown => (thrown as { readonly code?: unknown } | undefined)?.code

/** True once the promise has settled, after all that can happen by itself has happened. */
async function settles(promise: Promise<unknown>): Promise<boolean> {
  let isSettled = false
  const settled = (): void => void (isSettled = true)
  promise.then(settled, settled)
  for (let turn = 0; turn < 20; turn += 1) await nextTurn()
  return isSettled
}

const inFlight = (runtime: Runtime): readonly number[] =>
  Object.values(runtime.stats().agents).map((stats) => stats.inFlight)

/** A gate that code waits at until it is opened. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}

type Execute = (text: string, context: AgentContext, runtime: Runtime) => unknown

/** A runtime of agents whose code may use it. */
async function system(
  agents: Readonly<
    Record<string, Execute | { readonly execute: Execute; readonly wiring?: Partial<AgentRegistration> }>
  >,
  options: { readonly maxConcurrentCalls?: number } = {},
): Promise<Runtime> {
  const registrations = Object.entries(agents).map(([name, entry]) => {
    const { execute, wiring = {} } = typeof entry === 'function' ? { execute: entry } : entry
    const agent = defineCustomAgent({
      name,
      execute: (text, context) => execute(String(text), context, runtime),
    })
    return { agent, ...wiring }
  })
  const runtime: Runtime = await createRuntime({ agents: registrations, ...options })
  return runtime
}

describe('calls up the chain', () => {
  it('go through where an agent calls itself', async () => {
    await using runtime = await system({
      a: async (text, _context, self) =>
        text === '0' ? 'done' : (await self.call('a', String(Number(text) - 1))).output,
    })
    expect((await runtime.call('a', '5')).output).toBe('done')
    expect(inFlight(runtime)).toEqual([0])
  })

  it('go through where a is called by b, which it calls, at one slot each', async () => {
    await using runtime = await system({
      a: async (text, _context, self) => (text === 'back' ? 'a again' : (await self.call('b', text)).output),
      b: async (_text, _context, self) => (await self.call('a', 'back')).output,
    })
    expect((await runtime.call('a', 'go')).output).toBe('a again')
    await runtime.send('a', 'go')
    await runtime.idle()
    expect(runtime.stats().agents).toMatchObject({ a: { handled: 1, inFlight: 0 }, b: { inFlight: 0 } })
    expect(runtime.deadLetters.total).toBe(0)
  })

  it('are not counted among the calls of the whole runtime', async () => {
    await using runtime = await system(
      {
        a: async (text, _context, self) => (await self.call('b', text)).output,
        b: async (text, _context, self) => (await self.call('c', text)).output,
        c: (text) => text,
      },
      { maxConcurrentCalls: 1 },
    )
    const calls = Promise.all(['1', '2', '3'].map((text) => runtime.call('a', text)))
    expect(await settles(calls)).toBe(true)
    expect((await calls).map(({ output }) => output)).toEqual(['1', '2', '3'])
  })

  it('end at the nesting limit, also across hosts and whichever way they are made', async () => {
    for (const way of ['context', 'runtime'] as const) {
      let deepest = 0
      const agents = ['a', 'b'].map((name) =>
        defineCustomAgent({
          name,
          execute: async (text, { call }): Promise<unknown> => {
            deepest = Math.max(deepest, Number(text))
            const next = String(Number(text) + 1)
            const other = name === 'a' ? 'b' : 'a'
            if (way === 'runtime') return (await runtime.call(other, next)).output
            return call(agents.find((agent) => agent.name === other) ?? agents[0]!, next)
          },
        }),
      )
      const runtime: Runtime = await createRuntime({ agents })
      const failure = await failureOf(runtime.call('a', '0'))
      expect([codeOf(failure), deepest]).toEqual(['RUN_NESTING_LIMIT', 64])
      expect(inFlight(runtime)).toEqual([0, 0])
      await runtime.close()
    }
  })
})

describe('calls that cross', () => {
  it('go through where two messages have each agent call the other', async () => {
    const meeting = gate()
    let waiting = 0
    const meet = async (): Promise<void> => {
      waiting += 1
      if (waiting === 2) meeting.open()
      await meeting.opened
    }
    const partner =
      (other: string): Execute =>
      async (text, _context, self) => {
        if (text !== 'go') return `${other} was asked`
        await meet()
        return (await self.call(other, 'question')).output
      }
    await using runtime = await system({ a: partner('b'), b: partner('a') })
    await runtime.send('a', 'go')
    await runtime.send('b', 'go')
    expect(await settles(runtime.idle())).toBe(true)
    expect(runtime.stats().agents).toMatchObject({ a: { handled: 1, inFlight: 0 }, b: { handled: 1, inFlight: 0 } })
    expect(runtime.stats().totals.deadLetters).toBe(0)
  })

  it('go through in a circle of three', async () => {
    const meeting = gate()
    let waiting = 0
    const asking =
      (other: string): Execute =>
      async (text, _context, self) => {
        if (text !== 'go') return text
        waiting += 1
        if (waiting === 3) meeting.open()
        await meeting.opened
        return (await self.call(other, 'question')).output
      }
    await using runtime = await system({ a: asking('b'), b: asking('c'), c: asking('a') })
    for (const name of ['a', 'b', 'c']) await runtime.send(name, 'go')
    expect(await settles(runtime.idle())).toBe(true)
    expect(runtime.stats().totals).toMatchObject({ handled: 3, deadLetters: 0, inFlight: 0 })
  })

  it('wait where the agent will come free by itself', async () => {
    const working = gate()
    let running = 0
    let most = 0
    await using runtime = await system({
      a: async (_text, _context, self) => (await self.call('b', 'question')).output,
      b: async (text) => {
        running += 1
        most = Math.max(most, running)
        if (text === 'work') await working.opened
        running -= 1
      },
    })
    await runtime.send('b', 'work')
    await nextTurn()
    await runtime.send('a', 'go')
    expect(await settles(runtime.idle())).toBe(false)
    working.open()
    await runtime.idle()
    expect(most).toBe(1)
  })
})

describe('a full mailbox', () => {
  it("that is the sender's own is refused at once, and no slot is lost", async () => {
    const failures: unknown[] = []
    await using runtime = await system({
      a: {
        execute: async (text, _context, self) => {
          if (text !== 'go') return
          await self.send('a', '1')
          failures.push(await failureOf(self.send('a', '2')))
        },
        wiring: { mailbox: { capacity: 1 } },
      },
    })
    await runtime.send('a', 'go')
    expect(await settles(runtime.idle())).toBe(true)
    expect(failures).toMatchObject([
      {
        code: 'MAILBOX_DEADLOCK',
        details: { agent: 'a', to: 'a', capacity: 1 },
        message: expect.stringContaining('own'),
      },
    ])
    expect(runtime.stats().agents['a']).toMatchObject({ handled: 2, inFlight: 0, queued: 0, blockedSenders: 0 })
    expect(runtime.stats().rounds).toEqual({ started: 1, finished: 1 })
  })

  it('is waited for where the agent has another slot', async () => {
    await using runtime = await system({
      a: {
        execute: async (text, _context, self) => {
          if (text !== 'go') return
          for (let n = 0; n < 5; n += 1) await self.send('a', String(n))
        },
        wiring: { mailbox: { capacity: 1 }, concurrency: 2 },
      },
    })
    await runtime.send('a', 'go')
    expect(await settles(runtime.idle())).toBe(true)
    expect(runtime.stats().agents['a']).toMatchObject({ handled: 6, inFlight: 0 })
  })

  it('of two agents that send to each other is refused to the second', async () => {
    const failures: unknown[] = []
    const meeting = gate()
    let waiting = 0
    const sending =
      (other: string): Execute =>
      async (text, _context, self) => {
        if (text !== 'go') return
        waiting += 1
        if (waiting === 2) meeting.open()
        await meeting.opened
        await self.send(other, '1')
        const failure = await failureOf(self.send(other, '2'))
        if (failure !== undefined) failures.push(failure)
      }
    const wiring = { mailbox: { capacity: 1 } }
    await using runtime = await system({
      a: { execute: sending('b'), wiring },
      b: { execute: sending('a'), wiring },
    })
    await runtime.send('a', 'go')
    await runtime.send('b', 'go')
    expect(await settles(runtime.idle())).toBe(true)
    expect(failures).toMatchObject([{ code: 'MAILBOX_DEADLOCK' }])
    expect(runtime.stats().totals).toMatchObject({ inFlight: 0, queued: 0, handled: 5 })
  })

  it('is refused to an agent that was called by the one whose mailbox it is', async () => {
    const failures: unknown[] = []
    await using runtime = await system({
      a: {
        execute: async (text, _context, self) => {
          if (text !== 'go') return
          await self.call('b', 'x')
        },
        wiring: { mailbox: { capacity: 1 } },
      },
      b: async (_text, _context, self) => {
        await self.send('a', '1')
        failures.push(await failureOf(self.send('a', '2')))
      },
    })
    await runtime.send('a', 'go')
    expect(await settles(runtime.idle())).toBe(true)
    expect(failures).toMatchObject([{ code: 'MAILBOX_DEADLOCK', details: { agent: 'b', to: 'a' } }])
  })

  it('is waited for again by an agent that has just been let in', async () => {
    const failures: unknown[] = []
    const working = gate()
    await using runtime = await system({
      a: {
        execute: async (text, _context, self) => {
          if (text !== 'go') return
          failures.push(await failureOf(self.send('b', 'from a')))
        },
        wiring: { mailbox: { capacity: 1 } },
      },
      b: {
        execute: async (text, _context, self) => {
          if (text === 'work') await working.opened
          // By now a has room for its message, and will soon be done.
          if (text === 'queued') failures.push(await failureOf(self.send('a', 'from b')))
        },
        wiring: { mailbox: { capacity: 1 } },
      },
    })
    await runtime.send('b', 'work')
    await nextTurn()
    await runtime.send('b', 'queued')
    await runtime.send('a', 'go')
    await nextTurn()
    await runtime.send('a', 'queued')
    expect(await settles(runtime.idle())).toBe(false)
    expect(runtime.stats().agents).toMatchObject({ a: { queued: 1 }, b: { queued: 1, blockedSenders: 1 } })
    working.open()
    expect(await settles(runtime.idle())).toBe(true)
    expect(failures).toEqual([undefined, undefined])
  })

  it('is waited for by one run that sends to it twice at once, where its agent can go on', async () => {
    const release = gate()
    const failures: unknown[] = []
    await using runtime = await system({
      a: {
        execute: async (text, _context, self) => {
          if (text === 'work') return release.opened
          if (text !== 'go') return undefined
          const outcomes = await Promise.all([failureOf(self.send('b', '1')), failureOf(self.send('b', '2'))])
          failures.push(...outcomes)
          return undefined
        },
        wiring: { concurrency: 2, mailbox: { capacity: 1 } },
      },
      b: {
        execute: async (text, _context, self) => {
          if (text !== 'fill') return
          await nextTurn()
          await nextTurn()
          await nextTurn()
          failures.push(await failureOf(self.send('a', 'x1')), await failureOf(self.send('a', 'x2')))
        },
        wiring: { mailbox: { capacity: 1 } },
      },
    })
    await runtime.send('a', 'work')
    await runtime.send('b', 'fill')
    await nextTurn()
    await runtime.send('b', 'queued')
    await runtime.send('a', 'go')
    await settles(runtime.idle())
    release.open()
    expect(await settles(runtime.idle())).toBe(true)
    expect(failures).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('an emission that waits for room', () => {
  /** `a` emits two messages to `b`, whose mailbox has room for one, and `b` calls `a` when it is told to. */
  const crossing = async (asks: (text: string) => Promise<void>) =>
    system({
      a: { execute: (text) => text, wiring: { outputs: ['b'] } },
      b: {
        execute: async (text, _context, self) => {
          if (text !== 'first') return
          await asks(text)
          await self.call('a', 'question')
        },
        wiring: { mailbox: { capacity: 1 } },
      },
    })

  it('lets calls of its sender by its reader through', async () => {
    const asking = gate()
    await using runtime = await crossing(() => asking.opened)
    for (const text of ['first', 'second', 'third']) await runtime.send('a', text)
    await settles(runtime.idle())
    expect(runtime.stats().agents['b']).toMatchObject({ queued: 1, blockedSenders: 1 })
    asking.open()
    expect(await settles(runtime.idle())).toBe(true)
    expect(runtime.stats().agents).toMatchObject({ a: { handled: 3, inFlight: 0 }, b: { handled: 3, inFlight: 0 } })
  })

  it('does not wait for a reader that has been waiting for the sender', async () => {
    const working = gate()
    await using runtime = await system({
      a: {
        execute: async (text) => {
          if (text === 'third') await working.opened
          return text
        },
        wiring: { outputs: ['b'] },
      },
      b: {
        execute: async (text, _context, self) => {
          if (text !== 'first') return
          // Waits for the slot of a, which works on the third message by now.
          for (let turn = 0; turn < 5; turn += 1) await nextTurn()
          await self.call('a', 'question')
        },
        wiring: { mailbox: { capacity: 1 } },
      },
    })
    for (const text of ['first', 'second', 'third']) await runtime.send('a', text)
    expect(await settles(runtime.idle())).toBe(false)
    expect(runtime.stats().agents).toMatchObject({ a: { inFlight: 2 }, b: { queued: 1, inFlight: 1 } })
    working.open()
    expect(await settles(runtime.idle())).toBe(true)
    expect(runtime.stats().agents).toMatchObject({ a: { handled: 3, inFlight: 0 }, b: { handled: 3, inFlight: 0 } })
    expect(runtime.stats().totals.deadLetters).toBe(0)
  })

  it('does not wait for a reader that waits for room at the sender', async () => {
    const working = gate()
    await using runtime = await system({
      a: {
        execute: async (text) => {
          if (text === 'third') await working.opened
          return text.startsWith('x') ? undefined : text
        },
        wiring: { outputs: ['b'], mailbox: { capacity: 1 } },
      },
      b: {
        execute: async (text, _context, self) => {
          if (text !== 'first') return
          for (let turn = 0; turn < 5; turn += 1) await nextTurn()
          await self.send('a', 'x1')
          await self.send('a', 'x2')
        },
        wiring: { mailbox: { capacity: 1 } },
      },
    })
    for (const text of ['first', 'second', 'third']) await runtime.send('a', text)
    expect(await settles(runtime.idle())).toBe(false)
    expect(runtime.stats().agents).toMatchObject({ a: { blockedSenders: 1 }, b: { queued: 1 } })
    working.open()
    expect(await settles(runtime.idle())).toBe(true)
    expect(runtime.stats().agents).toMatchObject({ a: { handled: 5, inFlight: 0 }, b: { handled: 3, inFlight: 0 } })
  })
})

describe('any graph of calls, sends and emissions', () => {
  const names = ['a', 'b', 'c', 'd'] as const
  const action = fc.record({
    kind: fc.constantFrom('call' as const, 'send' as const, 'both' as const, 'emit' as const, 'sleep' as const),
    to: fc.constantFrom(...names),
    other: fc.constantFrom(...names),
  })
  const script = fc.array(action, { maxLength: 3 })
  const registration = fc.record({
    script,
    concurrency: fc.integer({ min: 1, max: 2 }),
    capacity: fc.integer({ min: 1, max: 2 }),
    outputs: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 }),
  })

  it('comes to rest, with every slot given back and every message handled or in a dead letter', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(registration, registration, registration, registration),
        fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 6 }),
        async (parts, messages) => {
          const clock = fakeClock()
          const agents = names.map((name, index) => {
            const part = parts[index]
            const agent = defineCustomAgent({
              name,
              // The text says how many steps down may still be taken.
              execute: async (text, { sleep }) => {
                const depth = Number(text)
                if (depth <= 0) return undefined
                const next = String(depth - 1)
                for (const { kind, to, other } of part?.script ?? []) {
                  if (kind === 'sleep') await sleep(1)
                  if (kind === 'call') await failureOf(runtime.call(to, next))
                  if (kind === 'send') await failureOf(runtime.send(to, next))
                  if (kind === 'both')
                    await Promise.all([failureOf(runtime.call(to, next)), failureOf(runtime.send(other, next))])
                }
                return part?.script.some(({ kind }) => kind === 'emit') === true ? next : undefined
              },
            })
            const { concurrency = 1, capacity = 1, outputs = [] } = part ?? {}
            return { agent, concurrency, mailbox: { capacity }, outputs }
          })
          const runtime: Runtime = await createRuntime({ agents, clock, onEvent: () => {} })
          const sent = Promise.allSettled(messages.map((name) => runtime.send(name, '3')))
          let isIdle = false
          await clock.advance(100)
          runtime.idle().then(
            () => (isIdle = true),
            () => {},
          )
          await clock.advance(2_000)
          // Work that waits for nothing still takes turns of the event loop, and may sleep after them.
          for (let turn = 0; turn < 2_000 && !isIdle; turn += 1) await clock.advance(1)
          const { totals, rounds, agents: each } = runtime.stats()
          expect({ isIdle, ...totals }).toMatchObject({ isIdle: true, inFlight: 0, queued: 0 })
          expect(Object.values(each).map(({ blockedSenders }) => blockedSenders)).toEqual([0, 0, 0, 0])
          expect(rounds.started).toBe(rounds.finished)
          expect(totals.handled + totals.deadLetters).toBe(totals.delivered)
          await sent
          // Whatever happened, every agent can take up work.
          const calls = Promise.all(names.map((name) => runtime.call(name, '0')))
          await clock.advance(10)
          await calls
          expect(clock.pendingTimers).toBe(0)
          await runtime.close()
        },
      ),
      { numRuns: tries(150) },
    )
  })
})
