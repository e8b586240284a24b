import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { agentTool } from '../../agents/agent-tool.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { AixgoError } from '../../errors/aixgo-error.ts'
import type { RunEvent } from '../../events/event.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '../../models/model.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { defineTool } from '../../tools/define-tool.ts'
import type { Clock } from '../../util/clock.ts'
import { systemClock } from '../../util/clock.ts'
import type { Random } from '../../util/random.ts'
import type { LedgerRecord } from '../ledger.ts'
import { memoryLedger } from '../memory/memory-ledger.ts'

type Content =
  | { type: 'text'; text: string }
  | { type: 'tool-call'; toolCallId: string; toolName: string; input: string }

/** The world of the tests: counts every touch, and can be closed so that any touch throws. */
class World {
  readonly touches: string[] = []
  closed = false

  touch(what: string): void {
    if (this.closed) throw new Error(`The world was touched: ${what}`)
    this.touches.push(what)
  }

  model(name: string, answer: (options: LanguageModelV4CallOptions, call: number) => Content[]): LanguageModelV4 {
    let calls = 0
    const usage = {
      inputTokens: { total: 10, noCache: 10, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total: 5, text: 5, reasoning: 0 },
    }
    const respond = (options: LanguageModelV4CallOptions) => {
      this.touch(`model ${name}`)
      const content = answer(options, calls++)
      const unified = content.some((part) => part.type === 'tool-call') ? ('tool-calls' as const) : ('stop' as const)
      return { content, finishReason: { unified, raw: undefined }, usage, warnings: [] }
    }
    return {
      specificationVersion: 'v4',
      provider: 'test',
      modelId: name,
      supportedUrls: {},
      doGenerate: async (options) => respond(options),
      doStream: async (options) => {
        const { content, finishReason } = respond(options)
        const parts: LanguageModelV4StreamPart[] = content.flatMap((part, position): LanguageModelV4StreamPart[] =>
          part.type === 'text'
            ? [
                { type: 'text-start', id: String(position) },
                ...part.text
                  .split(/(?<= )/)
                  .map((delta) => ({ type: 'text-delta' as const, id: String(position), delta })),
                { type: 'text-end', id: String(position) },
              ]
            : [part],
        )
        return { stream: ReadableStream.from([...parts, { type: 'finish' as const, finishReason, usage }]) }
      },
    }
  }

  get clock(): Clock {
    const touch = (what: string) => this.touch(what)
    let now = 1000
    return {
      now: () => (touch('clock'), now++),
      monotonic: () => (touch('clock'), now++),
      setTimer: (callback, delayMs) => (touch('timer'), systemClock.setTimer(callback, Math.min(delayMs, 1))),
    }
  }

  get random(): Random {
    let count = 0
    return {
      next: () => (this.touch('random'), (count += 0.125)),
      id: () => (this.touch('id'), `id-${String((count += 1))}`),
    }
  }
}

/** A team with all that a run can do: parallel tools, an agent behind a tool, a nested agent, waits, chance and time. */
function team(world: World) {
  const slow = defineTool({
    name: 'slow',
    description: 'Finishes last',
    input: z.object({ city: z.string() }),
    effect: 'idempotent',
    execute: async ({ city }, { idempotencyKey }) => {
      world.touch(`slow ${city} ${idempotencyKey.split('/').slice(1).join('/')}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
      return { city, degrees: 21 }
    },
  })
  const quick = defineTool({
    name: 'quick',
    description: 'Finishes first',
    input: z.object({ city: z.string() }),
    effect: 'idempotent',
    execute: ({ city }) => {
      world.touch(`quick ${city}`)
      return `quick ${city}`
    },
  })
  const expert = defineAgent({
    name: 'expert',
    description: 'Knows',
    model: world.model('expert', () => [{ type: 'text', text: 'the expert answer' }]),
  })
  const main = defineAgent({
    name: 'main',
    model: world.model('main', ({ prompt }) => {
      const answered = prompt.filter((message) => message.role === 'tool').length
      if (answered > 0) return [{ type: 'text', text: `done after ${String(answered)}` }]
      return [
        { type: 'tool-call', toolCallId: 'a', toolName: 'slow', input: '{"city":"Oslo"}' },
        { type: 'tool-call', toolCallId: 'b', toolName: 'quick', input: '{"city":"Rome"}' },
        { type: 'tool-call', toolCallId: 'c', toolName: 'expert', input: '{"input":"why?"}' },
        { type: 'tool-call', toolCallId: 'd', toolName: 'slow', input: '{"town":1}' },
      ]
    }),
    tools: [slow, quick, agentTool(expert)],
  })
  return defineCustomAgent({
    name: 'team',
    execute: async (input, context) => {
      const started = context.now()
      const chance = context.random()
      const answer = await context.call(main, input)
      await context.sleep(50)
      const [left, right] = await Promise.all([
        context.branch('left').call(expert, `left ${answer}`),
        context.branch('right').call(expert, 'right'),
      ])
      return { answer, left, right, started, chance, id: context.id() }
    },
  })
}

async function record(streaming: boolean) {
  const world = new World()
  const ledger = memoryLedger()
  const events: RunEvent[] = []
  const options = {
    ledger,
    clock: world.clock,
    random: world.random,
    onEvent: (event: RunEvent) => void events.push(event),
  }
  const agent = team(world)
  const { output } = streaming ? await agent.stream('go', options).result : await agent.run('go', options)
  return { world, output, events, records: [...ledger.records] }
}

async function replay(records: readonly LedgerRecord[], world: World, streaming: boolean) {
  const events: RunEvent[] = []
  const ledger = memoryLedger(records)
  const options = {
    ledger,
    clock: world.clock,
    random: world.random,
    onEvent: (event: RunEvent) => void events.push(event),
  }
  const agent = team(world)
  const { output } = streaming ? await agent.stream('go', options).result : await agent.run('go', options)
  return { output, events, records: ledger.records }
}

/**
 * Events in order without the deltas and the mark of a replay, and the text of each step's deltas: live deltas come in many
 * pieces, replayed ones whole.
 */
function withoutDeltas(all: readonly RunEvent[]) {
  const events = all.map(({ replayed: _mark, ...event }) => event as RunEvent)
  const texts: { [key: string]: string } = {}
  for (const event of events) {
    if (event.type === 'text-delta') texts[event.key] = (texts[event.key] ?? '') + event.text
  }
  // What happens within a step is not recorded: a replay makes it from the outcome, and tells it in its place.
  const attempts = events.flatMap((event) =>
    event.type === 'attempt-start' || event.type === 'attempt-end' ? [{ ...event, at: 0 }] : [],
  )
  const byKey = (one: { readonly key: string }, other: { readonly key: string }): number =>
    one.key < other.key ? -1 : one.key > other.key ? 1 : 0
  const isWithin = ({ type }: RunEvent): boolean => type.endsWith('-delta') || type.startsWith('attempt-')
  return { texts, attempts: attempts.sort(byKey), others: events.filter((event) => !isWithin(event)) }
}

describe.each([{ streaming: false }, { streaming: true }])(
  'replay of a finished run, streaming $streaming',
  ({ streaming }) => {
    it('gives the same output and the same events without touching the world', async () => {
      const original = await record(streaming)
      const closed = new World()
      closed.closed = true
      const again = await replay(original.records, closed, streaming)
      expect(again.output).toEqual(original.output)
      expect(withoutDeltas(again.events)).toEqual(withoutDeltas(original.events))
      expect(again.records).toEqual(original.records)
      expect(again.events.some((event) => event.type === 'text-delta')).toBe(streaming)
    })

    it('survives a ledger that went through JSON', async () => {
      const original = await record(streaming)
      const closed = new World()
      closed.closed = true
      const again = await replay(JSON.parse(JSON.stringify(original.records)) as LedgerRecord[], closed, streaming)
      expect(JSON.stringify(again.output)).toBe(JSON.stringify(original.output))
    })

    it('continues from every point it is cut at and repeats no recorded step', async () => {
      const original = await record(streaming)
      expect(original.records.length).toBeGreaterThan(25)
      for (let length = 1; length < original.records.length; length++) {
        const kept = original.records.slice(0, length)
        const world = new World()
        const again = await replay(kept, world, streaming)
        expect(again.output, `cut after ${String(length)}`).toMatchObject({
          answer: 'done after 1',
          right: 'the expert answer',
        })
        const done = new Set(kept.flatMap((line) => (line.type === 'outcome' ? [line.key] : [])))
        const added = again.records.slice(length)
        const repeated = added.filter((line) => 'key' in line && line.type !== 'value' && done.has(line.key))
        expect(repeated, `cut after ${String(length)}`).toEqual([])
        // One outcome for each step, however often the run was interrupted.
        const outcomes = again.records.flatMap((line) => (line.type === 'outcome' ? [line.key] : []))
        expect(new Set(outcomes).size).toBe(outcomes.length)
        const slowDone = done.has('agent:main#1/tool:slow#1')
        expect(world.touches.some((touch) => touch.startsWith('slow Oslo'))).toBe(!slowDone)
      }
    })
  },
)

describe('keys', () => {
  it('are positions in the call tree, numbered by the place in the reply and not by finishing order', async () => {
    const { records } = await record(false)
    const keys = records.flatMap((line) => (line.type === 'intent' ? [line.key] : []))
    expect(keys).toEqual([
      'agent:main#1',
      'agent:main#1/model:test:main#1',
      'agent:main#1/tool:slow#1',
      'agent:main#1/tool:quick#1',
      'agent:main#1/tool:expert#1',
      'agent:main#1/tool:slow#2',
      'agent:main#1/tool:expert#1/agent:expert#1',
      'agent:main#1/tool:expert#1/agent:expert#1/model:test:expert#1',
      'agent:main#1/model:test:main#2',
      'wait:sleep#1',
      'branch:left#1/agent:expert#1',
      'branch:left#1/agent:expert#1/model:test:expert#1',
      'branch:right#1/agent:expert#1',
      'branch:right#1/agent:expert#1/model:test:expert#1',
    ])
  })

  it('give a tool the same idempotency key after a crash', async () => {
    const original = await record(false)
    const intent = original.records.findIndex((line) => line.type === 'intent' && line.key.endsWith('tool:slow#1'))
    const world = new World()
    await replay(original.records.slice(0, intent + 1), world, false)
    const slow = (touches: string[]) => touches.filter((touch) => touch.startsWith('slow Oslo'))
    expect(slow(world.touches)).toEqual(slow(original.world.touches))
  })
})

describe('a run that no longer fits its record', () => {
  const two = (first: string, second: string) =>
    defineCustomAgent({
      name: 'two',
      execute: async (_, context) => {
        for (const name of [first, second]) await context.step(name, () => name, { effect: 'none' })
        return 'done'
      },
    })

  it('stops before its first step when it is asked something else, without telling what', async () => {
    const ledger = memoryLedger()
    const answer = defineCustomAgent({
      name: 'answer',
      execute: (_, context) => context.step('look', () => 'the old answer', { effect: 'none' }),
    })
    await answer.run('the old secret', { ledger })
    const error = await answer
      .run('the new secret', { ledger: memoryLedger(ledger.records) })
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'RUN_DIVERGED', message: expect.stringContaining('another input') })
    expect(JSON.stringify(error) + String(error)).not.toContain('secret')
  })

  it('stops when another agent takes it up, and names both', async () => {
    const ledger = memoryLedger()
    const named = (name: string) => defineCustomAgent({ name, execute: () => 'x' })
    await named('analyst').run('', { ledger })
    await expect(named('writer').run('', { ledger: memoryLedger(ledger.records) })).rejects.toMatchObject({
      code: 'RUN_DIVERGED',
      details: { expected: 'analyst', found: 'writer' },
    })
  })

  it('takes inputs for the same whatever the order of their keys', async () => {
    const ledger = memoryLedger()
    const sum = defineCustomAgent({
      name: 'sum',
      input: z.object({ a: z.number(), b: z.number(), note: z.string().optional() }),
      execute: ({ a, b }) => a + b,
    })
    await sum.run({ a: 1, b: 2, note: undefined }, { ledger })
    const { output } = await sum.run({ b: 2, a: 1 }, { ledger: memoryLedger(ledger.records) })
    expect(output).toBe(3)
  })

  it('stops with the first difference', async () => {
    const ledger = memoryLedger()
    await two('a', 'b').run('', { ledger })
    const error = await two('a', 'c')
      .run('', { ledger: memoryLedger(ledger.records) })
      .catch((thrown: unknown) => thrown)
    expect(AixgoError.isInstance(error) && error.code).toBe('RUN_DIVERGED')
    expect(AixgoError.isInstance(error) && error.details).toMatchObject({ expected: 'step:b#1', found: 'step:c#1' })
  })

  it('stops when the code swallows the difference', async () => {
    const ledger = memoryLedger()
    await two('a', 'b').run('', { ledger })
    const swallowing = defineCustomAgent({
      name: 'two',
      execute: async (_, context) => {
        const step = (name: string) => context.step(name, () => name, { effect: 'none' }).catch(() => 'x')
        await step('a')
        await step('c')
        return 'done'
      },
    })
    await expect(swallowing.run('', { ledger: memoryLedger(ledger.records) })).rejects.toMatchObject({
      code: 'RUN_DIVERGED',
    })
  })

  it('stops when it asks a run that is over for a reading of the clock that it never took', async () => {
    const ledger = memoryLedger()
    await two('a', 'b').run('', { ledger })
    const longer = defineCustomAgent({
      name: 'two',
      execute: async (_, context) => {
        await context.step('a', () => 'a', { effect: 'none' })
        await context.step('b', () => 'b', { effect: 'none' })
        return context.now()
      },
    })
    const again = memoryLedger(ledger.records)
    await expect(longer.run('', { ledger: again })).rejects.toMatchObject({ code: 'RUN_DIVERGED' })
    expect(again.records).toEqual(ledger.records)
  })

  it('stops when it asks a run that is over for another step', async () => {
    const ledger = memoryLedger()
    await two('a', 'b').run('', { ledger })
    const longer = defineCustomAgent({
      name: 'two',
      execute: async (_, context) => {
        for (const name of ['a', 'b', 'c']) await context.step(name, () => name, { effect: 'none' })
        return 'done'
      },
    })
    const clock = fakeClock()
    const run = longer.run('', { ledger: memoryLedger(ledger.records), clock }).catch((error: unknown) => error)
    await clock.advance(60_000)
    await clock.advance(60_000)
    expect(await run).toMatchObject({ code: 'RUN_DIVERGED' })
  })

  it('stops when recorded steps are left over', async () => {
    const ledger = memoryLedger()
    await two('a', 'b').run('', { ledger })
    const shorter = defineCustomAgent({
      name: 'two',
      execute: async (_, context) => {
        await context.step('a', () => 'a', { effect: 'none' })
        return 'done'
      },
    })
    await expect(shorter.run('', { ledger: memoryLedger(ledger.records) })).rejects.toMatchObject({
      code: 'RUN_DIVERGED',
    })
  })
})

describe('an effect that must happen once', () => {
  const pay = (reconcile?: (key: string) => Promise<{ value: string } | undefined>) => {
    const calls: string[] = []
    const agent = defineCustomAgent({
      name: 'payer',
      execute: (_, context) =>
        context.step(
          'pay',
          (step) => (calls.push(step.idempotencyKey), 'paid'),
          reconcile === undefined ? {} : { reconcile },
        ),
    })
    return { agent, calls }
  }
  const interrupted = async () => {
    const ledger = memoryLedger()
    await pay().agent.run('', { ledger })
    return memoryLedger(ledger.records.slice(0, 2))
  }

  it('is not repeated when its outcome is unknown', async () => {
    const { agent, calls } = pay()
    await expect(agent.run('', { ledger: await interrupted() })).rejects.toMatchObject({ code: 'RUN_NEEDS_ATTENTION' })
    expect(calls).toEqual([])
  })

  it('takes the outcome that reconcile reports', async () => {
    const { agent, calls } = pay(async () => ({ value: 'paid before' }))
    expect((await agent.run('', { ledger: await interrupted() })).output).toBe('paid before')
    expect(calls).toEqual([])
  })

  it('waits for a person when reconcile cannot say it, and tells why', async () => {
    const { agent, calls } = pay(async () => {
      throw new Error('the bank is closed')
    })
    const warnings: string[] = []
    const onEvent = (event: RunEvent): void => {
      if (event.type === 'run-warning') warnings.push(event.message)
    }
    await expect(agent.run('', { ledger: await interrupted(), onEvent })).rejects.toMatchObject({
      code: 'RUN_NEEDS_ATTENTION',
    })
    expect(calls).toEqual([])
    expect(warnings).toEqual([expect.stringContaining('the bank is closed')])
  })

  it('happens when reconcile says that it did not, under the same idempotency key', async () => {
    const keys: string[] = []
    const { agent, calls } = pay(async (key) => void keys.push(key))
    expect((await agent.run('', { ledger: await interrupted() })).output).toBe('paid')
    expect(calls).toEqual(keys)
  })
})

describe('outcomes that come in one turn of the event loop', () => {
  const inner = defineCustomAgent({
    name: 'inner',
    execute: (_, { step }) => step('a', () => 'call', { effect: 'none' }),
  })
  /** A race of a call with a step that takes so many turns through promises. */
  const racer = (turns: number) =>
    defineCustomAgent({
      name: 'racer',
      execute: (_, context) =>
        Promise.race([
          context.branch('left').call(inner, ''),
          context.branch('right').step('b', () => promiseTurns(turns, 'step'), { effect: 'none' }),
        ]),
    })
  const promiseTurns = async (turns: number, value: string): Promise<string> => {
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
    return value
  }

  it('reach the code in the order they are recorded, so that a replay sees the same race', async () => {
    const winners = new Set<unknown>()
    for (let turns = 0; turns < 40; turns += 1) {
      const ledger = memoryLedger()
      const { output } = await racer(turns).run('', { ledger })
      winners.add(output)
      const replayed = await racer(turns).run('', { ledger: memoryLedger(ledger.records) })
      expect([turns, replayed.output]).toEqual([turns, output])
    }
    expect(winners).toEqual(new Set(['call', 'step']))
  })

  it('do not wait where they come one after another', async () => {
    const agent = defineCustomAgent({
      name: 'line',
      execute: async (_, { step }) => {
        for (let count = 0; count < 100; count += 1) await step('s', () => count, { effect: 'none' })
      },
    })
    let turns = 0
    const count = (): void => {
      turns += 1
      immediate = setImmediate(count)
    }
    let immediate = setImmediate(count)
    await agent.run('')
    clearImmediate(immediate)
    expect(turns).toBeLessThan(10)
  })
})
