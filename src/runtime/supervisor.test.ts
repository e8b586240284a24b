import { describe, expect, it } from 'vitest'
import { createAgent } from '../agents/create-agent.ts'
import type { SourceContext } from '../agents/implementation.ts'
import { defineCustomAgent } from '../agents/define-custom-agent.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { delay, orAbort } from '../util/abort.ts'
import { createSupervisor } from './supervisor.ts'

const never = new Promise<never>(() => {})
const shout = defineCustomAgent({ name: 'shout', execute: (text) => String(text).toUpperCase() })

async function* ticks({ clock, signal }: SourceContext) {
  for (let tick = 1; ; tick += 1) {
    await delay(100, { clock, signal })
    yield `tick ${tick}`
  }
}

const producer = createAgent({ name: 'producer', role: 'producer', doRun: async () => null, source: ticks })

describe('createSupervisor', () => {
  it('feeds an input to the agents that nothing feeds and gives what leaves the system', async () => {
    const supervisor = createSupervisor('coordinator')
      .add(shout, { outputs: ['wrap', 'log'] })
      .add(defineCustomAgent({ name: 'wrap', execute: (text) => ({ text }) }))
    const { outputs, rounds, deadLetters, stats } = await supervisor.run('hello')
    expect(outputs).toEqual({ log: ['HELLO'], wrap: [{ text: 'HELLO' }] })
    expect([rounds, deadLetters, stats.totals.handled]).toEqual([1, [], 2])
  })

  it('runs a source up to the limit of rounds', async () => {
    const clock = fakeClock()
    const supervisor = createSupervisor('coordinator', { maxRounds: 3, clock })
    supervisor.add(producer, { outputs: ['shout'] })
    supervisor.add(shout)
    const running = supervisor.run()
    await clock.advance(1_000)
    expect(await running).toMatchObject({ rounds: 3, outputs: { shout: ['TICK 1', 'TICK 2', 'TICK 3'] } })
    expect(clock.pendingTimers).toBe(0)
  })

  it('gives an input to the readers of a source where there are only sources', async () => {
    const clock = fakeClock()
    const supervisor = createSupervisor('coordinator', { maxRounds: 1, clock })
    const running = supervisor
      .add(producer, { outputs: ['shout'] })
      .add(shout)
      .run('first')
    await clock.advance(1_000)
    expect((await running).outputs).toEqual({ shout: ['FIRST'] })
  })

  it('runs until it is stopped where there is no limit, finishing what is queued', async () => {
    const clock = fakeClock()
    const supervisor = createSupervisor('coordinator', { clock })
      .add(producer, { outputs: ['shout'] })
      .add(shout)
    const running = supervisor.run()
    await clock.advance(2_550)
    await supervisor.stop()
    expect((await running).rounds).toBe(25)
    await supervisor.stop()
  })

  it('can be stopped while it starts', async () => {
    const clock = fakeClock()
    const slow = createAgent({
      name: 'slow',
      role: 'custom',
      doRun: async () => 'x',
      doStart: ({ signal }) => delay(1_000, { clock, signal }),
    })
    const supervisor = createSupervisor('coordinator', { clock }).add(slow)
    const running = supervisor.run('hello')
    await clock.advance(10)
    await supervisor.stop()
    expect((await running).outputs).toEqual({})
  })

  it('rejects with the reason of its signal, and leaves nothing running', async () => {
    const clock = fakeClock()
    let isAborted = false
    const stuck = defineCustomAgent({
      name: 'stuck',
      execute: (_text, { signal }) => orAbort(never, signal).catch(() => (isAborted = true)),
    })
    const supervisor = createSupervisor('coordinator', { clock }).add(stuck)
    const controller = new AbortController()
    const running = supervisor.run('hello', { signal: controller.signal })
    await clock.advance(0)
    controller.abort(new Error('enough'))
    await expect(running).rejects.toThrow('enough')
    expect([isAborted, clock.pendingTimers]).toEqual([true, 0])
  })

  it('tells what failed instead of failing as a whole', async () => {
    const failing = defineCustomAgent({
      name: 'failing',
      execute: () => {
        throw new Error('broken')
      },
    })
    const { deadLetters } = await createSupervisor('coordinator').add(failing).run('hello')
    expect(deadLetters).toMatchObject([{ to: 'failing', error: { message: 'broken' } }])
  })

  it('rejects when an agent does not start', async () => {
    const broken = createAgent({
      name: 'broken',
      role: 'custom',
      doRun: async () => 'x',
      doStart: () => Promise.reject(new Error('no')),
    })
    await expect(createSupervisor('coordinator').add(broken).run()).rejects.toMatchObject({ code: 'START_FAILED' })
  })

  it('runs one time after another, but not twice at once', async () => {
    const supervisor = createSupervisor('coordinator').add(shout)
    const first = supervisor.run('a')
    await expect(supervisor.run('b')).rejects.toMatchObject({ code: 'RUNTIME_STATE' })
    expect((await first).outputs).toEqual({ shout: ['A'] })
    expect((await supervisor.run('b')).outputs).toEqual({ shout: ['B'] })
  })

  it('refuses an agent it has already', () => {
    const supervisor = createSupervisor('coordinator').add(shout)
    expect(() => supervisor.add(shout)).toThrow(expect.objectContaining({ code: 'AGENT_DUPLICATE' }))
  })

  it('keeps the last outputs only, as many as it is told', async () => {
    async function* many() {
      for (let item = 1; item <= 20; item += 1) yield String(item)
    }
    const source = createAgent({ name: 'many', role: 'producer', doRun: async () => null, source: many })
    const supervisor = createSupervisor('coordinator', { maxOutputs: 3 })
      .add(source, { outputs: ['shout'] })
      .add(shout)
    const { outputs, rounds } = await supervisor.run()
    expect([outputs, rounds]).toEqual([{ shout: ['18', '19', '20'] }, 20])
  })
})
