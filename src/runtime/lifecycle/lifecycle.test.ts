import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createAgent } from '../../agents/create-agent.ts'
import type { SourceContext } from '../../agents/implementation.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import type { Event } from '../../events/event.ts'
import { messageText } from '../../messages/message.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { delay, orAbort } from '../../util/abort.ts'
import { createRuntime } from '../create-runtime.ts'
import type { Runtime } from '../runtime.ts'

const never = new Promise<never>(() => {})

interface Behaviour {
  readonly onStart?: (context: SourceContext) => Promise<void>
  readonly onStop?: () => Promise<void>
}

/** An agent that writes down when it is started and stopped. */
function staged(name: string, log: string[], behaviour: Behaviour = {}) {
  return createAgent({
    name,
    role: 'custom',
    doRun: async (input: unknown) => input,
    doStart: async (context) => {
      await behaviour.onStart?.(context)
      log.push(`start ${name}`)
    },
    doStop: async () => {
      log.push(`stop ${name}`)
      await behaviour.onStop?.()
    },
  })
}

/** What a promise rejects with. Taken at once, so that nothing is rejected unheard while time is moved. */
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )

describe('starting', () => {
  it('goes level by level, and stops in the opposite order', async () => {
    const log: string[] = []
    const events: Event[] = []
    const runtime = await createRuntime({
      agents: [
        { agent: staged('web', log), dependsOn: ['store', 'cache'] },
        staged('store', log),
        { agent: staged('cache', log), dependsOn: ['store'] },
      ],
      onEvent: (event) => events.push(event),
    })
    expect(log).toEqual(['start store', 'start cache', 'start web'])
    expect(runtime.ready).toBe(true)
    const ready = events.filter((event) => event.type === 'agent-ready')
    expect(ready.map(({ agent, phase }) => [agent, phase])).toEqual([
      ['store', 0],
      ['cache', 1],
      ['web', 2],
    ])
    await runtime.close()
    expect(log.slice(3)).toEqual(['stop web', 'stop cache', 'stop store'])
    expect(runtime.ready).toBe(false)
    expect(events.map((event) => event.type).filter((type) => type.startsWith('runtime-'))).toEqual([
      'runtime-start',
      'runtime-stop',
    ])
    expect(events[0]).toMatchObject({ type: 'runtime-start', durable: false, agents: ['web', 'store', 'cache'] })
  })

  it('starts the agents of one level side by side, and the next only when all are ready', async () => {
    const clock = fakeClock()
    const log: string[] = []
    const after = (delayMs: number): Behaviour => ({ onStart: ({ signal }) => delay(delayMs, { clock, signal }) })
    const creating = createRuntime({
      agents: [
        staged('slow', log, after(100)),
        staged('quick', log, after(50)),
        { agent: staged('last', log), dependsOn: ['quick'] },
      ],
      clock,
    })
    await clock.advance(99)
    expect(log).toEqual(['start quick'])
    await clock.advance(1)
    await using runtime = await creating
    expect([log, runtime.ready]).toEqual([['start quick', 'start slow', 'start last'], true])
  })

  it('keeps messages until the agent is ready', async () => {
    const clock = fakeClock()
    const got: string[] = []
    const agent = createAgent({
      name: 'late',
      role: 'custom',
      doRun: async (input: unknown) => void got.push(`${String(input)} at ${clock.now()}`),
      doStart: ({ signal }) => delay(100, { clock, signal }),
    })
    await using runtime = await createRuntime({ agents: [agent], clock, start: false })
    const starting = runtime.start()
    await runtime.send('late', 'hello')
    await clock.advance(100)
    await starting
    await runtime.idle()
    expect(got).toEqual(['hello at 100'])
  })

  it('gives agents a signal that outlives the start', async () => {
    const signals: AbortSignal[] = []
    const log: string[] = []
    const agent = staged('keeper', log, { onStart: async ({ signal }) => void signals.push(signal) })
    const runtime = await createRuntime({ agents: [agent] })
    expect(signals[0]?.aborted).toBe(false)
    await runtime.close()
    expect(signals[0]?.aborted).toBe(true)
  })

  it('pulls sources only when every agent is ready', async () => {
    const clock = fakeClock()
    const log: string[] = []
    async function* numbers() {
      log.push('pull')
      yield 1
    }
    const source = createAgent({ name: 'numbers', role: 'producer', doRun: async () => null, source: numbers })
    const reader = staged('reader', log, { onStart: ({ signal }) => delay(100, { clock, signal }) })
    const creating = createRuntime({
      agents: [source, { agent: reader, inputs: ['numbers'], dependsOn: ['numbers'] }],
      clock,
    })
    await clock.advance(100)
    await using runtime = await creating
    await runtime.idle()
    expect(log).toEqual(['start reader', 'pull'])
  })

  it('fails with the agent, the phase and the cause, and stops what had started', async () => {
    const log: string[] = []
    const cause = new Error('port in use')
    const failing = staged('web', log, { onStart: () => Promise.reject(cause) })
    const creating = createRuntime({ agents: [staged('store', log), { agent: failing, dependsOn: ['store'] }] })
    await expect(creating).rejects.toMatchObject({ code: 'START_FAILED', details: { agent: 'web', phase: 1 }, cause })
    expect(log).toEqual(['start store', 'stop store'])
  })

  it('fails when an agent is not ready in time, tells it to give up, and stops it if it gets ready after all', async () => {
    const clock = fakeClock()
    const log: string[] = []
    let isTold = false
    let finish = (): void => {}
    const slow = staged('slow', log, {
      onStart: ({ signal }) => {
        signal.addEventListener('abort', () => (isTold = true))
        return new Promise((resolve) => (finish = resolve))
      },
    })
    const creating = failureOf(createRuntime({ agents: [staged('store', log), slow], clock, startTimeoutMs: 500 }))
    await clock.advance(500)
    expect(await creating).toMatchObject({
      code: 'START_TIMEOUT',
      details: { agent: 'slow', phase: 0, timeoutMs: 500 },
    })
    expect([log, isTold]).toEqual([['start store', 'stop store'], true])
    finish()
    await clock.advance(0)
    expect(log.slice(2)).toEqual(['start slow', 'stop slow'])
    expect(clock.pendingTimers).toBe(0)
  })

  it('makes dead letters of what was sent before it failed', async () => {
    const agent = staged('web', [], { onStart: () => Promise.reject(new Error('no')) })
    const runtime = await createRuntime({ agents: [agent], start: false })
    await runtime.send('web', 'x')
    await expect(runtime.start()).rejects.toMatchObject({ code: 'START_FAILED' })
    expect(runtime.deadLetters.list()).toMatchObject([{ reason: 'closed', to: 'web' }])
    await runtime.idle()
  })

  it('happens once', async () => {
    await using runtime = await createRuntime({ agents: [] })
    await expect(runtime.start()).rejects.toMatchObject({ code: 'RUNTIME_STATE', details: { state: 'running' } })
  })

  it('is given up when the runtime is closed meanwhile', async () => {
    const clock = fakeClock()
    const log: string[] = []
    const slow = staged('slow', log, { onStart: ({ signal }) => delay(1_000, { clock, signal }) })
    const runtime = await createRuntime({ agents: [staged('store', log), slow], clock, start: false })
    const starting = failureOf(runtime.start())
    await clock.advance(10)
    await runtime.close()
    expect(await starting).toMatchObject({ code: 'RUNTIME_STATE' })
    expect([log, clock.pendingTimers]).toEqual([['start store', 'stop store'], 0])
  })
})

describe('closing', () => {
  const worker = (handled: string[], delayMs = 100) =>
    defineCustomAgent({
      name: 'worker',
      execute: async (text, context) => {
        await context.sleep(delayMs)
        handled.push(String(text))
        return text
      },
    })

  it('finishes what is queued and what that causes, and refuses what is new', async () => {
    const clock = fakeClock()
    const handled: string[] = []
    const last: string[] = []
    const reader = defineCustomAgent({ name: 'reader', execute: (text) => void last.push(String(text)) })
    const runtime = await createRuntime({ agents: [worker(handled), { agent: reader, inputs: ['worker'] }], clock })
    for (const text of ['1', '2', '3']) await runtime.send('worker', text)
    const closing = runtime.close()
    await expect(runtime.send('worker', '4')).rejects.toMatchObject({ code: 'CHANNEL_CLOSED' })
    await expect(runtime.broadcast('5')).rejects.toMatchObject({ code: 'CHANNEL_CLOSED' })
    await expect(runtime.call('worker', '6')).rejects.toMatchObject({ code: 'RUNTIME_STATE' })
    await clock.advance(1_000)
    await closing
    expect([handled, last, runtime.deadLetters.total]).toEqual([['1', '2', '3'], ['1', '2', '3'], 0])
  })

  it('aborts what is left after its time limit, and keeps it as dead letters', async () => {
    const clock = fakeClock()
    const events: Event[] = []
    const handled: string[] = []
    const runtime = await createRuntime({
      agents: [worker(handled)],
      clock,
      drainTimeoutMs: 150,
      onEvent: (event) => events.push(event),
    })
    for (const text of ['1', '2', '3']) await runtime.send('worker', text)
    await clock.advance(0)
    const closing = runtime.close()
    await clock.advance(150)
    await closing
    expect(handled).toEqual(['1'])
    const letters = runtime.deadLetters.list().map(({ message, reason }) => [messageText(message), reason] as const)
    expect(Object.fromEntries(letters)).toEqual({ 2: 'aborted', 3: 'closed' })
    expect(events.at(-1)).toMatchObject({ type: 'runtime-stop', reason: 'aborted' })
    expect(clock.pendingTimers).toBe(0)
  })

  it('can be hurried by asking again', async () => {
    const clock = fakeClock()
    const handled: string[] = []
    const runtime = await createRuntime({ agents: [worker(handled)], clock })
    await runtime.send('worker', '1')
    await clock.advance(0)
    const closing = runtime.close()
    await runtime.drain({ timeoutMs: 0 })
    await closing
    expect([handled, runtime.deadLetters.list()]).toMatchObject([[], [{ reason: 'aborted' }]])
    expect(clock.pendingTimers).toBe(0)
  })

  it('may be asked for any number of times, before the start too', async () => {
    const runtime = await createRuntime({ agents: [worker([])], start: false })
    await Promise.all([runtime.close(), runtime.close()])
    await runtime.close()
    await runtime[Symbol.asyncDispose]()
    await runtime.idle()
    await expect(runtime.start()).rejects.toMatchObject({ code: 'RUNTIME_STATE' })
  })

  it('abandons a run that does not stop, and says so', async () => {
    const clock = fakeClock()
    const events: Event[] = []
    const deaf = defineCustomAgent({ name: 'deaf', execute: () => never })
    const runtime = await createRuntime({
      agents: [deaf],
      clock,
      drainTimeoutMs: 100,
      abandonGraceMs: 50,
      onEvent: (event) => events.push(event),
    })
    await runtime.send('deaf', 'x')
    await clock.advance(0)
    let isClosed = false
    const closing = runtime.close().then(() => (isClosed = true))
    await clock.advance(149)
    expect(isClosed).toBe(false)
    await clock.advance(1)
    await closing
    expect(runtime.deadLetters.list()).toMatchObject([{ reason: 'aborted', to: 'deaf' }])
    expect(events.filter((event) => event.type === 'notice')).toMatchObject([{ level: 'warn' }])
  })

  it('emits nothing for work that ends after it was told to stop', async () => {
    const clock = fakeClock()
    const seen: string[] = []
    const late = defineCustomAgent({ name: 'late', execute: async (text) => (await delay(120, { clock }), text) })
    const next = defineCustomAgent({ name: 'next', execute: (text) => void seen.push(String(text)) })
    const runtime = await createRuntime({
      agents: [{ agent: late, outputs: ['next'] }, next],
      clock,
      drainTimeoutMs: 100,
    })
    await runtime.send('late', 'x')
    await clock.advance(0)
    const closing = runtime.close()
    await clock.advance(1_000)
    await closing
    expect(seen).toEqual([])
    expect(runtime.deadLetters.list()).toMatchObject([{ reason: 'aborted', to: 'late' }])
  })

  it('lets an agent go that does not give back what it holds, and tells of one that fails to', async () => {
    const clock = fakeClock()
    const events: Event[] = []
    const log: string[] = []
    const agents = [
      staged('stuck', log, { onStop: () => never }),
      staged('broken', log, { onStop: () => Promise.reject(new Error('no')) }),
    ]
    const runtime = await createRuntime({ agents, clock, onEvent: (event) => events.push(event) })
    const closing = runtime.close()
    await clock.advance(1_000)
    await closing
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'notice', message: expect.stringContaining('"stuck"') }),
    )
    expect(events).toContainEqual(expect.objectContaining({ type: 'agent-error', agent: 'broken' }))
  })

  it('does not wait for ever for a subscriber that does not read', async () => {
    const clock = fakeClock()
    const agent = defineCustomAgent({ name: 'echo', execute: (text) => text })
    const runtime = await createRuntime({ agents: [agent], clock })
    const stream = runtime.recv('echo', { capacity: 1 })
    for (const text of ['1', '2', '3']) await runtime.send('echo', text)
    const closing = runtime.close()
    await clock.advance(8_000)
    await closing
    const received: string[] = []
    for await (const message of stream) received.push(messageText(message))
    expect(received).toEqual(['1'])
  })
})

describe('idle', () => {
  it('resolves at once when there is nothing to do, and rejects with the reason of its signal', async () => {
    const agent = defineCustomAgent({ name: 'slow', execute: (_text, { signal }) => orAbort(never, signal) })
    await using runtime = await createRuntime({ agents: [agent], drainTimeoutMs: 0 })
    await runtime.idle()
    await runtime.send('slow', 'x')
    const controller = new AbortController()
    const waiting = runtime.idle({ signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    await expect(runtime.idle({ signal: controller.signal })).rejects.toThrow('enough')
  })

  it('is refused to agents of the runtime, which would wait for themselves', async () => {
    const agent = defineCustomAgent({ name: 'waits', execute: () => runtime.idle() })
    const runtime: Runtime = await createRuntime({ agents: [agent], drainTimeoutMs: 0 })
    const failure = await failureOf(runtime.call('waits', 'x'))
    expect(failure).toMatchObject({
      code: 'RUNTIME_STATE',
      message: expect.stringMatching(/"waits" waits for its runtime to be idle.*outside the runtime/),
    })
    await runtime.send('waits', 'x')
    await runtime.idle()
    expect(runtime.deadLetters.list()).toMatchObject([{ reason: 'failed', error: { code: 'RUNTIME_STATE' } }])
    await runtime.close()
  })
})

describe('a listener that throws', () => {
  it('breaks nothing it listens to, and is reported once', async () => {
    const agent = defineCustomAgent({ name: 'echo', execute: (text) => text })
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    onTestFinished(() => warned.mockRestore())
    const runtime = await createRuntime({
      agents: [agent],
      onEvent: () => {
        throw new Error('bad listener')
      },
    })
    expect((await runtime.call('echo', 'x')).output).toBe('x')
    await runtime.close()
    expect(warned).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('bad listener'), { type: 'AixgoWarning' })
  })
})
