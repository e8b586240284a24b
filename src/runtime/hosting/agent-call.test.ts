import { getEventListeners } from 'node:events'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tries } from '../../../test/support/effort.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import type { Event } from '../../events/event.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { delay, orAbort } from '../../util/abort.ts'
import { nextTurn } from '../../util/clock.ts'
import { createRuntime } from '../create-runtime.ts'

const never = new Promise<never>(() => {})
const echo = defineCustomAgent({ name: 'echo', execute: (text) => `echo ${String(text)}` })
const sleeper = (name: string, delayMs: number, log: string[] = []) =>
  defineCustomAgent({
    name,
    execute: async (text, context) => {
      log.push(String(text))
      await context.sleep(delayMs)
      return text
    },
  })

/** What a promise rejects with. Taken at once, so that nothing is rejected unheard while time is moved. */
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )

describe('call', () => {
  it('gives the answer of a run and sends it nowhere', async () => {
    await using runtime = await createRuntime({ agents: [{ agent: echo, outputs: ['other'] }, sleeper('other', 0)] })
    const { output, runId, usage } = await runtime.call('echo', 'hi')
    expect([output, typeof runId, usage.modelCalls]).toEqual(['echo hi', 'string', 0])
    expect(runtime.stats().agents['other']).toMatchObject({ delivered: 0 })
  })

  it('hands session and context on to the run', async () => {
    const agent = defineCustomAgent<'asked', unknown, undefined, { readonly db: string }>({
      name: 'asked',
      execute: (_text, context) => [context.session, context.context.db],
    })
    await using runtime = await createRuntime({ agents: [agent] })
    const { output } = await runtime.call('asked', 'x', { session: 'user-42', context: { db: 'sales' } })
    expect(output).toEqual(['user-42', 'sales'])
  })

  it('rejects with what the agent throws, and makes no dead letter of it', async () => {
    const agent = defineCustomAgent({
      name: 'failing',
      execute: () => {
        throw new Error('broken')
      },
    })
    await using runtime = await createRuntime({ agents: [agent] })
    await expect(runtime.call('failing', 'x')).rejects.toThrow('broken')
    expect(runtime.deadLetters.total).toBe(0)
  })

  it('needs an agent that is there, and a runtime that runs', async () => {
    const runtime = await createRuntime({ agents: [echo], start: false })
    await expect(runtime.call('echo', 'x')).rejects.toMatchObject({
      code: 'RUNTIME_STATE',
      details: { state: 'created' },
    })
    await runtime.start()
    // @ts-expect-error the compiler knows the names
    await expect(runtime.call('ecco', 'x')).rejects.toMatchObject({
      code: 'AGENT_NOT_FOUND',
      message: expect.stringContaining('"echo"'),
    })
    await runtime.close()
    await expect(runtime.call('echo', 'x')).rejects.toMatchObject({
      code: 'RUNTIME_STATE',
      details: { state: 'closed' },
    })
  })

  it('takes turns with messages when both wait', async () => {
    const clock = fakeClock()
    const log: string[] = []
    await using runtime = await createRuntime({ agents: [sleeper('busy', 10, log)], clock })
    for (const text of ['m1', 'm2', 'm3']) await runtime.send('busy', text)
    const calls = ['c1', 'c2', 'c3'].map((text) => runtime.call('busy', text))
    await clock.advance(1_000)
    await Promise.all(calls)
    expect(log).toEqual(['m1', 'c1', 'm2', 'c2', 'm3', 'c3'])
  })

  it('waits for a slot among the calls of the whole runtime', async () => {
    const clock = fakeClock()
    const log: string[] = []
    const agents = ['a', 'b', 'c'].map((name) => sleeper(name, 10, log))
    await using runtime = await createRuntime({ agents, clock, maxConcurrentCalls: 2 })
    const calls = Promise.all(agents.map(({ name }) => runtime.call(name, name)))
    await clock.advance(9)
    expect(log).toEqual(['a', 'b'])
    await clock.advance(100)
    await calls
    expect(log).toEqual(['a', 'b', 'c'])
  })

  it('is given up by its signal, with its reason: while it waits, and while it runs', async () => {
    const clock = fakeClock()
    const log: string[] = []
    await using runtime = await createRuntime({ agents: [sleeper('busy', 100, log)], clock })
    const controllers = [new AbortController(), new AbortController(), new AbortController()]
    const calls = controllers.map(({ signal }, index) => runtime.call('busy', String(index), { signal }))
    await clock.advance(10)
    controllers[1]?.abort(new Error('waiting no more'))
    await expect(calls[1]).rejects.toThrow('waiting no more')
    controllers[0]?.abort(new Error('running no more'))
    await expect(calls[0]).rejects.toThrow('running no more')
    await clock.advance(100)
    await calls[2]
    expect(log).toEqual(['0', '2'])
    expect([clock.pendingTimers, runtime.stats().totals.inFlight]).toEqual([0, 0])
    await expect(runtime.call('busy', 'x', { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow(
      'too late',
    )
    expect(log).toEqual(['0', '2'])
  })

  it('leaves no listener on the signal it was given', async () => {
    const clock = fakeClock()
    await using runtime = await createRuntime({ agents: [sleeper('busy', 10)], clock })
    const { signal } = new AbortController()
    const calls = Promise.all([runtime.call('busy', 'x', { signal }), runtime.call('busy', 'y', { signal })])
    const stream = runtime.recv('busy', { signal })
    await runtime.send('busy', 'z', { signal })
    const idle = runtime.idle({ signal })
    await clock.advance(100)
    await Promise.all([calls, idle])
    stream.close()
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('has a time limit that includes the wait for the agent', async () => {
    const clock = fakeClock()
    await using runtime = await createRuntime({ agents: [sleeper('busy', 100)], clock })
    const first = runtime.call('busy', 'x')
    const second = failureOf(runtime.call('busy', 'y', { timeoutMs: 50 }))
    await clock.advance(50)
    expect(await second).toMatchObject({ code: 'DEADLINE_EXCEEDED', details: { agent: 'busy', timeoutMs: 50 } })
    await clock.advance(50)
    await first
    expect(clock.pendingTimers).toBe(0)
    const third = runtime.call('busy', 'z', { timeoutMs: 5_000 })
    await clock.advance(100)
    await third
    expect(clock.pendingTimers).toBe(0)
  })

  it('does not start a run when it is given up in the moment it gets its slot', async () => {
    for (let ticks = 0; ticks < 30; ticks += 1) {
      const controller = new AbortController()
      let runs = 0
      let runsBefore: number | undefined
      const abort = async (): Promise<void> => {
        for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve()
        runsBefore = runs
        controller.abort(new Error('too late'))
      }
      const onEvent = (event: Event): void => {
        if (event.type === 'run-start') runs += 1
        if (event.type === 'run-finish' && runs === 1) void abort()
      }
      await using runtime = await createRuntime({ agents: [echo], onEvent })
      const calls = [runtime.call('echo', 'first'), runtime.call('echo', 'second', { signal: controller.signal })]
      await Promise.allSettled(calls)
      await nextTurn()
      expect(runs).toBe(runsBefore)
    }
  })

  it('rejects at once when it is given up, even when the agent does not stop, and then abandons the run', async () => {
    const clock = fakeClock()
    const events: Event[] = []
    const deaf = defineCustomAgent({ name: 'deaf', execute: (text) => (text === 'stuck' ? never : text) })
    await using runtime = await createRuntime({
      agents: [deaf],
      clock,
      abandonGraceMs: 1_000,
      maxConcurrentCalls: 1,
      onEvent: (event) => events.push(event),
    })
    const stuck = failureOf(runtime.call('deaf', 'stuck', { timeoutMs: 10 }))
    await clock.advance(10)
    expect(await stuck).toMatchObject({ code: 'DEADLINE_EXCEEDED' })
    const next = runtime.call('deaf', 'next')
    await clock.advance(999)
    expect(runtime.stats().totals.calls).toBe(1)
    await clock.advance(1)
    expect((await next).output).toBe('next')
    expect(events.filter((event) => event.type === 'notice')).toMatchObject([
      { level: 'warn', message: expect.stringContaining('"deaf"') },
    ])
  })
})

describe('callParallel', () => {
  it('gives results and failures by name, and never fails as a whole', async () => {
    const failing = defineCustomAgent({
      name: 'failing',
      execute: () => {
        throw new Error('broken')
      },
    })
    await using runtime = await createRuntime({ agents: [echo, failing] })
    const { results, failures } = await runtime.callParallel(['echo', 'failing', 'echo'], 'hi')
    expect([results.echo?.output, Object.keys(results)]).toEqual(['echo hi', ['echo']])
    expect([failures.failing?.message, Object.keys(failures)]).toEqual(['broken', ['failing']])
    expect(runtime.stats().totals.calls).toBe(2)
  })

  it('fails each call alone when there is nothing to call', async () => {
    const runtime = await createRuntime({ agents: [echo] })
    await runtime.close()
    const { results, failures } = await runtime.callParallel(['echo'], 'hi')
    expect([results, failures]).toMatchObject([{}, { echo: { code: 'RUNTIME_STATE' } }])
  })

  it('runs a thousand at once', async () => {
    const clock = fakeClock()
    const agents = Array.from({ length: 1_000 }, (_, index) => sleeper(`agent-${index}`, 10))
    await using runtime = await createRuntime({ agents, clock })
    const calling = runtime.callParallel(runtime.agents, 'x')
    // They begin a few hundred in each turn of the event loop.
    while (runtime.stats().totals.calls < 1_000) await nextTurn()
    await clock.advance(10)
    const { results, failures } = await calling
    expect([Object.keys(results).length, failures]).toEqual([1_000, {}])
  })
})

describe('races between cancelling, deadlines and answers', () => {
  it('leave each call with exactly one end, nothing running and no timer behind', async () => {
    const times = fc.record({ workMs: fc.nat(20), abortMs: fc.nat(20), timeoutMs: fc.integer({ min: 1, max: 20 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(times, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 3 }),
        async (calls, concurrency) => {
          const clock = fakeClock()
          let running = 0
          let afterAbort = 0
          const worker = defineCustomAgent({
            name: 'worker',
            execute: async (text, { signal }) => {
              if (signal.aborted) afterAbort += 1
              running += 1
              await delay(Number(text), { clock, signal }).finally(() => (running -= 1))
              if (signal.aborted) afterAbort += 1
              return text
            },
          })
          const runtime = await createRuntime({ agents: [{ agent: worker, concurrency }], clock })
          const ends: string[] = []
          for (const { workMs, abortMs, timeoutMs } of calls) {
            const controller = new AbortController()
            clock.setTimer(() => controller.abort(new Error('aborted')), abortMs)
            runtime.call('worker', String(workMs), { signal: controller.signal, timeoutMs }).then(
              () => ends.push('answer'),
              (error: unknown) => ends.push(String(error)),
            )
          }
          await clock.advance(200)
          expect(ends).toHaveLength(calls.length)
          expect([running, afterAbort, clock.pendingTimers]).toEqual([0, 0, 0])
          expect(runtime.stats().totals.inFlight).toBe(0)
          await runtime.close()
        },
      ),
      { numRuns: tries(60) },
    )
  })

  it('leave each message handled or in a dead letter, whenever the runtime closes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(20), { minLength: 1, maxLength: 12 }),
        fc.nat(60),
        fc.nat(30),
        async (works, closeMs, drainMs) => {
          const clock = fakeClock()
          const worker = defineCustomAgent({
            name: 'worker',
            execute: (text, { signal }) => orAbort(delay(Number(text), { clock, signal }), signal),
          })
          const runtime = await createRuntime({
            agents: [{ agent: worker, mailbox: { capacity: 3 } }],
            clock,
            drainTimeoutMs: drainMs,
          })
          const sent = Promise.allSettled(works.map((workMs) => runtime.send('worker', String(workMs))))
          let closing: Promise<void> | undefined
          clock.setTimer(() => void (closing = runtime.close()), closeMs)
          await clock.advance(1_000)
          await closing
          const accepted = (await sent).filter(({ status }) => status === 'fulfilled').length
          const { totals, rounds } = runtime.stats()
          expect(totals.handled + totals.deadLetters).toBe(accepted)
          expect([totals.inFlight, totals.queued, rounds.started - rounds.finished, clock.pendingTimers]).toEqual([
            0, 0, 0, 0,
          ])
        },
      ),
      { numRuns: tries(60) },
    )
  })
})
