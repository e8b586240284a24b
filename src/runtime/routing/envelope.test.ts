import { describe, expect, it } from 'vitest'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import type { Event } from '../../events/event.ts'
import type { Received } from '../../runs/context.ts'
import { createBudgets } from '../../runs/budget/create-budgets.ts'
import { readHistory } from '../../runs/ledger.ts'
import { memoryStore } from '../../runs/memory/memory-store.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { createRuntime } from '../create-runtime.ts'
import type { Runtime } from '../runtime.ts'
import { enterEnvelope, followEnvelope, type Envelope } from './envelope.ts'

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
const travels = { session: 's', tenant: 't', correlationId: 'k', deadline: 60_000, traceparent }

/** Members that are undefined are none, on a wire as here. */
const throughJson = (envelope: Envelope): Envelope => JSON.parse(JSON.stringify(envelope)) as Envelope

/** Agents that pass on what they get, and keep it. */
function relay(names: readonly string[]) {
  const received: Received[] = []
  const agents = names.map((name, index) => {
    const next = names[index + 1]
    const agent = defineCustomAgent({
      name,
      execute: (text, context) => {
        if (context.received !== undefined) received.push(context.received)
        return { value: text, seen: [context.session ?? null, context.tenant ?? null] }
      },
    })
    return { agent, outputs: next === undefined ? [] : [next] }
  })
  return { agents, received }
}

describe('an envelope', () => {
  it('is plain data: what JSON makes of it is the same, also of one that went through agents and round a loop', async () => {
    const clock = fakeClock()
    const { agents, received } = relay(['a', 'b', 'c'])
    const loop = [...agents.slice(0, 2), { ...agents[2]!, outputs: ['a'] }]
    const runtime = await createRuntime({ agents: loop, clock, maxRounds: 1, onEvent: () => {} })
    await runtime.send('a', { nested: [1, null, 'x'] }, { ...travels, metadata: { priority: 1 } })
    await runtime.idle()
    await runtime.close()
    const envelopes = received as unknown as readonly Envelope[]
    expect(envelopes.map(({ hop }) => hop)).toEqual([0, 1, 2, 3, 4, 5])
    expect(envelopes.at(-1)?.entries).toEqual({ a: 2, b: 2, c: 1 })
    for (const envelope of envelopes) {
      expect(throughJson(envelope)).toEqual(envelope)
      expect(Object.getPrototypeOf(envelope)).toBe(Object.prototype)
    }
  })

  it('is followed the same after it came from another process', () => {
    const cause = enterEnvelope('x', {
      id: 'm1',
      at: 5,
      from: 'outside',
      round: { id: 7, origin: 'there' },
      session: 's',
      tenant: 't',
      deadline: 60,
      trace: { traceparent },
    })
    const parts = { from: 'a', type: 'message', runId: 'r1', at: 6, entries: undefined, finishReason: undefined }
    expect(followEnvelope('y', throughJson(cause), parts)).toEqual(followEnvelope('y', cause, parts))
    expect(followEnvelope('y', cause, parts)).toMatchObject({
      message: { id: 'r1/output', metadata: { correlationId: 'm1', round: 7, hop: 1, deadline: 60 } },
      round: { id: 7, origin: 'there' },
      parent: { runId: 'r1', key: '' },
      session: 's',
      tenant: 't',
      deadline: 60,
      trace: { traceparent },
    })
  })

  it('is not shared with who sends: what is changed afterwards does not travel', async () => {
    const got: unknown[] = []
    const agent = defineCustomAgent({
      name: 'a',
      input: { type: 'object' },
      execute: (input) => void got.push(structuredClone(input)),
    })
    const runtime = await createRuntime({ agents: [agent] })
    const content = { list: [1] }
    const sending = runtime.send('a', content)
    content.list.push(2)
    await sending
    await runtime.idle()
    expect(got).toEqual([{ list: [1] }])
    await runtime.close()
  })
})

describe('what travels with a message', () => {
  it('comes through three agents: into what they receive, their records and their events', async () => {
    const clock = fakeClock()
    const store = memoryStore({ clock })
    const events: Event[] = []
    const { agents, received } = relay(['a', 'b', 'c'])
    const runtime = await createRuntime({ agents, clock, store, onEvent: (event) => events.push(event) })
    const id = await runtime.send('a', 'x', travels)
    await runtime.idle()
    const expected = { correlationId: 'k', session: 's', tenant: 't', deadline: 60_000, trace: { traceparent } }
    expect(received).toMatchObject([expected, expected, expected])
    expect(received.map(({ from, message }) => [from, message.metadata['hop'], message.trace])).toEqual([
      ['outside', 0, { traceparent }],
      ['a', 1, { traceparent }],
      ['b', 2, { traceparent }],
    ])
    const runIds: string[] = []
    for await (const { runId } of store.list()) runIds.push(runId)
    for (const runId of runIds) {
      const [first] = await readHistory(await store.open(runId))
      const { correlationId, session, tenant, deadline } = expected
      expect(first).toMatchObject({ start: { correlationId, session, tenant, deadline, traceparent, round: 1 } })
    }
    const told = events.filter((event) => 'runId' in event)
    expect(told.length).toBeGreaterThanOrEqual(6)
    for (const event of told) expect(event).toMatchObject({ correlationId: 'k', session: 's', tenant: 't' })
    const starts = told.filter((event) => event.type === 'run-start')
    expect(starts.map(({ messageId, round }) => [messageId, round])).toEqual([
      [id, 1],
      [`${runIds[0]}/output`, 1],
      [`${runIds[1]}/output`, 1],
    ])
    await runtime.close()
  })

  it('comes along where agents send and call instead of emitting', async () => {
    const seen: unknown[] = []
    const c = defineCustomAgent({
      name: 'c',
      execute: (_text, { received, session, tenant }) => {
        const { deadline, trace, correlationId } = received as Envelope
        seen.push([session, tenant, deadline, trace?.traceparent, correlationId])
      },
    })
    const b = defineCustomAgent({ name: 'b', execute: (text): Promise<string> => runtime.send('c', String(text)) })
    const a = defineCustomAgent({ name: 'a', execute: (text, { call }) => call(b, text) })
    const runtime: Runtime = await createRuntime({ agents: [a, b, c], clock: fakeClock() })
    await runtime.send('a', 'x', travels)
    await runtime.idle()
    expect(seen).toEqual([['s', 't', 60_000, traceparent, 'k']])
    await runtime.close()
  })
})

describe('the budget of a tenant', () => {
  const answering = (name: string, replies: number) =>
    defineAgent({ name, model: scriptedModel(Array.from({ length: replies }, (_, index) => `${name} ${index}`)) })

  it('holds for messages, over all that they cause, and for each tenant by itself', async () => {
    const budgets = createBudgets({ tenant: { modelCalls: 3 } })
    const agents = [{ agent: answering('a', 10), outputs: ['b'] }, answering('b', 10)]
    const runtime = await createRuntime({ agents, budgets, onEvent: () => {} })
    await runtime.send('a', '1', { tenant: 'acme' })
    await runtime.idle()
    await runtime.send('a', '2', { tenant: 'acme' })
    await runtime.idle()
    expect(runtime.stats().agents).toMatchObject({ a: { handled: 2 }, b: { handled: 1, failed: 1 } })
    expect(runtime.deadLetters.list()).toMatchObject([
      { to: 'b', reason: 'failed', tenant: 'acme', error: { code: 'BUDGET_EXCEEDED' } },
    ])
    await runtime.send('a', '3', { tenant: 'other' })
    await runtime.idle()
    expect(runtime.stats().agents).toMatchObject({ a: { handled: 3 }, b: { handled: 2 } })
    await runtime.close()
  })

  it('holds for what agents call and send on behalf of a message', async () => {
    const budgets = createBudgets({ tenant: { modelCalls: 1 } })
    const leaf = answering('leaf', 9)
    const a = defineCustomAgent({
      name: 'a',
      execute: async (text, { call }) => {
        await call(leaf, text)
        await runtime.send('leaf', text)
      },
    })
    const runtime = await createRuntime({ agents: [a, leaf], budgets, onEvent: () => {} })
    await runtime.send('a', 'x', { tenant: 'acme' })
    await runtime.idle()
    expect(runtime.deadLetters.list()).toMatchObject([{ to: 'leaf', error: { code: 'BUDGET_EXCEEDED' } }])
    expect(await runtime.call('leaf', 'x')).toMatchObject({ output: 'leaf 1' })
    await runtime.close()
  })

  it('holds for sessions likewise', async () => {
    const budgets = createBudgets({ session: { modelCalls: 1 } })
    const runtime = await createRuntime({ agents: [answering('a', 9)], budgets, onEvent: () => {} })
    for (const session of ['one', 'one', 'two']) {
      await runtime.send('a', 'x', { session })
      await runtime.idle()
    }
    expect(runtime.stats().agents['a']).toMatchObject({ handled: 2, failed: 1 })
    await runtime.close()
  })
})

describe('a dead letter', () => {
  it('keeps session, tenant, trace and correlation id when it is delivered again', async () => {
    const clock = fakeClock()
    const seen: unknown[] = []
    let attempts = 0
    const first = defineCustomAgent({ name: 'first', execute: (text) => text })
    const second = defineCustomAgent({
      name: 'second',
      execute: (_text, { received, session, tenant }) => {
        const { trace, correlationId, from, attempt } = received as Envelope
        seen.push({ session, tenant, trace, correlationId, from, attempt })
        attempts += 1
        if (attempts === 1) throw new Error('broken')
      },
    })
    const runtime = await createRuntime({
      agents: [{ agent: first, outputs: ['second'] }, second],
      clock,
      onEvent: () => {},
    })
    await runtime.send('first', 'x', travels)
    await runtime.idle()
    const [letter] = runtime.deadLetters.list()
    expect(letter).toMatchObject({ session: 's', tenant: 't', from: 'first', attempts: 1 })
    // Nobody waits for it in time any more, and it is handled all the same.
    await clock.advance(120_000)
    await runtime.deadLetters.redeliver(letter?.id ?? '')
    await runtime.idle()
    const same = { session: 's', tenant: 't', trace: { traceparent }, correlationId: 'k', from: 'first' }
    expect(seen).toEqual([
      { ...same, attempt: 0 },
      { ...same, attempt: 1 },
    ])
    expect(runtime.deadLetters.list()).toEqual([])
    await runtime.close()
  })

  it('draws on the budget of its tenant when it is delivered again', async () => {
    const budgets = createBudgets({ tenant: { modelCalls: 1 } })
    const leaf = defineAgent({ name: 'leaf', model: scriptedModel(['one', 'two']) })
    let isBroken = true
    const a = defineCustomAgent({
      name: 'a',
      execute: async (text, { call }) => {
        if (isBroken) throw new Error('broken')
        return call(leaf, text)
      },
    })
    const runtime = await createRuntime({ agents: [a, leaf], budgets, onEvent: () => {} })
    await runtime.send('a', 'x', { tenant: 'acme' })
    await runtime.idle()
    isBroken = false
    await runtime.send('a', 'y', { tenant: 'acme' })
    await runtime.idle()
    const [letter] = runtime.deadLetters.list()
    await runtime.deadLetters.redeliver(letter?.id ?? '')
    await runtime.idle()
    expect(runtime.stats().agents['a']).toMatchObject({ handled: 1, failed: 2 })
    expect(runtime.deadLetters.list()).toMatchObject([{ tenant: 'acme', error: { code: 'BUDGET_EXCEEDED' } }])
    await runtime.close()
  })
})
