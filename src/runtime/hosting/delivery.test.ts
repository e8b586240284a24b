import { describe, expect, it } from 'vitest'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { withTimeLimit } from '../../agents/with-time-limit.ts'
import { ModelError } from '../../errors/model-error.ts'
import type { Event } from '../../events/event.ts'
import type { Effect } from '../../runs/step.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { orAbort } from '../../util/abort.ts'
import { createRuntime } from '../create-runtime.ts'

const never = new Promise<never>(() => {})
const unavailable = (): ModelError => new ModelError('MODEL_UNAVAILABLE', 'The provider is down.')
/** Chance that always draws the longest wait. */
const unlucky = { next: () => 0.999_999, id: () => crypto.randomUUID() }

/** An agent that fails with an error worth retrying until it has been tried `failures` times. */
function flaky(name: string, failures: number) {
  const attempts: string[] = []
  const agent = defineCustomAgent({
    name,
    execute: (text) => {
      attempts.push(String(text))
      if (attempts.length <= failures) throw unavailable()
      return text
    },
  })
  return { agent, attempts }
}

describe('an error that is worth retrying', () => {
  it('is retried after waits that grow, until the message is handled', async () => {
    const clock = fakeClock()
    const events: Event[] = []
    const { agent, attempts } = flaky('flaky', 3)
    const restart = { initialBackoffMs: 100, multiplier: 2, maxBackoffMs: 250 }
    await using runtime = await createRuntime({
      agents: [{ agent, restart }],
      clock,
      random: unlucky,
      onEvent: (event) => events.push(event),
    })
    await runtime.send('flaky', 'x')
    await clock.advance(10_000)
    expect(attempts).toHaveLength(4)
    const restarts = events.filter((event) => event.type === 'agent-restart')
    expect(restarts.map(({ attempt, delayMs }) => [attempt, delayMs])).toEqual([
      [2, 99],
      [3, 199],
      [4, 249],
    ])
    expect(restarts[0]?.error.code).toBe('MODEL_UNAVAILABLE')
    expect(runtime.stats().agents['flaky']).toMatchObject({ handled: 1, failed: 0, restarts: 3 })
  })

  it('draws the wait anywhere between nothing and the limit', async () => {
    const clock = fakeClock()
    const { agent, attempts } = flaky('flaky', 4)
    await using runtime = await createRuntime({
      agents: [agent],
      clock,
      random: { next: () => 0, id: () => crypto.randomUUID() },
    })
    await runtime.send('flaky', 'x')
    await clock.advance(0)
    expect(attempts).toHaveLength(5)
  })

  it('makes a dead letter with its cause after the last attempt, and lets others go on', async () => {
    const clock = fakeClock()
    const { agent, attempts } = flaky('flaky', 5)
    await using runtime = await createRuntime({ agents: [agent], clock })
    await runtime.send('flaky', 'poison')
    await runtime.send('flaky', 'good')
    await clock.advance(60_000)
    expect(attempts).toEqual(['poison', 'poison', 'poison', 'poison', 'poison', 'good'])
    expect(runtime.deadLetters.list()).toMatchObject([
      { reason: 'failed', attempts: 5, to: 'flaky', error: { code: 'MODEL_UNAVAILABLE' } },
    ])
  })

  it('is retried no longer than the agent may work on one message', async () => {
    const clock = fakeClock()
    const { agent, attempts } = flaky('flaky', Infinity)
    const restart = { initialBackoffMs: 400, multiplier: 1, maxAttempts: 100 }
    const limited = withTimeLimit(agent, 1_000)
    await using runtime = await createRuntime({ agents: [{ agent: limited, restart }], clock, random: unlucky })
    await runtime.send('flaky', 'x')
    await clock.advance(999)
    expect([attempts.length, runtime.deadLetters.total]).toEqual([3, 0])
    await clock.advance(1)
    expect(runtime.deadLetters.list()).toMatchObject([
      { reason: 'deadline', attempts: 3, error: { code: 'DEADLINE_EXCEEDED', details: { timeoutMs: 1_000 } } },
    ])
    await clock.advance(60_000)
    expect(attempts).toHaveLength(3)
  })

  it('has the whole limit for each message', async () => {
    const clock = fakeClock()
    const got: unknown[] = []
    const agent = defineCustomAgent({
      name: 'slow',
      execute: async (text, context) => {
        await context.sleep(600)
        got.push(text)
      },
    })
    await using runtime = await createRuntime({ agents: [withTimeLimit(agent, 1_000)], clock })
    await runtime.send('slow', 'x')
    await runtime.send('slow', 'y')
    await clock.advance(1_200)
    expect([got, runtime.deadLetters.total]).toEqual([['x', 'y'], 0])
  })

  it('is told as one run: no end of it until the last attempt', async () => {
    const clock = fakeClock()
    const events: Event[] = []
    const { agent } = flaky('flaky', 2)
    await using runtime = await createRuntime({ agents: [agent], clock, onEvent: (event) => events.push(event) })
    await runtime.send('flaky', 'x')
    await clock.advance(60_000)
    const told = events.filter((event) => event.type.startsWith('run-'))
    expect(told.map((event) => event.type)).toEqual(['run-start', 'run-finish'])
  })

  it('is told as a failed run when the last attempt failed too', async () => {
    const clock = fakeClock()
    const events: Event[] = []
    const { agent } = flaky('flaky', 9)
    await using runtime = await createRuntime({ agents: [agent], clock, onEvent: (event) => events.push(event) })
    await runtime.send('flaky', 'x')
    await clock.advance(60_000)
    const told = events.filter((event) => event.type.startsWith('run-'))
    expect(told.map((event) => event.type)).toEqual(['run-start', 'run-error'])
  })

  it('holds the agent back while it waits, and says that it is not ready', async () => {
    const clock = fakeClock()
    const { agent, attempts } = flaky('flaky', 1)
    await using runtime = await createRuntime({ agents: [agent], clock, random: unlucky })
    await runtime.send('flaky', 'x')
    await runtime.send('flaky', 'y')
    await clock.advance(0)
    expect([attempts, runtime.ready]).toEqual([['x'], false])
    await clock.advance(1_000)
    expect([attempts, runtime.ready]).toEqual([['x', 'x', 'y'], true])
  })
})

describe('another attempt', () => {
  /** An agent that books once and then asks a model that fails at first. */
  function booking(effect: Effect) {
    const done: string[] = []
    const keys: string[] = []
    const agent = defineCustomAgent({
      name: 'booking',
      execute: async (_text, context) => {
        const booked = await context.step('book', () => {
          done.push('book')
          return `booking-${done.length}`
        })
        await context.call(defineCustomAgent({ name: 'asking', execute: (_input, nested) => ask(nested) }), 'x')
        return booked
      },
    })
    const ask = (context: Parameters<Parameters<typeof defineCustomAgent>[0]['execute']>[1]): Promise<string> =>
      context.step(
        'ask',
        (step) => {
          done.push('ask')
          keys.push(step.idempotencyKey)
          if (keys.length === 1) throw unavailable()
          return 'answer'
        },
        { effect },
      )
    return { agent, done, keys }
  }

  it('repeats no step that is recorded, and gives the step that failed the same idempotency key', async () => {
    const clock = fakeClock()
    const { agent, done, keys } = booking('idempotent')
    await using runtime = await createRuntime({ agents: [{ agent, outputs: ['end'] }], clock })
    const stream = runtime.recv('end')
    await runtime.send('booking', 'x')
    await clock.advance(60_000)
    expect(done).toEqual(['book', 'ask', 'ask'])
    expect(new Set(keys).size).toBe(1)
    const { value: message } = await stream[Symbol.asyncIterator]().next()
    expect(message?.parts).toEqual([{ type: 'text', text: 'booking-1' }])
  })

  it('tells listeners every step once as begun and once as ended for each time it was', async () => {
    const clock = fakeClock()
    const events: Event[] = []
    const { agent } = booking('none')
    await using runtime = await createRuntime({ agents: [agent], clock, onEvent: (event) => events.push(event) })
    await runtime.send('booking', 'x')
    await clock.advance(60_000)
    const told = events.flatMap((event) => ('key' in event ? [`${event.type} ${event.name}`] : []))
    expect(told).toEqual([
      'step-start book',
      'step-finish book',
      'step-start asking',
      'step-start ask',
      'step-error ask',
      'step-error asking',
      'step-start asking',
      'step-start ask',
      'step-finish ask',
      'step-finish asking',
    ])
  })

  it('is not made when the step that failed may happen only once', async () => {
    const clock = fakeClock()
    const { agent, done } = booking('once')
    await using runtime = await createRuntime({ agents: [agent], clock })
    await runtime.send('booking', 'x')
    await clock.advance(60_000)
    expect(done).toEqual(['book', 'ask'])
    expect(runtime.deadLetters.list()).toMatchObject([
      { reason: 'failed', attempts: 1, error: { code: 'MODEL_UNAVAILABLE' } },
    ])
  })
})

describe('an error that is final', () => {
  it('makes a dead letter at once, with its cause, and lets others go on', async () => {
    const handled: string[] = []
    const events: Event[] = []
    const agent = defineCustomAgent({
      name: 'picky',
      execute: (text) => {
        if (text === 'poison') throw new Error('cannot read this')
        handled.push(String(text))
      },
    })
    await using runtime = await createRuntime({ agents: [agent], onEvent: (event) => events.push(event) })
    for (const text of ['a', 'poison', 'b']) await runtime.send('picky', text)
    await runtime.idle()
    expect(handled).toEqual(['a', 'b'])
    expect(runtime.deadLetters.list()).toMatchObject([
      { reason: 'failed', attempts: 1, error: { message: 'cannot read this' } },
    ])
    expect(events).toContainEqual(expect.objectContaining({ type: 'dead-letter', to: 'picky', reason: 'failed' }))
  })

  it('is delivered again on demand, once', async () => {
    const { agent, attempts } = flaky('flaky', 1)
    await using runtime = await createRuntime({ agents: [{ agent, restart: { maxAttempts: 1 } }] })
    await runtime.send('flaky', 'x')
    await runtime.idle()
    const [letter] = runtime.deadLetters.list()
    await runtime.deadLetters.redeliver(letter?.id ?? '')
    await runtime.idle()
    expect([attempts, runtime.deadLetters.list(), runtime.deadLetters.total]).toEqual([['x', 'x'], [], 1])
    await expect(runtime.deadLetters.redeliver(letter?.id ?? '')).rejects.toMatchObject({
      code: 'DEAD_LETTER_NOT_FOUND',
    })
  })

  it('keeps the last dead letters only, and counts all', async () => {
    const agent = defineCustomAgent({
      name: 'failing',
      execute: (text) => {
        throw new Error(String(text))
      },
    })
    await using runtime = await createRuntime({ agents: [agent], maxDeadLetters: 2 })
    for (const text of ['1', '2', '3']) await runtime.send('failing', text)
    await runtime.idle()
    expect(runtime.deadLetters.list().map((letter) => letter.error?.message)).toEqual(['2', '3'])
    expect(runtime.deadLetters.total).toBe(3)
  })

  it('is what an output that cannot be a message is', async () => {
    const agent = defineCustomAgent({ name: 'odd', execute: () => ({ size: 1n }) })
    await using runtime = await createRuntime({ agents: [{ agent, outputs: ['end'] }], onEvent: () => {} })
    await runtime.send('odd', 'x')
    await runtime.send('odd', 'y')
    await runtime.idle()
    expect(runtime.deadLetters.list()).toMatchObject([{ reason: 'failed' }, { reason: 'failed' }])
  })
})

describe('a deadline', () => {
  it('aborts the run that is not done by then, without another attempt', async () => {
    const clock = fakeClock()
    const reasons: unknown[] = []
    const agent = defineCustomAgent({
      name: 'slow',
      execute: (_text, { signal }) => orAbort(never, signal).finally(() => reasons.push(signal.reason)),
    })
    await using runtime = await createRuntime({ agents: [agent], clock })
    await runtime.send('slow', 'x', { deadline: 500 })
    await clock.advance(499)
    expect(reasons).toEqual([])
    await clock.advance(1)
    expect(reasons).toMatchObject([{ code: 'DEADLINE_EXCEEDED' }])
    expect(runtime.deadLetters.list()).toMatchObject([
      { reason: 'deadline', attempts: 1, error: { code: 'DEADLINE_EXCEEDED' } },
    ])
    expect(clock.pendingTimers).toBe(0)
  })

  it('keeps an agent from taking up what nobody waits for any more, also further down', async () => {
    const clock = fakeClock()
    const slow = defineCustomAgent({ name: 'slow', execute: (text, context) => context.sleep(100).then(() => text) })
    let calls = 0
    const next = defineCustomAgent({ name: 'next', execute: () => void (calls += 1) })
    await using runtime = await createRuntime({ agents: [{ agent: slow, outputs: ['next'] }, next], clock })
    await runtime.send('slow', 'first')
    await runtime.send('slow', 'second', { deadline: 150 })
    await runtime.send('slow', 'third', { deadline: 99 })
    await clock.advance(1_000)
    expect(calls).toBe(1)
    expect(runtime.deadLetters.list().map(({ reason, attempts }) => [reason, attempts])).toEqual([
      ['deadline', 1],
      ['deadline', 0],
    ])
    expect(runtime.stats().totals.restarts).toBe(0)
  })

  it('abandons a run that ignores it, says so, and gives the slot to the next message', async () => {
    const clock = fakeClock()
    const events: Event[] = []
    const seen: string[] = []
    const agent = defineCustomAgent({
      name: 'deaf',
      execute: (text) => {
        seen.push(String(text))
        return text === 'stuck' ? never : text
      },
    })
    await using runtime = await createRuntime({
      agents: [agent],
      clock,
      abandonGraceMs: 50,
      onEvent: (event) => events.push(event),
    })
    await runtime.send('deaf', 'stuck', { deadline: 100 })
    await runtime.send('deaf', 'next')
    await clock.advance(149)
    expect(seen).toEqual(['stuck'])
    await clock.advance(1)
    expect(seen).toEqual(['stuck', 'next'])
    expect(runtime.deadLetters.list()).toMatchObject([{ reason: 'deadline' }])
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'notice', level: 'warn', message: expect.stringContaining('"deaf"') }),
    )
  })
})

describe('concurrency', () => {
  it('is one run at a time unless said otherwise', async () => {
    const clock = fakeClock()
    let [running, most] = [0, 0]
    const execute = async (_text: unknown, context: { sleep(delayMs: number): Promise<void> }): Promise<void> => {
      running += 1
      most = Math.max(most, running)
      await context.sleep(10)
      running -= 1
    }
    await using runtime = await createRuntime({
      agents: [
        defineCustomAgent({ name: 'single', execute }),
        { agent: defineCustomAgent({ name: 'triple', execute }), concurrency: 3 },
      ],
      clock,
    })
    for (let index = 0; index < 5; index += 1) await runtime.send('single', 'x')
    await clock.advance(100)
    expect(most).toBe(1)
    for (let index = 0; index < 10; index += 1) await runtime.send('triple', 'x')
    await clock.advance(100)
    expect([most, runtime.stats().totals.handled]).toEqual([3, 15])
  })
})
