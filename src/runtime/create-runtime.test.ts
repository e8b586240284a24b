import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createAgent } from '../agents/create-agent.ts'
import { defineCustomAgent } from '../agents/define-custom-agent.ts'
import type { Event } from '../events/event.ts'
import { messageText, type Message } from '../messages/message.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { orAbort } from '../util/abort.ts'
import { nextTurn } from '../util/clock.ts'
import { createRuntime } from './create-runtime.ts'
import type { AgentEntry, RuntimeOptions } from './runtime-options.ts'
import type { MessageStream } from './routing/subscription.ts'

/** An agent that writes its name behind what it gets, and remembers what it got. */
function recorder(name: string) {
  const got: string[] = []
  const agent = defineCustomAgent({
    name,
    execute: (text) => {
      got.push(String(text))
      return `${String(text)} ${name}`
    },
  })
  return { agent, got }
}

/** What a promise rejects with. Taken at once, so that nothing is rejected unheard while time is moved. */
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )

async function readAll(stream: MessageStream): Promise<Message[]> {
  const messages: Message[] = []
  for await (const message of stream) messages.push(message)
  return messages
}

describe('options in plain JavaScript', () => {
  it('that are unknown are refused with the one that was meant', async () => {
    const { agent } = recorder('a')
    await expect(createRuntime({ agents: [agent], maxRound: 3 } as RuntimeOptions)).rejects.toMatchObject({
      code: 'RUNTIME_OPTIONS_INVALID',
      message: 'createRuntime: There is no "maxRound". Did you mean "maxRounds"?',
    })
    const entry: AgentEntry = Object.assign({ agent }, { input: ['b'] })
    await expect(createRuntime({ agents: [entry] })).rejects.toMatchObject({
      message: 'The registration of agent "a": There is no "input". Did you mean "inputs"?',
    })
  })
})

describe('routing', () => {
  it('delivers what an agent emits once where both sides declare the edge', async () => {
    const [first, second] = [recorder('first'), recorder('second')]
    await using runtime = await createRuntime({
      agents: [
        { agent: first.agent, outputs: ['second'] },
        { agent: second.agent, inputs: ['first'] },
      ],
    })
    await runtime.send('first', 'hello')
    await runtime.idle()
    expect([first.got, second.got]).toEqual([['hello'], ['hello first']])
  })

  it('gives every reader of a source each of its messages, in order', async () => {
    const [left, right] = [recorder('left'), recorder('right')]
    const source = recorder('source')
    await using runtime = await createRuntime({
      agents: [source.agent, { agent: left.agent, inputs: ['source'] }, { agent: right.agent, inputs: ['source'] }],
    })
    for (const text of ['a', 'b', 'c']) await runtime.send('source', text)
    await runtime.idle()
    expect(left.got).toEqual(['a source', 'b source', 'c source'])
    expect(right.got).toEqual(left.got)
  })

  it('connects agents through a channel they share', async () => {
    const [writer, reader] = [recorder('writer'), recorder('reader')]
    await using runtime = await createRuntime({
      agents: [
        { agent: writer.agent, outputs: ['drafts'] },
        { agent: reader.agent, inputs: ['drafts'] },
      ],
    })
    await runtime.send('writer', 'text')
    await runtime.idle()
    expect(reader.got).toEqual(['text writer'])
  })

  it('feeds the readers of an external channel and tells what leaves through one', async () => {
    const events: Event[] = []
    const { agent } = recorder('helper')
    await using runtime = await createRuntime({
      agents: [{ agent, inputs: ['questions'], outputs: ['answers'] }],
      onEvent: (event) => events.push(event),
    })
    const stream = runtime.recv('answers')
    await runtime.send('questions', 'why?', { from: 'user' })
    await runtime.idle()
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'channel-output', channel: 'answers', from: 'helper', value: 'why? helper' }),
    )
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'message-sent', from: 'user', to: ['helper', 'questions'] }),
    )
    await runtime.close()
    expect((await readAll(stream)).map(messageText)).toEqual(['why? helper'])
  })

  it('says what is not there and what may be meant', async () => {
    await using runtime = await createRuntime({ agents: [recorder('analyst').agent] })
    const sending = runtime.send('analist', 'hello')
    await expect(sending).rejects.toMatchObject({
      code: 'AGENT_NOT_FOUND',
      message: expect.stringContaining('Did you mean "analyst"?'),
    })
  })

  it('refuses two agents of one name', async () => {
    const creating = createRuntime({ agents: [recorder('twin').agent, recorder('twin').agent] })
    await expect(creating).rejects.toMatchObject({ code: 'AGENT_DUPLICATE' })
  })

  it('refuses values that make no sense, naming the option', async () => {
    const { agent } = recorder('one')
    const creating = createRuntime({ agents: [{ agent, mailbox: { capacity: 0 } }] })
    await expect(creating).rejects.toMatchObject({
      code: 'RUNTIME_OPTIONS_INVALID',
      details: { option: 'mailbox.capacity of agent "one"' },
    })
  })
})

describe('messages', () => {
  it('carry correlation id, round, hop and deadline from agent to agent', async () => {
    const clock = fakeClock(1_000)
    const { agent } = recorder('one')
    await using runtime = await createRuntime({
      agents: [
        { agent, outputs: ['two'] },
        { agent: recorder('two').agent, outputs: ['end'] },
      ],
      clock,
    })
    const stream = runtime.recv('end')
    const id = await runtime.send('one', 'x', { deadline: 5_000, metadata: { customer: 'c-1' } })
    await runtime.idle()
    await runtime.close()
    const [message] = await readAll(stream)
    expect(message?.metadata).toEqual({ correlationId: id, round: 1, hop: 2, deadline: 5_000 })
  })

  it('start one run each, whose parent is the run that emitted them', async () => {
    const events: Event[] = []
    await using runtime = await createRuntime({
      agents: [{ agent: recorder('one').agent, outputs: ['two'] }, recorder('two').agent],
      onEvent: (event) => events.push(event),
    })
    await runtime.send('one', 'x')
    await runtime.idle()
    const starts = events.filter((event) => event.type === 'run-start')
    expect(starts.map((event) => event.agent)).toEqual(['one', 'two'])
    expect(starts.map((event) => event.parent)).toEqual([undefined, `${starts[0]?.runId}/`])
  })

  it('have the type the agent says, and are not sent where there is no output', async () => {
    const quiet = defineCustomAgent({ name: 'quiet', execute: () => null })
    const typed = defineCustomAgent({ name: 'typed', messageType: 'analysis', execute: (text) => text })
    await using runtime = await createRuntime({
      agents: [{ agent: quiet, inputs: ['typed'], outputs: ['end'] }, typed],
    })
    const [fromTyped, fromQuiet] = [runtime.recv('typed'), runtime.recv('end')]
    await runtime.send('typed', 'x')
    await runtime.idle()
    await runtime.close()
    expect((await readAll(fromTyped)).map((message) => message.type)).toEqual(['analysis'])
    expect(await readAll(fromQuiet)).toEqual([])
  })

  it('reach an agent with a schema as a value, others as text, and as parts where there are files', async () => {
    const inputs: unknown[] = []
    const execute = (input: unknown): void => void inputs.push(input)
    const typed = defineCustomAgent({ name: 'typed', input: z.object({ risk: z.string() }), execute })
    const plain = defineCustomAgent({ name: 'plain', execute })
    await using runtime = await createRuntime({ agents: [typed, plain] })
    await runtime.send('typed', { risk: 'low' })
    await runtime.idle()
    await runtime.send('plain', { risk: 'low' })
    const file = { type: 'file', mediaType: 'image/png', data: 'aGk=' } as const
    await runtime.send('plain', [{ type: 'text', text: 'look' }, file])
    await runtime.idle()
    expect(inputs).toEqual([{ risk: 'low' }, '{"risk":"low"}', [{ type: 'text', text: 'look' }, file]])
  })

  it('tell the agent who sent them', async () => {
    const senders: (string | undefined)[] = []
    const reader = createAgent({
      name: 'reader',
      role: 'custom',
      doRun: async (_input: unknown, context) => void senders.push(context.received?.from),
    })
    await using runtime = await createRuntime({
      agents: [{ agent: reader, inputs: ['writer'] }, recorder('writer').agent],
    })
    await runtime.send('writer', 'x')
    await runtime.send('reader', 'y')
    await runtime.idle()
    await runtime.call('reader', 'z')
    expect(new Set(senders)).toEqual(new Set(['outside', 'writer', undefined]))
  })

  it('go to every agent in a broadcast, as one round', async () => {
    const [one, two] = [recorder('one'), recorder('two')]
    await using runtime = await createRuntime({ agents: [one.agent, two.agent] })
    await runtime.broadcast('all')
    await runtime.idle()
    expect([one.got, two.got]).toEqual([['all'], ['all']])
    expect(runtime.stats().rounds).toEqual({ started: 1, finished: 1 })
  })

  it('reach all others when one agent refuses a broadcast, which then rejects', async () => {
    const [strict, open] = [recorder('strict'), recorder('open')]
    await using runtime = await createRuntime({
      agents: [{ agent: strict.agent, mailbox: { capacity: 1, overflow: 'error' } }, open.agent],
      start: false,
    })
    await runtime.broadcast('first')
    await expect(runtime.broadcast('second')).rejects.toMatchObject({
      code: 'MAILBOX_FULL',
      details: { name: 'strict' },
    })
    await runtime.start()
    await runtime.idle()
    expect([strict.got, open.got]).toEqual([['first'], ['first', 'second']])
  })

  it('enter at agents that nothing inside feeds', async () => {
    const [one, two] = [recorder('one'), recorder('two')]
    await using runtime = await createRuntime({ agents: [{ agent: two.agent, inputs: ['one'] }, one.agent] })
    expect(runtime.entries).toEqual(['one'])
    await runtime.feed('start')
    await runtime.idle()
    expect([one.got, two.got]).toEqual([['start'], ['start one']])
  })

  it('wait for a runtime that is not started yet', async () => {
    const { agent, got } = recorder('late')
    await using runtime = await createRuntime({ agents: [agent], start: false })
    await runtime.send('late', 'early')
    expect([got, runtime.ready]).toEqual([[], false])
    await runtime.start()
    await runtime.idle()
    expect([got, runtime.ready]).toEqual([['early'], true])
  })
})

describe('back-pressure', () => {
  /** An agent whose runs end when the test says so. */
  function gated(name: string) {
    const opens: (() => void)[] = []
    const execute = (_text: unknown, { signal }: { readonly signal: AbortSignal }): Promise<void> =>
      orAbort(new Promise<void>((resolve) => opens.push(resolve)), signal)
    const agent = defineCustomAgent({ name, execute })
    return { agent, openNext: () => opens.shift()?.(), started: () => opens.length }
  }

  it('makes senders wait until there is room', async () => {
    const clock = fakeClock()
    const slow = gated('slow')
    await using runtime = await createRuntime({
      agents: [{ agent: slow.agent, mailbox: { capacity: 2 } }],
      clock,
      drainTimeoutMs: 0,
    })
    for (const text of ['1', '2', '3']) await runtime.send('slow', text)
    let isAccepted = false
    const fourth = runtime.send('slow', '4').then(() => (isAccepted = true))
    await clock.advance(0)
    expect([isAccepted, runtime.stats().agents['slow']]).toMatchObject([
      false,
      { queued: 2, blockedSenders: 1, inFlight: 1 },
    ])
    slow.openNext()
    await fourth
    expect(runtime.stats().agents['slow']).toMatchObject({ queued: 2, capacity: 2, highWater: 2 })
  })

  it('gives up a sender whose signal aborts, with its reason', async () => {
    const clock = fakeClock()
    const slow = gated('slow')
    await using runtime = await createRuntime({
      agents: [{ agent: slow.agent, mailbox: { capacity: 1 } }],
      clock,
      drainTimeoutMs: 0,
    })
    await runtime.send('slow', '1')
    await clock.advance(0)
    await runtime.send('slow', '2')
    const controller = new AbortController()
    const third = runtime.send('slow', '3', { signal: controller.signal })
    controller.abort(new Error('changed my mind'))
    await expect(third).rejects.toThrow('changed my mind')
    expect(runtime.stats().agents['slow']).toMatchObject({ queued: 1, blockedSenders: 0 })
    await expect(runtime.send('slow', '4', { signal: controller.signal })).rejects.toThrow('changed my mind')
  })

  it('gives up a sender after the time limit for sending', async () => {
    const clock = fakeClock()
    const slow = gated('slow')
    const options = {
      agents: [{ agent: slow.agent, mailbox: { capacity: 1 } }],
      clock,
      sendTimeoutMs: 5_000,
      drainTimeoutMs: 0,
    } as const
    await using runtime = await createRuntime(options)
    await runtime.send('slow', '1')
    await clock.advance(0)
    await runtime.send('slow', '2')
    const third = failureOf(runtime.send('slow', '3'))
    await clock.advance(5_000)
    expect(await third).toMatchObject({ code: 'MAILBOX_FULL', details: { timeoutMs: 5_000 } })
  })

  it.each(['drop-oldest', 'drop-newest'] as const)(
    'keeps what a mailbox with "%s" gives up as dead letters',
    async (overflow) => {
      const clock = fakeClock()
      const slow = gated('slow')
      await using runtime = await createRuntime({
        agents: [{ agent: slow.agent, mailbox: { capacity: 1, overflow } }],
        clock,
        drainTimeoutMs: 0,
      })
      await runtime.send('slow', '1')
      await clock.advance(0)
      await runtime.send('slow', '2')
      await runtime.send('slow', '3')
      const [letter] = runtime.deadLetters.list()
      expect(letter).toMatchObject({ reason: 'overflow', to: 'slow', from: 'outside', attempts: 0 })
      expect(letter && messageText(letter.message)).toBe(overflow === 'drop-oldest' ? '2' : '3')
    },
  )

  it('tells the sender of a mailbox that refuses, and keeps what an agent could not deliver as a dead letter', async () => {
    const clock = fakeClock()
    const slow = gated('slow')
    await using runtime = await createRuntime({
      agents: [
        { agent: slow.agent, inputs: ['writer'], mailbox: { capacity: 1, overflow: 'error' } },
        recorder('writer').agent,
      ],
      clock,
      drainTimeoutMs: 0,
    })
    await runtime.send('slow', '1')
    await clock.advance(0)
    await runtime.send('slow', '2')
    await expect(runtime.send('slow', '3')).rejects.toMatchObject({ code: 'MAILBOX_FULL' })
    expect(runtime.deadLetters.total).toBe(0)
    await runtime.send('writer', '4')
    await clock.advance(0)
    const [letter] = runtime.deadLetters.list()
    expect(letter).toMatchObject({ from: 'writer', to: 'slow', reason: 'overflow', error: { code: 'MAILBOX_FULL' } })
  })

  it('reaches through an agent to whoever feeds it, and bounds what is under way', async () => {
    const clock = fakeClock()
    const slow = gated('slow')
    await using runtime = await createRuntime({
      agents: [
        { agent: recorder('fast').agent, outputs: ['slow'], mailbox: { capacity: 2 } },
        { agent: slow.agent, mailbox: { capacity: 2 } },
      ],
      clock,
      drainTimeoutMs: 0,
    })
    let accepted = 0
    const sending = Array.from({ length: 20 }, () => runtime.send('fast', 'x').then(() => (accepted += 1)))
    await clock.advance(0)
    // One in slow's hands, two before it, one in fast's hands, two before it.
    expect(accepted).toBe(6)
    void Promise.allSettled(sending)
  })

  it('does not let a slow agent hold up agents beside it', async () => {
    const clock = fakeClock()
    const slow = gated('slow')
    const fast = Array.from({ length: 20 }, (_, index) => recorder(`fast-${index}`))
    await using runtime = await createRuntime({
      agents: [slow.agent, ...fast.map(({ agent }) => agent)],
      clock,
      drainTimeoutMs: 0,
    })
    for (let message = 0; message < 100; message += 1) await runtime.send('slow', 'x')
    const sending = Array.from({ length: 500 }, () =>
      Promise.all(fast.map(({ agent }) => runtime.send(agent.name, 'x'))),
    )
    await Promise.all(sending)
    while (runtime.stats().totals.queued > 99) await nextTurn()
    expect(new Set(fast.map(({ got }) => got.length))).toEqual(new Set([500]))
    expect(slow.started()).toBe(1)
  })
})

describe('statistics', () => {
  it('count what moved, by agent and in total', async () => {
    const clock = fakeClock()
    const waiting = defineCustomAgent({ name: 'waiting', execute: (_text, context) => context.sleep(40) })
    const failing = defineCustomAgent({
      name: 'failing',
      execute: () => {
        throw new Error('broken')
      },
    })
    await using runtime = await createRuntime({ agents: [waiting, failing], clock })
    await runtime.broadcast('x')
    await clock.advance(40)
    await runtime.call('failing', 'x').catch(() => {})
    const { agents, totals, rounds } = runtime.stats()
    expect(agents['waiting']).toMatchObject({
      state: 'ready',
      delivered: 1,
      handled: 1,
      failed: 0,
      handlingMs: 40,
      calls: 0,
    })
    expect(agents['failing']).toMatchObject({ delivered: 1, handled: 0, failed: 1, deadLetters: 1, calls: 1 })
    expect(totals).toEqual({
      queued: 0,
      delivered: 2,
      handled: 1,
      failed: 1,
      inFlight: 0,
      calls: 1,
      restarts: 0,
      deadLetters: 1,
    })
    expect(rounds).toEqual({ started: 2, finished: 2 })
  })
})

describe('fairness', () => {
  it('lets timers have their turn while messages go round without end', async () => {
    const ping = defineCustomAgent({ name: 'ping', execute: (text) => text })
    const pong = defineCustomAgent({ name: 'pong', execute: (text) => text })
    const agents = [
      { agent: ping, outputs: ['pong'] },
      { agent: pong, outputs: ['ping'] },
    ] as const
    await using runtime = await createRuntime({ agents, maxRounds: 1_000_000 })
    await runtime.send('ping', 'x')
    await new Promise((resolve) => setTimeout(resolve, 0))
    await runtime.drain({ timeoutMs: 0 })
    expect(runtime.stats().totals.handled).toBeGreaterThan(0)
  })
})
