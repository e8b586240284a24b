import { describe, expect, it } from 'vitest'
import { defineAgent } from '../../../agents/define-agent.ts'
import { defineCustomAgent } from '../../../agents/define-custom-agent.ts'
import { ModelError } from '../../../errors/model-error.ts'
import type { Event } from '../../../events/event.ts'
import { messageText } from '../../../messages/message.ts'
import type { AgentContext } from '../../../runs/context.ts'
import type { LedgerRecord } from '../../../runs/ledger.ts'
import type { RunResult } from '../../../runs/result/run-result.ts'
import { fakeClock } from '../../../testing/fake-clock.ts'
import { scriptedModel } from '../../../testing/scripted-model.ts'
import { defineTool } from '../../../tools/define-tool.ts'
import { nextTurn } from '../../../util/clock.ts'
import { createRuntime } from '../../create-runtime.ts'
import type { RuntimeSettings } from '../../runtime-options.ts'
import type { Runtime } from '../../runtime.ts'
import { tapePlayer } from '../../tape/tape-player.ts'
import { tapeRecorder } from '../../tape/tape-recorder.ts'
import type { RuntimeTape } from '../../tape/runtime-tape.ts'

type Execute = (text: string, context: AgentContext, runtime: Runtime) => unknown

/** A runtime of agents whose code may use it. */
async function system(
  agents: Readonly<Record<string, Execute>>,
  settings: RuntimeSettings & { readonly outputs?: Readonly<Record<string, readonly string[]>> } = {},
): Promise<Runtime> {
  const { outputs = {}, ...rest } = settings
  const registrations = Object.entries(agents).map(([name, execute]) => ({
    agent: defineCustomAgent({ name, execute: (text, context) => execute(String(text), context, runtime) }),
    outputs: outputs[name] ?? [],
  }))
  const runtime: Runtime = await createRuntime({ agents: registrations, ...rest })
  return runtime
}

/** The same with a low round limit; `b` reads the channel `all`. */
async function loopingSystem(
  agents: Readonly<Record<string, Execute>>,
  outputs: Readonly<Record<string, readonly string[]>>,
): Promise<Runtime> {
  const registrations = Object.entries(agents).map(([name, execute]) => ({
    agent: defineCustomAgent({ name, execute: (text, context) => execute(String(text), context, runtime) }),
    inputs: name === 'b' ? ['all'] : [],
    outputs: outputs[name] ?? [],
  }))
  const runtime: Runtime = await createRuntime({ agents: registrations, maxRounds: 3, onEvent: () => {} })
  return runtime
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )

const recordsOf = ({ ledger }: RunResult<unknown>): readonly LedgerRecord[] =>
  'records' in ledger ? (ledger.records as readonly LedgerRecord[]) : []

const down = (): ModelError => new ModelError('MODEL_UNAVAILABLE', 'down')

describe('runtime.call from within a run', () => {
  it('is a step of the run and gives what the call gives', async () => {
    await using runtime = await system({
      a: async (text, _context, self) => {
        const { output, runId, usage } = await self.call('b', text)
        return [output as string, runId, usage.modelCalls]
      },
      b: (text, { runId }) => `${text} by ${runId}`,
    })
    const result = await runtime.call('a', 'x', { runId: 'r1' })
    expect(result.output).toEqual(['x by r1/agent:b#1', 'r1/agent:b#1', 0])
    expect(recordsOf(result).find(({ type }) => type === 'intent')).toMatchObject({ key: 'agent:b#1', kind: 'agent' })
    // It is made by a run, and no call from outside.
    expect(runtime.stats().rounds.started).toBe(1)
  })

  it('is a step within the tool or the step whose code makes it', async () => {
    const model = scriptedModel([{ toolCalls: [{ toolName: 'ask', input: {} }] }, 'done'])
    const ask = defineTool({
      name: 'ask',
      description: 'Asks b',
      input: { type: 'object', properties: {} },
      effect: 'none',
      execute: async () => (await runtime.call('b', 'x')).output as string,
    })
    const b = defineCustomAgent({ name: 'b', execute: (_text, { runId }) => runId })
    const runtime: Runtime = await createRuntime({ agents: [defineAgent({ name: 'a', model, tools: [ask] }), b] })
    const result = await runtime.call('a', 'x', { runId: 'r1' })
    const called = recordsOf(result).find((record) => record.type === 'intent' && record.kind === 'agent')
    expect(called).toMatchObject({ key: expect.stringMatching(/^tool:ask#1.*\/agent:b#1$/) })
    await runtime.close()
  })

  it('is called off with the run, and by its own signal and time limit', async () => {
    const clock = fakeClock()
    const reasons: unknown[] = []
    const agents: Readonly<Record<string, Execute>> = {
      a: async (text, _context, self) => {
        if (text === 'limit') return String(await failureOf(self.call('b', 'x', { timeoutMs: 10 })))
        if (text === 'signal') return String(await failureOf(self.call('b', 'x', { signal: AbortSignal.abort('own') })))
        return self.call('b', 'x').then(({ output }) => output)
      },
      b: async (_text, { sleep, signal }) => sleep(1_000).finally(() => reasons.push(signal.reason)),
    }
    await using runtime = await system(agents, { clock })
    const controller = new AbortController()
    const failed = failureOf(runtime.call('a', 'x', { signal: controller.signal }))
    await clock.advance(10)
    controller.abort(new Error('enough'))
    expect(await failed).toMatchObject({ message: 'enough' })
    await clock.advance(10)
    expect(reasons).toMatchObject([{ message: 'enough' }])
    const limited = runtime.call('a', 'limit')
    await clock.advance(10)
    expect((await limited).output).toContain('did not answer within 10 ms')
    expect((await runtime.call('a', 'signal')).output).toBe('own')
    await clock.advance(2_000)
    expect([runtime.stats().totals.inFlight, clock.pendingTimers]).toEqual([0, 0])
  })

  it('inherits the deadline, session and tenant of the message, unless it is told otherwise', async () => {
    const clock = fakeClock()
    const seen: unknown[] = []
    const failures: unknown[] = []
    await using runtime = await system(
      {
        a: async (text, _context, self) => {
          await self.call('b', text)
          await self.call('b', text, { session: 'other', tenant: 'other' })
          failures.push(await failureOf(self.call('slow', text)))
        },
        b: (_text, { session, tenant }) => void seen.push([session, tenant]),
        slow: (_text, { sleep }) => sleep(10_000),
      },
      { clock },
    )
    await runtime.send('a', 'x', { session: 's', tenant: 't', deadline: 500 })
    await clock.advance(500)
    expect(seen).toEqual([
      ['s', 't'],
      ['other', 'other'],
    ])
    expect(runtime.deadLetters.list()).toMatchObject([{ to: 'a', reason: 'deadline' }])
    await clock.advance(2_000)
    expect(runtime.stats().totals.inFlight).toBe(0)
  })

  it('is not made again when the run is attempted again', async () => {
    const clock = fakeClock()
    const log: string[] = []
    await using runtime = await system(
      {
        a: async (text, { step }, self) => {
          const { output } = await self.call('b', text)
          const { results } = await self.callParallel(['b', 'c'], text)
          await step(
            'flaky',
            () => {
              log.push('flaky')
              if (log.filter((each) => each === 'flaky').length < 3) throw down()
            },
            { effect: 'none' },
          )
          log.push(`${String(output)} ${String(results['c']?.output)}`)
        },
        b: (text) => (log.push('b'), text),
        c: (text) => (log.push('c'), text),
      },
      { clock },
    )
    await runtime.send('a', 'x')
    await clock.advance(60_000)
    expect(log).toEqual(['b', 'b', 'c', 'flaky', 'flaky', 'flaky', 'x x'])
    expect(runtime.stats().agents).toMatchObject({ a: { handled: 1 }, b: { calls: 2 }, c: { calls: 1 } })
  })

  it('counts as from outside in code that the run has left behind', async () => {
    const left: Promise<unknown>[] = []
    let go = (): void => {}
    const going = new Promise<void>((resolve) => (go = resolve))
    await using runtime = await system({
      a: (_text, { runId }, self) => {
        left.push(going.then(async () => [(await self.call('b', 'late')).output, await self.send('c', 'late')]))
        return runId
      },
      b: (_text, { runId }) => runId,
      c: () => undefined,
    })
    await runtime.call('a', 'x', { runId: 'r1' })
    go()
    const [[output, messageId] = []] = (await Promise.all(left)) as [string, string][]
    expect([String(output).startsWith('r1'), String(messageId).startsWith('r1')]).toEqual([false, false])
    expect(runtime.stats().rounds.started).toBe(3)
    await runtime.idle()
    await runtime.close()
    const closed = await failureOf(runtime.call('b', 'x'))
    expect(closed).toMatchObject({ code: 'RUNTIME_STATE' })
  })

  it('counts as from outside in a listener, which is told while a run goes on', async () => {
    const events: Event[] = []
    let asked: Promise<string> | undefined
    const runtime: Runtime = await system(
      { a: (text, { step }) => step('work', () => text), b: () => undefined },
      {
        onEvent: (event) => {
          events.push(event)
          if (event.type === 'step-start' && event.agent === 'a') asked ??= runtime.send('b', 'told')
        },
      },
    )
    const result = await runtime.call('a', 'x', { runId: 'r1' })
    expect(String(await asked).startsWith('r1')).toBe(false)
    expect(recordsOf(result).flatMap((record) => (record.type === 'intent' ? [record.key] : []))).toEqual([
      'step:work#1',
    ])
    await runtime.close()
  })
})

describe('runtime.send from within a run', () => {
  it('is a step of the run, and its message belongs to the round, session and tenant of the run', async () => {
    const got: unknown[] = []
    const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    await using runtime = await system({
      a: (text, _context, self) => self.send('b', text),
      b: (_text, { received, session, tenant }) => {
        const { message, from } = received ?? {}
        got.push({ from, session, tenant, metadata: message?.metadata, id: message?.id, trace: message?.trace })
      },
    })
    await runtime.send('a', 'x', {
      session: 's',
      tenant: 't',
      correlationId: 'k',
      deadline: Date.now() + 60_000,
      traceparent: trace,
    })
    await runtime.idle()
    expect(got).toMatchObject([
      {
        from: 'a',
        session: 's',
        tenant: 't',
        id: expect.stringMatching(/\/emit:b#1$/),
        metadata: { correlationId: 'k', round: 1, deadline: expect.any(Number) },
        trace: { traceparent: trace },
      },
    ])
    expect(runtime.stats().rounds).toEqual({ started: 1, finished: 1 })
  })

  it('sends the message once, however often the run is attempted', async () => {
    const clock = fakeClock()
    const got: string[] = []
    let attempts = 0
    await using runtime = await system(
      {
        a: async (text, _context, self) => {
          attempts += 1
          await self.send('b', `${text} sent`)
          await self.send('all', `${text} on a channel`)
          if (attempts < 3) throw down()
        },
        b: (text, { received }) => void got.push(`${text} by ${received?.from ?? ''}`),
      },
      { clock },
    )
    const stream = runtime.recv('all')
    await runtime.send('a', 'x')
    await clock.advance(60_000)
    expect([attempts, got]).toEqual([3, ['x sent by a']])
    await runtime.close()
    const heard: string[] = []
    for await (const message of stream) heard.push(messageText(message))
    expect(heard).toEqual(['x on a channel'])
  })

  it('enters and reaches everybody too, in the round of the run', async () => {
    const got: string[] = []
    await using runtime = await system({
      a: async (text, _context, self) => {
        if (text !== 'go') return void got.push(`a ${text}`)
        await self.feed('fed')
        await self.broadcast('broadcast')
      },
      b: (text) => void got.push(`b ${text}`),
    })
    await runtime.send('a', 'go')
    await runtime.idle()
    expect(got.toSorted()).toEqual(['a broadcast', 'a fed', 'b broadcast', 'b fed'])
    expect(runtime.stats().rounds.started).toBe(1)
  })

  it('goes on with the hops of the message that the run handles, and counts the agents it has come through', async () => {
    const got: unknown[] = []
    await using runtime = await system({
      a: (text, _context, self) => self.send('b', text),
      b: (text, { received }, self) => {
        got.push([received?.from, received?.message.metadata?.['hop']])
        return self.send('c', text)
      },
      c: (_text, { received }) => void got.push([received?.from, received?.message.metadata?.['hop']]),
    })
    await runtime.send('a', 'x')
    await runtime.idle()
    expect(got).toEqual([
      ['a', 1],
      ['b', 2],
    ])
  })

  // Each agent sends, calls or emits on; all of them make a loop.
  it.each<[string, Readonly<Record<string, Execute>>, Readonly<Record<string, readonly string[]>>]>([
    ['to each other', { a: (_t, _c, self) => self.send('b', 'm'), b: (_t, _c, self) => self.send('a', 'm') }, {}],
    ['to themselves', { a: (_t, _c, self) => self.send('a', 'm') }, {}],
    ['through a channel', { a: (_t, _c, self) => self.send('all', 'm'), b: (_t, _c, self) => self.send('a', 'm') }, {}],
    ['where the way back is wired', { a: (text) => text, b: (_t, _c, self) => self.send('a', 'm') }, { a: ['b'] }],
    [
      'from an agent that they call',
      { a: async (_t, _c, self) => void (await self.call('b', 'm')), b: async (_t, _c, self) => self.send('a', 'm') },
      {},
    ],
    ['by feed', { a: (_t, _c, self) => self.feed('m') }, {}],
  ])('keeps the round limit where agents send %s', async (_how, agents, outputs) => {
    let runs = 0
    const counted = Object.fromEntries(
      Object.entries(agents).map(([name, execute]): [string, Execute] => [
        name,
        async (...given) => {
          if (name === 'a') runs += 1
          // A limit that does not hold must fail the test and not hang it.
          if (runs > 50) return undefined
          return execute(...given)
        },
      ]),
    )
    await using runtime = await loopingSystem(counted, outputs)
    await runtime.send('a', 'go')
    await runtime.idle()
    // What a wire brings back is not counted for its sender, so that the limit is that of the agent which sends.
    const isWired = outputs['a'] !== undefined
    expect(runs).toBe(isWired ? 5 : 4)
    const letters = runtime.deadLetters.list()
    expect(letters.map(({ reason, to }) => [reason, to])).toEqual([['round-limit', isWired ? 'b' : 'a']])
    expect(letters[0]?.from).not.toBe('outside')
    expect(runtime.stats().rounds).toEqual({ started: 1, finished: 1 })
  })

  it('begins anew with each message from outside', async () => {
    let runs = 0
    await using runtime = await system({ a: () => void (runs += 1) }, { maxRounds: 0 })
    for (let n = 0; n < 5; n += 1) await runtime.send('a', 'x')
    await runtime.idle()
    expect([runs, runtime.deadLetters.total]).toEqual([5, 0])
  })

  it('fails in the code that sends, where the message is refused', async () => {
    await using runtime = await system({
      a: async (_text, _context, self) => (await failureOf(self.send('nobody', 'x'))) instanceof Error,
    })
    expect((await runtime.call('a', 'x')).output).toBe(true)
  })

  it('puts messages on channels too', async () => {
    await using runtime = await system({ a: async (text, _context, self) => void (await self.send('news', text)) })
    const stream = runtime.recv('news')
    await runtime.call('a', 'hello')
    const { value } = await stream[Symbol.asyncIterator]().next()
    expect(value === undefined ? undefined : messageText(value)).toBe('hello')
  })

  it('is sent again by a tape, whose runs begin as they did', async () => {
    const handled: string[] = []
    const once = async (tape: RuntimeTape) => {
      const runtime = await system(
        {
          a: async (text, { step }, self) => {
            await self.send('b', await step('read', () => `${text} read`))
          },
          b: (text) => (handled.push(text), text),
        },
        { tape },
      )
      await runtime.send('a', 'x')
      await runtime.idle()
      await runtime.close()
    }
    const recorder = tapeRecorder()
    await once(recorder)
    const player = tapePlayer(recorder.finish())
    await once(player)
    player.assertSame()
    expect(handled).toEqual(['x read', 'x read'])
  })
})

describe('two runtimes in one process', () => {
  it('do not mix: a call of the other one is from outside', async () => {
    const one: Runtime = await system({ b: (_text, { runId }) => runId })
    const two = await system({
      a: async (text, _context, self) => [(await one.call('b', text)).output, (await self.call('b', text)).output],
      b: (_text, { runId }) => runId,
    })
    const { output } = await two.call('a', 'x', { runId: 'r1' })
    expect(output).toEqual([expect.not.stringMatching(/^r1/), 'r1/agent:b#1'])
    expect([one.stats().rounds.started, two.stats().rounds.started]).toEqual([1, 1])
    await one.close()
    await two.close()
  })

  it('call each other in a circle, and each finds its own run', async () => {
    const one: Runtime = await system({
      a: async (text, _context, self) =>
        text === 'back' ? (await self.call('leaf', 'x')).output : (await two.call('b', text)).output,
      leaf: (_text, { runId }) => runId,
    })
    const two: Runtime = await system({ b: async () => (await one.call('a', 'back')).output })
    const calling = one.call('a', 'go', { runId: 'r1' })
    for (let turn = 0; turn < 10; turn += 1) await nextTurn()
    expect((await calling).output).toEqual(expect.stringMatching(/agent:leaf#1$/))
    await one.close()
    await two.close()
  })
})

describe('work that a run sets off in another agent', () => {
  it('finds its own run and not the one that set it off', async () => {
    const runs: unknown[] = []
    let go = (): void => {}
    const going = new Promise<void>((resolve) => (go = resolve))
    await using runtime = await system({
      a: async (text, _context, self) => {
        await self.send('b', text)
        await going
      },
      b: async (_text, { runId }, self) => {
        const { output } = await self.call('c', 'x')
        runs.push([runId, output])
        go()
      },
      c: (_text, { runId }) => runId,
    })
    await runtime.send('a', 'x')
    await runtime.idle()
    const [[runId, called] = []] = runs as [string, string][]
    expect(called).toBe(`${String(runId)}/agent:c#1`)
  })
})
