import { describe, expect, it } from 'vitest'
import type { SourceContext } from '../../agents/implementation.ts'
import { createAgent } from '../../agents/create-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { ModelError } from '../../errors/model-error.ts'
import type { Event } from '../../events/event.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { delay } from '../../util/abort.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { createRuntime } from '../create-runtime.ts'

function source(name: string, pull: (context: SourceContext) => AsyncIterable<JsonValue>) {
  return createAgent({ name, role: 'producer', source: pull, doRun: async (input: unknown) => input })
}

/** Emits 1, 2, 3, ... without end. */
async function* count(until = Infinity): AsyncGenerator<JsonValue> {
  for (let item = 1; item <= until; item += 1) yield item
}

async function* ticks({ clock, signal }: SourceContext): AsyncGenerator<JsonValue> {
  for (let tick = 1; ; tick += 1) {
    await delay(10, { clock, signal })
    yield tick
  }
}

function reader(name: string, delayMs = 0) {
  const got: string[] = []
  const agent = defineCustomAgent({
    name,
    execute: async (text, context) => {
      got.push(String(text))
      if (delayMs > 0) await context.sleep(delayMs)
    },
  })
  return { agent, got }
}

describe('a source', () => {
  it('emits its items in order and says when it is exhausted', async () => {
    const events: Event[] = []
    const { agent, got } = reader('reader')
    await using runtime = await createRuntime({
      agents: [source('lines', () => count(3)), { agent, inputs: ['lines'] }],
      onEvent: (event) => events.push(event),
    })
    await runtime.idle()
    expect(got).toEqual(['1', '2', '3'])
    expect(events).toContainEqual(expect.objectContaining({ type: 'source-exhausted', agent: 'lines', items: 3 }))
    expect(runtime.stats().rounds).toEqual({ started: 3, finished: 3 })
  })

  it('may tell what is worth knowing, which listeners hear as a notice', async () => {
    const events: Event[] = []
    async function* warning({ warn }: SourceContext): AsyncGenerator<JsonValue> {
      warn?.('Strange header.')
      yield 1
    }
    await using runtime = await createRuntime({
      agents: [source('rows', warning)],
      onEvent: (event) => events.push(event),
    })
    await runtime.idle()
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'notice', level: 'warn', message: 'Strange header.' }),
    )
  })

  it('is asked for the next item only when every reader has taken the last', async () => {
    const clock = fakeClock()
    let pulled = 0
    async function* counted(): AsyncGenerator<JsonValue> {
      for await (const item of count()) {
        pulled += 1
        yield item
      }
    }
    const [slow, fast] = [reader('slow', 1_000), reader('fast')]
    await using _runtime = await createRuntime({
      agents: [
        source('numbers', counted),
        { agent: slow.agent, inputs: ['numbers'], mailbox: { capacity: 2 } },
        { agent: fast.agent, inputs: ['numbers'] },
      ],
      clock,
      drainTimeoutMs: 0,
    })
    await clock.advance(100)
    // One in slow's hands, two in its mailbox, one that waits; fast had each of them at once.
    expect([pulled, slow.got.length, fast.got.length]).toEqual([4, 1, 4])
    await clock.advance(3_000)
    expect(slow.got).toEqual(['1', '2', '3', '4'])
    expect(pulled).toBeLessThanOrEqual(7)
  })

  it('may have no reader', async () => {
    await using runtime = await createRuntime({ agents: [source('lines', () => count(3))] })
    await runtime.idle()
    expect(runtime.stats().rounds.finished).toBe(3)
  })

  it('runs with the system until it is closed', async () => {
    const clock = fakeClock()
    const { agent, got } = reader('reader')
    const runtime = await createRuntime({ agents: [source('ticker', ticks), { agent, inputs: ['ticker'] }], clock })
    await clock.advance(35)
    await runtime.close()
    await clock.advance(100)
    expect(got).toEqual(['1', '2', '3'])
    expect(clock.pendingTimers).toBe(0)
    await runtime.idle()
  })

  it('may wait for room with its last item when the system is closed', async () => {
    const clock = fakeClock()
    const { agent, got } = reader('reader', 3_000)
    const agents = [source('numbers', () => count()), { agent, inputs: ['numbers'], mailbox: { capacity: 1 } }]
    const events: Event[] = []
    const runtime = await createRuntime({
      agents,
      clock,
      drainTimeoutMs: 20_000,
      onEvent: (event) => events.push(event),
    })
    await clock.advance(100)
    const closing = runtime.close()
    await clock.advance(20_000)
    await closing
    expect([got, runtime.deadLetters.total, runtime.stats().rounds]).toEqual([
      ['1', '2', '3'],
      0,
      { started: 3, finished: 3 },
    ])
    expect(events.filter((event) => event.type === 'notice')).toEqual([])
  })

  it('ends after the given number of rounds, and the system comes to rest', async () => {
    const { agent, got } = reader('reader')
    await using runtime = await createRuntime({
      agents: [source('numbers', () => count()), { agent, inputs: ['numbers'] }],
      stopAfterRounds: 5,
    })
    await runtime.idle()
    expect(got).toEqual(['1', '2', '3', '4', '5'])
    expect(runtime.stats().rounds).toEqual({ started: 5, finished: 5 })
  })

  it('shares the number of rounds with other sources and with messages from outside', async () => {
    const clock = fakeClock()
    const { agent, got } = reader('reader')
    const agents = [source('one', ticks), source('two', ticks), { agent, inputs: ['one', 'two'] }]
    await using runtime = await createRuntime({ agents, clock, stopAfterRounds: 4 })
    await runtime.send('reader', 'hello')
    await clock.advance(100)
    await runtime.idle()
    expect(got).toEqual(['hello', '1', '1', '2'])
  })

  it('loses no item that it brings after the last round: it becomes a dead letter', async () => {
    const clock = fakeClock()
    const { agent, got } = reader('reader')
    async function* late(): AsyncGenerator<JsonValue> {
      await delay(15, { clock })
      yield 'late'
    }
    const agents = [source('early', ticks), source('late', late), { agent, inputs: ['early', 'late'] }]
    await using runtime = await createRuntime({ agents, clock, stopAfterRounds: 1 })
    await clock.advance(100)
    await runtime.idle()
    expect(got).toEqual(['1'])
    expect(runtime.deadLetters.list()).toMatchObject([{ reason: 'closed', from: 'late', to: 'reader' }])
  })

  it('never runs when the rounds were used up before it was started', async () => {
    const { agent, got } = reader('reader')
    await using runtime = await createRuntime({
      agents: [source('numbers', () => count()), { agent, inputs: ['numbers'] }],
      stopAfterRounds: 1,
      start: false,
    })
    await runtime.send('reader', 'only')
    await runtime.start()
    await runtime.idle()
    expect(got).toEqual(['only'])
  })
})

describe('a source that fails', () => {
  const down = (): ModelError => new ModelError('MODEL_UNAVAILABLE', 'The feed is down.')

  it('is started again after errors that are worth retrying', async () => {
    const clock = fakeClock()
    let starts = 0
    async function* flaky(): AsyncGenerator<JsonValue> {
      starts += 1
      if (starts < 3) throw down()
      yield* count(2)
    }
    const { agent, got } = reader('reader')
    await using runtime = await createRuntime({ agents: [source('feed', flaky), { agent, inputs: ['feed'] }], clock })
    await clock.advance(60_000)
    await runtime.idle()
    expect([starts, got, runtime.stats().agents['feed']?.restarts]).toEqual([3, ['1', '2'], 2])
  })

  it('is given up after the last attempt, which is said, and makes the runtime not ready', async () => {
    const clock = fakeClock()
    const events: Event[] = []
    let starts = 0
    async function* broken(): AsyncGenerator<JsonValue> {
      starts += 1
      yield await Promise.reject(down())
    }
    await using runtime = await createRuntime({
      agents: [source('feed', broken)],
      clock,
      onEvent: (event) => events.push(event),
    })
    await clock.advance(200_000)
    await runtime.idle()
    expect([starts, runtime.ready]).toEqual([5, false])
    expect(events.filter((event) => event.type === 'agent-restart')).toHaveLength(4)
    expect(events).toContainEqual(expect.objectContaining({ type: 'agent-error', agent: 'feed' }))
    expect(runtime.stats().agents['feed']).toMatchObject({ state: 'failed', error: { code: 'MODEL_UNAVAILABLE' } })
  })

  it('is given up at once when the error is final', async () => {
    let starts = 0
    async function* broken(): AsyncGenerator<JsonValue> {
      starts += 1
      yield await Promise.reject(new Error('no such file'))
    }
    await using runtime = await createRuntime({ agents: [source('feed', broken)] })
    await runtime.idle()
    expect([starts, runtime.stats().agents['feed']]).toMatchObject([
      1,
      { state: 'failed', error: { message: 'no such file' } },
    ])
  })

  it('starts counting anew after the first item that came after a restart', async () => {
    const clock = fakeClock()
    const events: Event[] = []
    let starts = 0
    async function* flaky(): AsyncGenerator<JsonValue> {
      starts += 1
      yield starts
      if (starts < 8) throw down()
    }
    const { agent, got } = reader('reader')
    await using runtime = await createRuntime({
      agents: [
        { agent: source('feed', flaky), restart: { maxAttempts: 2 } },
        { agent, inputs: ['feed'] },
      ],
      clock,
      onEvent: (event) => events.push(event),
    })
    await clock.advance(100_000)
    await runtime.idle()
    expect([starts, got.length, runtime.stats().agents['feed']?.state]).toEqual([8, 8, 'ready'])
    const attempts = events.flatMap((event) => (event.type === 'agent-restart' ? [event.attempt] : []))
    expect(attempts).toEqual([2, 2, 2, 2, 2, 2, 2])
  })

  it('starts counting anew after it has been well for long', async () => {
    const clock = fakeClock()
    let starts = 0
    async function* aging(context: SourceContext): AsyncGenerator<JsonValue> {
      starts += 1
      await delay(60_000, context)
      yield await Promise.reject(down())
    }
    await using runtime = await createRuntime({ agents: [source('feed', aging)], clock })
    await clock.advance(60_000 * 20)
    expect(starts).toBeGreaterThan(10)
    expect(runtime.ready).toBe(true)
  })

  it('is no longer waited for when it does not end though it was told to', async () => {
    const clock = fakeClock()
    const events: Event[] = []
    async function* deaf(): AsyncGenerator<JsonValue> {
      yield await new Promise<never>(() => {})
    }
    const runtime = await createRuntime({
      agents: [source('deaf', deaf)],
      clock,
      onEvent: (event) => events.push(event),
    })
    const closing = runtime.close()
    await clock.advance(1_000)
    await closing
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'notice', message: expect.stringContaining('"deaf"') }),
    )
    expect(clock.pendingTimers).toBe(0)
  })
})

describe('rounds', () => {
  it('end when nothing that their message caused is left', async () => {
    const clock = fakeClock()
    const events: Event[] = []
    const pass = (name: string) =>
      defineCustomAgent({ name, execute: (text, context) => context.sleep(10).then(() => text) })
    await using runtime = await createRuntime({
      agents: [
        { agent: pass('first'), outputs: ['left', 'right'] },
        { agent: pass('left'), outputs: ['last'] },
        { agent: pass('right'), outputs: ['last'] },
        pass('last'),
      ],
      clock,
      onEvent: (event) => events.push(event),
    })
    await runtime.send('first', 'x')
    await clock.advance(39)
    expect(events.some((event) => event.type === 'round-finish')).toBe(false)
    await clock.advance(1)
    expect(events.filter((event) => event.type.startsWith('round-'))).toMatchObject([
      { type: 'round-start', round: 1, at: 0 },
      { type: 'round-finish', round: 1, messages: 5, at: 40 },
    ])
  })

  it('include calls, and messages that are retried or fail', async () => {
    const clock = fakeClock()
    const agent = defineCustomAgent({
      name: 'failing',
      execute: () => {
        throw new ModelError('MODEL_UNAVAILABLE', 'Down.')
      },
    })
    await using runtime = await createRuntime({
      agents: [agent],
      clock,
      random: { next: () => 0.5, id: () => crypto.randomUUID() },
    })
    await runtime.send('failing', 'x')
    await clock.advance(0)
    expect(runtime.stats().rounds).toEqual({ started: 1, finished: 0 })
    await clock.advance(60_000)
    await runtime.call('failing', 'y').catch(() => {})
    expect(runtime.stats().rounds).toEqual({ started: 2, finished: 2 })
  })

  it('bound how often a loop goes round, and say so', async () => {
    const events: Event[] = []
    const [writer, critic] = [reader('writer'), reader('critic')]
    const pass = (name: string, got: string[]) =>
      defineCustomAgent({
        name,
        execute: (text) => {
          got.push(String(text))
          return text
        },
      })
    await using runtime = await createRuntime({
      agents: [
        { agent: pass('writer', writer.got), outputs: ['critic'] },
        { agent: pass('critic', critic.got), outputs: ['writer'] },
      ],
      maxRounds: 3,
      onEvent: (event) => events.push(event),
    })
    await runtime.send('writer', 'a')
    await runtime.send('writer', 'b')
    await runtime.idle()
    // Entered once from outside and three times again, for each of the two messages.
    expect([writer.got.length, critic.got.length]).toEqual([8, 8])
    expect(runtime.deadLetters.list()).toMatchObject([
      { reason: 'round-limit', from: 'critic', to: 'writer' },
      { reason: 'round-limit', from: 'critic', to: 'writer' },
    ])
    expect(events.filter((event) => event.type === 'notice')).toHaveLength(2)
  })

  it('let loops go on when both sides are full, instead of waiting for each other', async () => {
    const pass = (name: string) => defineCustomAgent({ name, execute: (text) => text })
    await using runtime = await createRuntime({
      agents: [
        { agent: pass('ping'), outputs: ['pong'], mailbox: { capacity: 1 } },
        { agent: pass('pong'), outputs: ['ping'], mailbox: { capacity: 1 } },
      ],
      maxRounds: 2,
    })
    await Promise.all(Array.from({ length: 50 }, (_, index) => runtime.send(index % 2 === 0 ? 'ping' : 'pong', 'x')))
    await runtime.idle()
    expect(runtime.deadLetters.total).toBe(50)
    expect(runtime.stats().totals.handled).toBe(50 * 6)
  })
})
