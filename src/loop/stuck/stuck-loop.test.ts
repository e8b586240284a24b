import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineAgent } from '../../agents/define-agent.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { calls, conversations, times, type CallPlan } from './__fixtures__/stuck-loop-conversations.ts'
import type { Iteration } from '../stop-condition.ts'
import { detectStuckLoop, StuckLoopDetector, type LoopDetection } from './stuck-loop.ts'

const repeat = (count: number, make: (index: number) => CallPlan) => calls(...times(count, make))

const poll = (count: number, options?: LoopDetection) =>
  detectStuckLoop(
    repeat(count, (index) => ['status', {}, { progress: index }]),
    options,
  )

const findings = (iterations: readonly Iteration[]) => {
  const detector = new StuckLoopDetector()
  return iterations.map((iteration) => detector.add(iteration)).filter((found) => found !== undefined)
}

describe('detectStuckLoop', () => {
  it('warns of the same call with the same result, then stops', () => {
    const same = (count: number) => detectStuckLoop(repeat(count, () => ['search', { q: 'x', page: 1 }, 'nothing']))
    expect(same(3)).toBeUndefined()
    expect(same(4)).toMatchObject({ action: 'warn', kind: 'repetition', iterations: 4 })
    expect(same(8)).toMatchObject({
      action: 'stop',
      reason: '"search" was called 8 times in a row with the same arguments and the same result',
    })
  })

  it('takes failures of the same call for the same, whatever they say', () => {
    const failing = repeat(8, (index) => ['open', { id: 9 }, `refused (request ${index})`, true])
    expect(detectStuckLoop(failing)).toMatchObject({
      action: 'stop',
      kind: 'repetition',
      reason: '"open" was called 8 times in a row with the same arguments and failed each time',
    })
  })

  it.each([2, 3, 4])('finds a circle of %i iterations', (length) => {
    const circle = repeat(12, (index) => [`ask-${index % length}`, {}, 'ask the other one'])
    expect(detectStuckLoop(circle)).toMatchObject({ action: 'stop', kind: 'ping-pong', iterations: 12 })
  })

  it.each([1, 2, 3, 4, 5])('warns of a circle of %i iterations before it stops it', (length) => {
    const found = findings(repeat(20, (index) => [`ask-${index % length}`, {}, 'ask the other one']))
    expect(found[0]).toMatchObject({ action: 'warn' })
    expect(found.at(-1)).toMatchObject({ action: 'stop' })
  })

  it('finds known calls that are made again in no order', () => {
    const known = repeat(13, (index) => ['read', { path: (index * index) % 5 }, 'text'])
    expect(detectStuckLoop(known)).toMatchObject({ action: 'stop', kind: 'no-progress' })
  })

  it('takes a call that was never made before for progress, even where it fails', () => {
    expect(findings(repeat(40, (index) => ['fetch', { url: index }, 'not found', true]))).toEqual([])
  })

  it('warns of polling for what changes, and stops it only where it is told to', () => {
    expect(poll(29)).toBeUndefined()
    expect(poll(500)).toMatchObject({ action: 'warn', kind: 'polling', iterations: 500 })
    expect(poll(9, { pollStopAfter: 10 })).toBeUndefined()
    expect(poll(10, { pollStopAfter: 10 })).toMatchObject({ action: 'stop', kind: 'polling' })
  })

  it('forgets a circle that was left', () => {
    expect(
      detectStuckLoop([...repeat(7, () => ['search', {}, 'nothing']), ...calls(['search', { q: 'else' }, 'found'])]),
    ).toBeUndefined()
  })

  it('has thresholds of the caller', () => {
    const same = repeat(3, () => ['search', {}, 'nothing'])
    expect(detectStuckLoop(same, { warnAfter: 2, stopAfter: 3 })).toMatchObject({ action: 'stop' })
  })

  it('is not put off by iterations without tool calls', () => {
    const [idle] = calls(['search', {}, 'nothing'])
    const same = repeat(8, () => ['search', {}, 'nothing'])
    const mixed = same.flatMap((iteration) => [iteration, { ...idle!, toolCalls: [], toolResults: [] }])
    expect(detectStuckLoop(mixed)).toEqual(detectStuckLoop(same))
  })
})

describe('the scripted conversations', () => {
  const labelled = (label: string) => conversations.filter((conversation) => conversation.label === label)

  it('are many of each kind', () => {
    expect(labelled('healthy').length).toBeGreaterThanOrEqual(30)
    expect(labelled('stuck').length).toBeGreaterThanOrEqual(20)
  })

  it.each(labelled('healthy'))('raise no alarm where an agent $name', ({ iterations, isLongPoll = false }) => {
    const found = findings(iterations)
    expect(found.filter(({ action }) => action === 'stop')).toEqual([])
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(isLongPoll ? ['polling'] : []))
  })

  it.each(labelled('stuck'))('are stopped where an agent $name', ({ iterations }) => {
    expect(findings(iterations).some(({ action }) => action === 'stop')).toBe(true)
  })
})

describe('StuckLoopDetector', () => {
  it('says after each iteration what detectStuckLoop says of all of them', () => {
    for (const { iterations } of conversations) {
      const detector = new StuckLoopDetector()
      for (const [index, iteration] of iterations.entries())
        expect(detector.add(iteration)).toEqual(detectStuckLoop(iterations.slice(0, index + 1)))
    }
  })

  it('reads each result once, however many iterations follow', () => {
    let reads = 0
    const large = 'x'.repeat(50_000)
    const iterations = repeat(200, (index) => ['read', { path: index }, `${index} ${large}`]).map((iteration) => ({
      ...iteration,
      toolResults: (iteration.toolResults ?? []).map(({ output }) => ({
        get output() {
          reads += 1
          return output
        },
      })),
    }))
    const detector = new StuckLoopDetector()
    for (const iteration of iterations) detector.add(iteration)
    expect(reads).toBe(200)
  })
})

describe('an agent that goes round in circles', () => {
  const look = defineTool({
    name: 'look',
    description: 'looks',
    input: z.object({}),
    effect: 'none',
    execute: () => 'nothing',
  })
  const looking = (count: number) =>
    scriptedModel([
      ...Array.from({ length: count }, () => ({ toolCalls: [{ toolName: 'look', input: {} }] })),
      'Found it.',
    ])

  it('is warned of once and then stopped with the reason', async () => {
    const warnings: string[] = []
    const model = looking(19)
    const run = defineAgent({ name: 'seeker', model, tools: [look] }).run('go', {
      onEvent: (event) => void (event.type === 'run-warning' && warnings.push(event.message)),
    })
    await expect(run).rejects.toMatchObject({
      code: 'AGENT_STUCK',
      details: { agent: 'seeker', kind: 'repetition', iterations: 8 },
      message: expect.stringContaining('"look" was called 8 times in a row') as string,
    })
    expect(warnings).toEqual([
      'Agent "seeker" seems to go round in a loop: "look" was called 4 times in a row with the same arguments and the same result.',
    ])
    expect(model.calls).toHaveLength(8)
  })

  it('is warned of once where it polls, and goes on', async () => {
    let progress = 0
    const { output, warnings } = await defineAgent({
      name: 'seeker',
      model: looking(45),
      tools: [{ ...look, execute: () => (progress += 1) }],
      maxIterations: 50,
    }).run('go')
    expect(output).toBe('Found it.')
    expect(warnings).toEqual([
      'Agent "seeker" seems to go round in a loop: "look" came with the same arguments, though with other results, for 30 iterations.',
    ])
  })

  it('is stopped where it polls for longer than it may', async () => {
    let progress = 0
    const run = defineAgent({
      name: 'seeker',
      model: looking(45),
      tools: [{ ...look, execute: () => (progress += 1) }],
      loopDetection: { pollStopAfter: 5 },
    }).run('go')
    await expect(run).rejects.toMatchObject({
      details: { kind: 'polling', iterations: 5 },
      message: expect.stringContaining('raise pollStopAfter') as string,
    })
  })

  it('goes on where the detector is off', async () => {
    const { output } = await defineAgent({
      name: 'seeker',
      model: looking(15),
      tools: [look],
      loopDetection: false,
    }).run('go')
    expect(output).toBe('Found it.')
  })
})
