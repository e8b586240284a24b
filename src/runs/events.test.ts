import { describe, expect, it, vi } from 'vitest'
import { rejection } from '../../test/support/rejection.ts'
import { agentTool } from '../agents/agent-tool.ts'
import { defineAgent } from '../agents/define-agent.ts'
import { defineCustomAgent } from '../agents/define-custom-agent.ts'
import type { Event, RunEvent } from '../events/event.ts'
import { createRuntime } from '../runtime/create-runtime.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import { never, type ScriptedReply } from '../testing/scripted-reply.ts'
import { nextTurn } from '../util/clock.ts'
import type { RunListener } from './context.ts'
import type { Ledger } from './ledger.ts'
import { memoryLedger } from './memory/memory-ledger.ts'

const usage = { inputTokens: 10, outputTokens: 2 }
const speaker = (name: string, ...texts: readonly string[]) =>
  defineAgent({ name, model: scriptedModel(texts.map((text) => ({ text, usage }))) })

type Member = ReturnType<typeof speaker>

/** An agent whose answer is its member's. */
const passing = (name: string, member: Member, forward: boolean): Member =>
  defineCustomAgent({
    name,
    execute: (text, context) => context.call(member, text, { forward }),
  })

const isRunEvent = (event: Event): event is RunEvent => 'runId' in event

describe('an event', () => {
  /** A root that calls an agent within its run, which draws values and asks a model, and an agent with a host. */
  function team() {
    const inline = defineCustomAgent({
      name: 'inline',
      execute: async (text, context) => {
        const id = context.id()
        await context.step('note', () => id)
        return context.call(speaker('deep', 'deep words'), text)
      },
    })
    const hosted = speaker('hosted', 'hosted words')
    const root = defineCustomAgent({
      name: 'root',
      execute: async (text, context) => {
        context.now()
        context.warn('root says')
        return [await context.call(inline, text), await context.call(hosted, text)].join(', ')
      },
    })
    return { root, hosted }
  }

  it('names the agent that wrote it, its depth, its run and what the run belongs to, through nested and hosted agents', async () => {
    const { root, hosted } = team()
    const events: RunEvent[] = []
    const onEvent = (event: Event): void => void (isRunEvent(event) && events.push(event))
    const runtime = await createRuntime({ agents: [{ agent: root, outputs: ['answers'] }, hosted], onEvent })
    await runtime.send('root', 'go', { session: 's1', tenant: 'acme', correlationId: 'c1' })
    await runtime.drain()
    for (const event of events) {
      expect(event).toMatchObject({ session: 's1', tenant: 'acme', correlationId: 'c1' })
      expect(event.replayed).toBeUndefined()
    }
    const runs = new Set(events.map(({ runId }) => runId))
    expect(runs.size).toBe(2)
    const [rootRun, hostedRun] = runs
    const steps = events.flatMap((event) =>
      'key' in event && (event.type === 'step-start' || event.type === 'step-finish')
        ? [[event.runId === rootRun ? 'root' : 'hosted', event.agent, event.depth, event.key, event.type] as const]
        : [],
    )
    expect(steps).toEqual([
      ['root', 'root', 0, 'time:now#1', 'step-finish'],
      ['root', 'root', 0, 'agent:inline#1', 'step-start'],
      ['root', 'inline', 1, 'agent:inline#1/random:id#1', 'step-finish'],
      ['root', 'inline', 1, 'agent:inline#1/step:note#1', 'step-start'],
      ['root', 'inline', 1, 'agent:inline#1/step:note#1', 'step-finish'],
      ['root', 'inline', 1, 'agent:inline#1/agent:deep#1', 'step-start'],
      ['root', 'deep', 2, 'agent:inline#1/agent:deep#1/model:scripted:scripted#1', 'step-start'],
      ['root', 'deep', 2, 'agent:inline#1/agent:deep#1/model:scripted:scripted#1', 'step-finish'],
      ['root', 'inline', 1, 'agent:inline#1/agent:deep#1', 'step-finish'],
      ['root', 'root', 0, 'agent:inline#1', 'step-finish'],
      ['root', 'root', 0, 'agent:hosted#1', 'step-start'],
      ['hosted', 'hosted', 0, 'model:scripted:scripted#1', 'step-start'],
      ['hosted', 'hosted', 0, 'model:scripted:scripted#1', 'step-finish'],
      ['root', 'root', 0, 'agent:hosted#1', 'step-finish'],
    ])
    expect(events.find(({ type, runId }) => type === 'run-start' && runId === hostedRun)).toMatchObject({
      agent: 'hosted',
      parent: `${rootRun}/agent:hosted#1`,
    })
    expect(events.find(({ type }) => type === 'run-warning')).toMatchObject({ agent: 'root', depth: 0 })
  })

  it.each(['generate', 'stream'])('is equal on a replay but for its mark (%s)', async (how) => {
    const { root } = team()
    const start = async (ledger: Ledger, onEvent: RunListener): Promise<void> => {
      const options = { ledger, onEvent, session: 's1', tenant: 'acme', clock: fakeClock(5) }
      await (how === 'stream' ? root.stream('go', options).result : root.run('go', options))
    }
    const [live, replayed]: [RunEvent[], RunEvent[]] = [[], []]
    const ledger = memoryLedger()
    await start(ledger, (event) => live.push(event))
    await start(memoryLedger(ledger.records), (event) => replayed.push(event))
    // The model's words come one by one live, and all at once from the record; a warning is given anew.
    const told = (events: readonly RunEvent[]) => events.filter(({ type }) => !/-delta$|^run-warning$/.test(type))
    expect(told(replayed).every((event) => event.replayed === true)).toBe(true)
    expect(told(live).some((event) => 'replayed' in event)).toBe(false)
    expect(told(replayed).map(({ replayed: _mark, ...event }) => event)).toEqual(told(live))
    const text = (events: readonly RunEvent[]): string =>
      events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('')
    expect(text(replayed)).toBe(text(live))
    expect(text(live)).toBe(how === 'stream' ? 'deep wordshosted words' : '')
  })
})

describe('the text of a stream', () => {
  const read = async (agent: Member, ledger = memoryLedger()): Promise<string> =>
    (await Array.fromAsync(agent.stream('go', { ledger }).text())).join('')

  const partials = async (agent: Member, ledger = memoryLedger()): Promise<unknown> =>
    (await Array.fromAsync(agent.stream('go', { ledger }).partials())).at(-1)

  it('is that of its own agent, and not of agents that it calls or uses as tools', async () => {
    const tool = agentTool(speaker('helper', 'the helper speaks'), { name: 'helper' })
    const asks: ScriptedReply = { text: 'I ask. ', toolCalls: [{ toolName: 'helper', input: { input: 'x' } }] }
    const root = () => defineAgent({ name: 'root', model: scriptedModel([asks, 'My answer.']), tools: [tool] })
    expect(await read(root())).toBe('I ask. My answer.')
    expect(await read(passing('outer', speaker('inner', 'not for the user'), false))).toBe('')
    expect(await partials(passing('outer', speaker('inner', 'not for the user'), false))).toBeUndefined()
  })

  it('holds what a member writes whose answer is the answer, also through several of them and on a replay', async () => {
    const inner = () => passing('middle', speaker('inner', 'the very answer'), true)
    const outer = passing('outer', inner(), true)
    const ledger = memoryLedger()
    expect(await read(outer, ledger)).toBe('the very answer')
    expect(await read(outer, memoryLedger(ledger.records))).toBe('the very answer')
    expect(await partials(passing('outer', inner(), true))).toBe('the very answer')
    expect(await partials(outer, memoryLedger(ledger.records))).toBe('the very answer')
  })

  it('holds nothing that is forwarded to an agent which forwards nothing', async () => {
    const outer = passing('outer', passing('middle', speaker('inner', 'not for the user'), true), false)
    const ledger = memoryLedger()
    expect(await read(outer, ledger)).toBe('')
    expect(await read(outer, memoryLedger(ledger.records))).toBe('')
  })

  it('holds the words of a member in a branch that is called as that of a summary is', async () => {
    const member = speaker('inner', 'words')
    const outer = defineCustomAgent({
      name: 'outer',
      execute: (text, context) => context.branch('summarise').call(member, text, { forward: true }),
    })
    expect((await Array.fromAsync(outer.stream('go').text())).join('')).toBe('words')
  })

  it('gives partial values of members side by side each on its own', async () => {
    const outer = defineCustomAgent({
      name: 'outer',
      execute: (text, context) =>
        Promise.all(
          ['seven seas and', 'two lakes or'].map((words, position) =>
            context.call(speaker(`member-${position}`, words), text, { forward: true }),
          ),
        ),
    })
    const seen = (await Array.fromAsync(outer.stream('go').partials())).map(String)
    for (const text of seen) expect('seven seas and'.startsWith(text) || 'two lakes or'.startsWith(text)).toBe(true)
    expect(seen).toContain('seven seas and')
    expect(seen).toContain('two lakes or')
  })

  it.each([
    [true, 'hosted words'],
    [false, ''],
  ])('is marked where a hosted agent writes it (forward: %s), live and on a replay', async (forward, expected) => {
    const hosted = speaker('hosted', 'hosted words')
    const outer = passing('outer', hosted, forward)
    const events: RunEvent[] = []
    const onEvent = (event: Event): void => void (isRunEvent(event) && events.push(event))
    const runtime = await createRuntime({ agents: [outer, hosted], onEvent, streaming: true })
    const { ledger, runId } = await runtime.call('outer', 'go')
    await runtime.close()
    const forwarded = (all: readonly RunEvent[]) =>
      all.filter((event) => event.type === 'text-delta' && event.runId === runId && event.forwarded === true)
    const textOf = (all: readonly RunEvent[]): string =>
      forwarded(all)
        .map((event) => (event.type === 'text-delta' ? event.text : ''))
        .join('')
    expect(textOf(events)).toBe(expected)
    for (const event of forwarded(events)) expect(event).toMatchObject({ agent: 'hosted', depth: 1 })

    const replayed: RunEvent[] = []
    const records = 'records' in ledger ? (ledger as ReturnType<typeof memoryLedger>).records : []
    const stream = outer.stream('go', { ledger: memoryLedger(records), onEvent: (event) => replayed.push(event) })
    expect((await Array.fromAsync(stream.text())).join('')).toBe(expected)
    for (const event of forwarded(replayed)) expect(event).toMatchObject({ agent: 'hosted', depth: 1, replayed: true })
  })
})

describe('the end of a run', () => {
  const ends: ReadonlySet<string> = new Set(['run-finish', 'run-error', 'run-cancel', 'run-interrupt', 'run-park'])

  const collect = async (run: (onEvent: RunListener) => Promise<unknown>) => {
    const events: RunEvent[] = []
    const error = await run((event) => events.push(event)).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    for (let turn = 0; turn < 5; turn += 1) await nextTurn()
    return { events, error, last: events.at(-1) }
  }

  it('is the last thing that is told, whatever its code goes on to do', async () => {
    let warn = (): void => {}
    const agent = defineCustomAgent({
      name: 'racer',
      execute: (_text, context) => {
        warn = () => context.warn('too late')
        const slow = context.step(
          'slow',
          async ({ signal }) => {
            await new Promise((resolve) => signal.addEventListener('abort', resolve))
            await nextTurn()
            context.warn('also too late')
            return 'late'
          },
          { effect: 'none' },
        )
        slow.catch(() => {})
        return 'done'
      },
    })
    const { events, last } = await collect((onEvent) => agent.run('go', { onEvent }))
    warn()
    expect(last?.type).toBe('run-finish')
    expect(events.filter(({ type }) => ends.has(type))).toHaveLength(1)
  })

  it.each([
    ['caller', new Error('enough')],
    ['caller', new DOMException('stop', 'AbortError')],
  ])('is told as cancelled by its %s', async (reason, thrown) => {
    const controller = new AbortController()
    const agent = defineAgent({ name: 'a', model: scriptedModel([never()]) })
    const { events, error, last } = await collect((onEvent) => {
      const run = agent.run('go', { onEvent, signal: controller.signal })
      setImmediate(() => controller.abort(thrown))
      return run
    })
    expect(error).toBe(thrown)
    expect(last).toMatchObject({ type: 'run-cancel', reason, error: { message: thrown.message } })
    expect(events.filter(({ type }) => ends.has(type))).toHaveLength(1)
    expect(events.find(({ type }) => type === 'attempt-end')).toMatchObject({ status: 'cancelled' })
  })

  it('is told as cancelled by its deadline', async () => {
    const clock = fakeClock()
    const agent = defineAgent({ name: 'a', model: scriptedModel([never()]) })
    const { error, last } = await collect(async (onEvent) => {
      const run = rejection(agent.run('go', { onEvent, clock, timeoutMs: 1000 }))
      await clock.advance(1000)
      await clock.advance(1000)
      throw await run
    })
    expect(error).toMatchObject({ code: 'DEADLINE_EXCEEDED' })
    expect(last).toMatchObject({ type: 'run-cancel', reason: 'deadline' })
  })

  it('is told as cancelled by its budget, with what it used', async () => {
    const agent = speaker('a', 'not said')
    const { last, error } = await collect((onEvent) => agent.run('go', { onEvent, budget: { modelCalls: 0 } }))
    expect(error).toMatchObject({ code: 'BUDGET_EXCEEDED' })
    expect(last).toMatchObject({ type: 'run-cancel', reason: 'budget', usage: { modelCalls: 0 } })
  })

  it('is told as an interruption where a runtime is closed over it', async () => {
    const events: RunEvent[] = []
    const onEvent = (event: Event): void => void (isRunEvent(event) && events.push(event))
    const agent = defineAgent({ name: 'a', model: scriptedModel([never()]) })
    const runtime = await createRuntime({ agents: [agent], onEvent, drainTimeoutMs: 0, abandonGraceMs: 0 })
    const call = rejection(runtime.call('a', 'go'))
    await nextTurn()
    await runtime.close()
    expect(await call).toMatchObject({ code: 'RUNTIME_STATE' })
    expect(events.at(-1)).toMatchObject({ type: 'run-interrupt', error: { code: 'RUNTIME_STATE' } })
  })

  it('is told as a wait where everything in it waits, and the stream ends with it', async () => {
    const parked: unknown[] = []
    const ledger = {
      ...memoryLedger(),
      history: [],
      append: () => {},
      park: async (wait: unknown) => void parked.push(wait),
    }
    const agent = defineCustomAgent({
      name: 'asker',
      execute: async (_text, context) => (await context.ask({ title: 'May I?' })).answer,
    })
    const stream = agent.stream('go', { ledger })
    const events: RunEvent[] = []
    for await (const event of stream) events.push(event)
    const waitingFor = [{ key: 'approval:ask#1', kind: 'approval' }]
    expect(events.at(-1)).toMatchObject({ type: 'run-park', agent: 'asker', waitingFor })
    await expect(stream.result).rejects.toMatchObject({ code: 'RUN_PARKED' })
    expect(parked).toHaveLength(1)
    // Who reads the text alone must not take half of it for all of it.
    const text = agent.stream('go', { ledger }).text()
    await expect(Array.fromAsync(text)).rejects.toMatchObject({ code: 'RUN_PARKED' })
    const partial = agent.stream('go', { ledger }).partials()
    await expect(Array.fromAsync(partial)).rejects.toMatchObject({ code: 'RUN_PARKED' })
  })
})

describe('a listener that fails', () => {
  const unreadable = Object.create(null) as object
  const hostile = Object.defineProperty(new Error('x'), 'stack', {
    get: () => {
      throw new Error('no stack')
    },
  })
  const unreadablePromise = new Proxy(
    {},
    {
      has: () => true,
      get: () => {
        throw new Error('no then')
      },
    },
  )
  const failing: readonly (readonly [string, () => unknown])[] = [
    [
      'throws',
      () => {
        throw new Error('bad listener')
      },
    ],
    [
      'throws what has no text',
      () => {
        throw unreadable
      },
    ],
    [
      'throws an error that cannot be read',
      () => {
        throw hostile
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('bad listener')
      },
    ],
    ['rejects with what has no text', () => Promise.reject(unreadable)],
    ['gives a promise that cannot be read', () => unreadablePromise],
  ]

  it.each(failing)('changes nothing and is reported once: it %s', async (_what, listener) => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const crashed: unknown[] = []
    const onCrash = (reason: unknown): void => void crashed.push(reason)
    process.on('unhandledRejection', onCrash)
    try {
      const agent = speaker('a', 'one', 'two', 'three')
      const onEvent = listener as RunListener
      expect((await agent.run('go', { onEvent })).output).toBe('one')
      expect(warned).toHaveBeenCalledTimes(1)
      const stream = agent.stream('go', { onEvent })
      expect((await Array.fromAsync(stream.text())).join('')).toBe('two')
      await nextTurn()
      expect(warned).toHaveBeenCalledTimes(2)
      const runtime = await createRuntime({ agents: [agent], onEvent: onEvent as (event: Event) => void })
      expect((await runtime.call('a', 'go')).output).toBe('three')
      await runtime.close()
      await nextTurn()
      expect(warned).toHaveBeenCalledTimes(3)
      expect(crashed).toEqual([])
    } finally {
      process.off('unhandledRejection', onCrash)
      warned.mockRestore()
    }
  })
})
