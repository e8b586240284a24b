import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { scriptedModel } from '../testing/scripted-model.ts'
import { defineTool } from '../tools/define-tool.ts'
import type { JsonValue } from '../util/json.ts'
import { defineAgent } from '../agents/define-agent.ts'
import type { Iteration } from './stop-condition.ts'
import { detectStuckLoop } from './stuck-loop.ts'

type TurnPlan = readonly [toolName: string, input: JsonValue, output: JsonValue, isError?: boolean]

const usage = {
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  modelCalls: 1,
}

const turns = (plans: readonly TurnPlan[]): readonly Iteration[] =>
  plans.map(([toolName, input, output, isError = false], index) => ({
    number: index + 1,
    model: { content: [], finishReason: 'tool-calls', usage },
    toolCalls: [
      { toolCallId: String(index), toolName, input: typeof input === 'string' ? input : JSON.stringify(input) },
    ],
    toolResults: [{ output, isError }],
  }))

const times = (count: number, plan: (index: number) => TurnPlan): readonly Iteration[] =>
  turns(Array.from({ length: count }, (_none, index) => plan(index)))

describe('detectStuckLoop', () => {
  it('warns of the same call with the same result, then stops', () => {
    const same = (count: number) => detectStuckLoop(times(count, () => ['search', { q: 'x', page: 1 }, 'nothing']))
    expect(same(3)).toBeUndefined()
    expect(same(4)).toMatchObject({ action: 'warn', kind: 'repetition', turns: 4 })
    expect(same(8)).toMatchObject({
      action: 'stop',
      reason: '"search" was called 8 times in a row with the same arguments and the same result',
    })
  })

  it('sees through another order of keys and other white space in the arguments', () => {
    const plan = (index: number): TurnPlan => [
      'search',
      index % 2 === 0 ? '{"a":1,"b":2}' : ' { "b": 2, "a": 1 } ',
      'nothing',
    ]
    expect(detectStuckLoop(times(8, plan))).toMatchObject({ action: 'stop', kind: 'repetition' })
  })

  it.each([2, 3, 4])('finds a circle of %i turns', (length) => {
    const circle = times(12, (index) => [`ask-${index % length}`, {}, 'ask the other one'])
    expect(detectStuckLoop(circle)).toMatchObject({ action: 'stop', kind: 'ping-pong', turns: 12 })
  })

  it('finds turns in which everything fails, whatever was tried', () => {
    expect(detectStuckLoop(times(8, (index) => ['fetch', { url: index }, 'not found', true]))).toMatchObject({
      action: 'stop',
      kind: 'no-progress',
    })
  })

  it('lets an agent write many files, each answered alike', () => {
    expect(detectStuckLoop(times(40, (index) => ['write', { file: index }, 'ok']))).toBeUndefined()
  })

  it('lets an agent poll for something that changes, for a while', () => {
    const poll = (count: number) => detectStuckLoop(times(count, (index) => ['status', {}, { progress: index }]))
    expect(poll(29)).toBeUndefined()
    expect(poll(30)).toMatchObject({ action: 'stop', kind: 'polling' })
  })

  it('forgets a circle that was left', () => {
    const left = [...times(7, () => ['search', {}, 'nothing']), ...times(1, () => ['search', { q: 'else' }, 'found'])]
    expect(detectStuckLoop(left)).toBeUndefined()
  })

  it('has thresholds of the caller', () => {
    const same = times(3, () => ['search', {}, 'nothing'])
    expect(detectStuckLoop(same, { warnAfter: 2, stopAfter: 3 })).toMatchObject({ action: 'stop' })
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
      details: { agent: 'seeker', kind: 'repetition', turns: 8 },
      message: expect.stringContaining('"look" was called 8 times in a row') as string,
    })
    expect(warnings).toEqual([
      'Agent "seeker" seems to go round in a loop: "look" was called 4 times in a row with the same arguments and the same result.',
    ])
    expect(model.calls).toHaveLength(8)
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
