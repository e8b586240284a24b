import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { tries } from '../../../test/support/effort.ts'
import { agentTool } from '../../agents/agent-tool.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { RuntimeError } from '../../errors/runtime-error.ts'
import type { RunEvent } from '../../events/event.ts'
import { fakeClock, type FakeClock } from '../../testing/fake-clock.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { nextTurn } from '../../util/clock.ts'
import type { AgentContext } from '../context.ts'
import type { LedgerRecord } from '../ledger.ts'
import type { Effect } from '../step.ts'
import { outcomeOf, settled, testLedger } from '../__fixtures__/test-ledger.ts'

/** A program of steps, as random tests make them. */
type Program =
  | { readonly type: 'effect'; readonly effect: Effect; readonly afterMs: number; readonly fails: boolean }
  | { readonly type: 'sleep'; readonly afterMs: number }
  | { readonly type: 'value' }
  | { readonly type: 'line' | 'parallel' | 'race' | 'settled'; readonly parts: readonly Program[] }
  | { readonly type: 'agent' | 'branch' | 'step' | 'guarded'; readonly part: Program }

const { program } = fc.letrec<{ program: Program }>((tie) => {
  const afterMs = fc.integer({ min: 0, max: 6 }).map((count) => count * 10)
  // One that reaches nothing outside ends in the turn it began in.
  const effectMs = fc.oneof(
    { weight: 1, arbitrary: fc.integer({ min: -12, max: -1 }) },
    { weight: 3, arbitrary: afterMs },
  )
  const effect = fc.constantFrom('none', 'idempotent', 'once')
  const parts = fc.array(tie('program'), { minLength: 1, maxLength: 3 })
  return {
    program: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.record({
        type: fc.constant('effect'),
        effect,
        afterMs: effectMs,
        fails: fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0),
      }),
      fc.record({ type: fc.constant('sleep'), afterMs }),
      fc.constant({ type: 'value' }),
      fc.record({ type: fc.constantFrom('line', 'parallel', 'race', 'settled'), parts }),
      fc.record({ type: fc.constantFrom('agent', 'branch', 'step', 'guarded'), part: tie('program') }),
    ),
  }
})

/** What happens outside of a run, across all attempts at it. */
class World {
  /** Effects by their idempotency key, as often as they began. */
  readonly begun = new Map<string, number>()
  readonly clock: FakeClock

  constructor(history: readonly LedgerRecord[] = []) {
    const last = history.findLast((record) => 'at' in record)
    this.clock = fakeClock(last !== undefined && 'at' in last ? last.at : 0)
  }

  effect(key: string): void {
    this.begun.set(key, (this.begun.get(key) ?? 0) + 1)
  }

  wait(afterMs: number): Promise<void> {
    if (afterMs < 0) return promiseTurns(-afterMs)
    return afterMs === 0 ? nextTurn() : new Promise((resolve) => this.clock.setTimer(resolve, afterMs))
  }
}

async function promiseTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve()
}

async function take(each: Program, context: AgentContext, world: World, label: string): Promise<unknown> {
  switch (each.type) {
    case 'effect':
      return context.step(
        'effect',
        async ({ key }) => {
          world.effect(key)
          await world.wait(each.afterMs)
          if (each.fails) throw new TypeError(`failed ${label}`)
          return label
        },
        { effect: each.effect },
      )
    case 'sleep':
      return context.sleep(each.afterMs)
    case 'value':
      return context.random() < 2
    case 'line': {
      const all: unknown[] = []
      for (const [position, part] of each.parts.entries())
        all.push(await take(part, context, world, `${label}.${String(position)}`))
      return all
    }
    case 'parallel':
      return Promise.all(each.parts.map((part, position) => take(part, context, world, `${label}.${String(position)}`)))
    case 'settled':
      return Promise.allSettled(
        each.parts.map((part, position) => take(part, context, world, `${label}.${String(position)}`)),
      ).then((all) => all.map(({ status }) => status))
    // Code that races takes its steps in branches, and races nothing but steps, as their documentation says.
    case 'race':
      return Promise.race(
        each.parts.map((part, position) => {
          const racer: Program = isPure(part) ? { type: 'step', part } : part
          return take(racer, context.branch('racer'), world, `${label}.${String(position)}`)
        }),
      )
    case 'agent':
      return context.call(
        defineCustomAgent({ name: 'inner', execute: (_, inner) => take(each.part, inner, world, label) }),
        label,
      )
    case 'branch':
      return take(each.part, context.branch('b'), world, label)
    case 'step':
      return context.step('around', (inner) => take(each.part, inner, world, label), { effect: 'none' })
    case 'guarded':
      return take(each.part, context, world, label).catch((error: Error) => `caught ${error.message}`)
    default:
      return each satisfies never
  }
}

const agentOf = (each: Program, world: World) =>
  defineCustomAgent({ name: 'main', execute: (_, context) => take(each, context, world, 'p') })

/** True for code that comes to its end without any step that could be waited for. */
function isPure(each: Program): boolean {
  if (each.type === 'value') return true
  if (each.type === 'race') return each.parts.some(isPure)
  if ('parts' in each) return each.parts.every(isPure)
  return (each.type === 'branch' || each.type === 'guarded') && isPure(each.part)
}

function isRacy(each: Program): boolean {
  if (each.type === 'race') return true
  if ('parts' in each) return each.parts.some(isRacy)
  return 'part' in each && isRacy(each.part)
}

function mayFail(each: Program): boolean {
  if (each.type === 'effect') return each.fails
  if ('parts' in each) return each.parts.some(mayFail)
  return 'part' in each && mayFail(each.part)
}

/** What a run came to, to be compared: errors by what is told of them. */
async function run(each: Program, world: World, ledger: ReturnType<typeof testLedger>, signal?: AbortSignal) {
  const events: RunEvent[] = []
  const onEvent = (event: RunEvent): void => void events.push(event)
  const options = { ledger, clock: world.clock, onEvent, ...(signal === undefined ? {} : { signal }) }
  const outcome = await settled(world.clock, outcomeOf(agentOf(each, world).run('', options)), 10)
  const isFailed = outcome instanceof Error
  const code = isFailed && 'code' in outcome ? outcome.code : undefined
  const told = isFailed ? { name: outcome.name, message: outcome.message, code } : outcome
  return { told, isFailed, code, events, records: ledger.records }
}

const isEnd = ({ type }: LedgerRecord): boolean => type === 'finish' || type === 'error' || type === 'cancel'
const doneIn = (records: readonly LedgerRecord[]): ReadonlySet<string> =>
  new Set(records.flatMap((record) => (record.type === 'outcome' || record.type === 'failure' ? [record.key] : [])))

/** What holds for every record, however it came about. */
function checkRecord(records: readonly LedgerRecord[], place: string): void {
  expect(records.filter(isEnd).length, place).toBeLessThanOrEqual(1)
  const end = records.findIndex(isEnd)
  if (end >= 0) expect(end, place).toBe(records.length - 1)
  const ended: string[] = []
  const open = new Set<string>()
  for (const record of records) {
    if (record.type === 'intent') open.add(record.key)
    if (record.type !== 'outcome' && record.type !== 'failure') continue
    expect(open.has(record.key), `${place}: ${record.key} ended before it began`).toBe(true)
    ended.push(record.key)
  }
  expect(new Set(ended).size, `${place}: a step ended twice`).toBe(ended.length)
}

describe('a random program', () => {
  it('has the same output and events on replay, and touches nothing', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(program, async (each) => {
        const world = new World()
        const first = await run(each, world, testLedger())
        checkRecord(first.records, 'live')
        const effects = new Map(world.begun)
        for (const [key, count] of effects) expect(count, key).toBe(1)
        const again = await run(each, world, testLedger({ history: first.records }))
        expect(again.told).toEqual(first.told)
        expect(again.records).toEqual(first.records)
        expect(world.begun).toEqual(effects)
      }),
      { numRuns: tries(200) },
    )
  })

  it('goes on from wherever it is cut, and repeats no recorded effect', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(program, async (each) => {
        const first = await run(each, new World(), testLedger())
        const isDeterministic = !isRacy(each) && !mayFail(each)
        for (let length = 1; length < first.records.length; length += 1) {
          const place = `cut after ${String(length)}`
          const kept = first.records.slice(0, length)
          const world = new World(kept)
          const second = await run(each, world, testLedger({ history: kept }))
          checkRecord(second.records, place)
          const done = doneIn(kept)
          const intended = new Set(
            kept.flatMap((record) => (record.type === 'intent' && record.effect === 'once' ? [record.key] : [])),
          )
          for (const [key, count] of world.begun) {
            expect(count, `${place}: ${key}`).toBe(1)
            expect(done.has(key), `${place}: ${key} was repeated`).toBe(false)
            expect(intended.has(key), `${place}: ${key} may have happened`).toBe(false)
          }
          const isUnknown = [...intended].some((key) => !done.has(key))
          if (isDeterministic && !isUnknown) expect(second.told, place).toEqual(first.told)
          if (second.isFailed && second.code === 'RUN_NEEDS_ATTENTION') {
            expect(isUnknown, place).toBe(true)
            continue
          }
          // What it came to is what its record says from now on.
          const third = await run(each, world, testLedger({ history: second.records }))
          expect(third.told, place).toEqual(second.told)
          expect(third.records, place).toEqual(second.records)
        }
      }),
      { numRuns: tries(60) },
    )
  })

  it('called off at any of its appends or effects ends once and in order', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(program, fc.boolean(), async (each, isShutdown) => {
        for (let point = 1; point < 60; point += 1) {
          const controller = new AbortController()
          const reason = isShutdown ? new RuntimeError('RUNTIME_STATE', 'closed') : new Error('enough')
          let reached = 0
          const pass = (): void => {
            reached += 1
            if (reached === point) controller.abort(reason)
          }
          const world = new World()
          const onAppend = async (_batch: unknown, need: string): Promise<void> => {
            pass()
            if (need === 'safe') await nextTurn()
          }
          world.effect = (key) => {
            pass()
            expect(controller.signal.aborted && reached > point, `an effect began after the end: ${key}`).toBe(false)
            World.prototype.effect.call(world, key)
          }
          const first = await run(each, world, testLedger({ onAppend }), controller.signal)
          const place = `called off at ${String(point)}`
          checkRecord(first.records, place)
          if (reached < point) break
          const last = first.records.at(-1)
          const isOver = last !== undefined && isEnd(last)
          const ends = first.events.filter(
            ({ type, depth }) => depth === 0 && /^run-(finish|error|cancel|interrupt|park)$/.test(type),
          )
          expect(ends, place).toHaveLength(1)
          expect(first.events.at(-1), place).toBe(ends[0])
          if (last?.type === 'cancel') expect(isShutdown, place).toBe(false)
          const before = new Map(world.begun)
          world.effect = (key) => World.prototype.effect.call(world, key)
          const second = await run(each, world, testLedger({ history: first.records }))
          checkRecord(second.records, place)
          if (isOver) {
            expect([second.told, second.records, world.begun], place).toEqual([first.told, first.records, before])
            continue
          }
          const done = doneIn(first.records)
          for (const [key, count] of world.begun) {
            const isRepeated = count > (before.get(key) ?? 0) && before.has(key)
            expect(isRepeated && done.has(key), `${place}: ${key} was repeated`).toBe(false)
            const isOnce = first.records.some(
              (record) => record.type === 'intent' && record.key === key && record.effect === 'once',
            )
            expect(isRepeated && isOnce, `${place}: ${key} happened twice`).toBe(false)
          }
        }
      }),
      { numRuns: tries(40) },
    )
  })
})

describe('a team with all that a run can do', () => {
  /** Parallel tools, an agent behind a tool, nested agents, branches, a race, waits, own steps, chance and time. */
  function team(world: World) {
    const look = defineTool({
      name: 'look',
      description: 'looks',
      input: z.object({ at: z.string() }),
      effect: 'idempotent',
      execute: async ({ at }, { key }) => {
        world.effect(key)
        await world.wait(at.length * 10)
        return `saw ${at}`
      },
    })
    const expert = () => defineAgent({ name: 'expert', description: 'knows', model: scriptedModel([() => 'known']) })
    const answers = (prompt: readonly { readonly role: string }[]) => prompt.some(({ role }) => role === 'tool')
    const calls = [
      { toolName: 'look', input: { at: 'here' } },
      { toolName: 'look', input: { at: 'up' } },
      { toolName: 'expert', input: { input: 'why?' } },
      { toolName: 'nothing', input: {} },
    ]
    const reply = ({ prompt }: { readonly prompt: readonly { readonly role: string }[] }) =>
      answers(prompt) ? 'looked' : { toolCalls: calls }
    const main = () =>
      defineAgent({ name: 'main', model: scriptedModel([reply, reply]), tools: [look, agentTool(expert())] })
    const own = (context: AgentContext, name: string, afterMs: number) =>
      context.step(name, async ({ key }) => (world.effect(key), await world.wait(afterMs), name), {
        effect: 'idempotent',
      })
    return defineCustomAgent({
      name: 'team',
      execute: async (_, context) => {
        const chance = context.random()
        const answer = await context.call(main(), 'go')
        await context.sleep(50)
        const both = await Promise.all([
          context.branch('left').call(expert(), 'left'),
          own(context.branch('right'), 'right', 20),
          own(context, 'third', 10),
        ])
        const quick = await Promise.race([own(context.branch('a'), 'slow', 500), own(context.branch('b'), 'quick', 5)])
        const failed = await context
          .step('failing', () => Promise.reject(new TypeError('no')), { effect: 'none' })
          .catch((error: Error) => error instanceof TypeError)
        return { answer, both, quick, failed, chance: chance < 1, late: context.now() >= 50 }
      },
    })
  }

  const start = (world: World, history: readonly LedgerRecord[]) => {
    const ledger = testLedger({ history })
    return settled(world.clock, outcomeOf(team(world).run('', { ledger, clock: world.clock })), 10).then((output) => ({
      output,
      records: ledger.records,
    }))
  }

  it('goes on from every record, to the same end', async () => {
    const first = await start(new World(), [])
    expect(first.output).toMatchObject({
      answer: 'looked',
      both: ['known', 'right', 'third'],
      quick: 'quick',
      failed: true,
    })
    expect(first.records.length).toBeGreaterThan(35)
    for (let length = 1; length <= first.records.length; length += 1) {
      const place = `cut after ${String(length)}`
      const kept = first.records.slice(0, length)
      const world = new World(kept)
      const again = await start(world, kept)
      checkRecord(again.records, place)
      expect(again.output, place).toEqual(first.output)
      const done = doneIn(kept)
      for (const key of world.begun.keys()) expect(done.has(key), `${place}: ${key}`).toBe(false)
    }
  })
})
