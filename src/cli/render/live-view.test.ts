import { describe, expect, it } from 'vitest'
import { agentTool } from '../../agents/agent-tool.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import type { Event } from '../../events/event.ts'
import { createRuntime } from '../../runtime/create-runtime.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { LiveView, type LogLevel } from './live-view.ts'
import { Summary } from './summary.ts'

const base = { runId: 'r1', agent: 'helper', depth: 0, at: 0 } as const
const spent = {
  usage: {
    inputTokens: 0,
    outputTokens: 0,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    reasoningTokens: 0,
    modelCalls: 0,
  },
  cost: { usd: 0, unknownCalls: 0, unknownModels: [] },
}
const error = { name: 'RunError', message: 'The runtime is closing.', code: 'RUNTIME_STATE' } as const

function show(level: LogLevel, ...events: readonly Event[]): string {
  let text = ''
  const write = (part: string): void => void (text += part)
  const view = new LiveView({ write, level, color: false, columns: 400, localTime: false })
  for (const event of events) view.listen(event)
  return text
}

describe('the live view', () => {
  it.each<[string, Event, string]>([
    [
      'budget',
      { ...base, type: 'run-cancel', reason: 'budget', error, ...spent },
      'its run is over: a budget has too little left',
    ],
    [
      'deadline',
      { ...base, type: 'run-cancel', reason: 'deadline', error, ...spent },
      'its run is over: its time is up',
    ],
    [
      'caller',
      { ...base, type: 'run-cancel', reason: 'caller', error, ...spent },
      'its run was given up by its caller: The runtime is closing.',
    ],
    [
      'shutdown',
      { ...base, type: 'run-interrupt', error, ...spent },
      'stopped before its end: The runtime is closing.',
    ],
    ['unknown step', { ...base, type: 'run-warning', message: 'Step "x" was under way.' }, 'Step "x" was under way.'],
  ])('warns of what ended a run or left it open: %s', (_what, event, text) => {
    expect(show('warn', event)).toContain(`helper   ${event.type === 'run-warning' ? '•' : '✗'} ${text}`)
    expect(show('error', event)).toBe('')
  })

  it('says what a run waits for', () => {
    const waitingFor = [
      { key: 'wait:sleep#1', kind: 'timer', until: 1000 },
      { key: 'approval:ask#1', kind: 'approval' },
      { key: 'tool:pay#1', kind: 'attention' },
    ] as const
    expect(show('info', { ...base, type: 'run-park', waitingFor })).toContain(
      'waits for a timer until 1970-01-01T00:00:01.000Z, approval "approval:ask#1", a person to say what became of "tool:pay#1"',
    )
  })

  it('names a step whose outcome nobody knows where details are asked for', () => {
    const step = { ...base, key: 'tool:pay#1', kind: 'tool', name: 'pay' } as const
    const events: readonly Event[] = [
      { ...step, type: 'step-start' },
      { ...step, type: 'step-unknown' },
    ]
    expect(show('debug', ...events)).toContain('tool pay: nobody knows whether it happened')
    expect(show('info', ...events)).toBe('')
  })
})

describe('the summary', () => {
  it('counts each call once, those of runs that a run called too', async () => {
    const usage = { inputTokens: 100, outputTokens: 10 }
    const member = defineAgent({ name: 'member', model: scriptedModel([{ text: 'four', usage }]) })
    const asks = { toolCalls: [{ toolName: 'member', input: { input: '2+2' } }], usage }
    const outer = defineAgent({
      name: 'outer',
      model: scriptedModel([asks, { text: 'It is four.', usage }]),
      tools: [agentTool(member)],
    })
    const summary = new Summary()
    await using runtime = await createRuntime({ agents: [outer, member], onEvent: summary.listen })
    const { usage: whole } = await runtime.call('outer', 'go')
    expect(whole.modelCalls).toBe(3)
    expect(summary.describe(5)).toContain('2 runs, 3 model calls, 1 tool call, 330 tokens, ')
  })

  it('tells those who debug why a request was changed', () => {
    const step = { ...base, key: 'model:m#1', kind: 'model', name: 'm' } as const
    const output = { content: [], notes: ['Strict decoding is off: "b" is not required.'] }
    const finish: Event = { ...step, type: 'step-finish', output }
    expect(show('debug', finish)).toContain('model m: Strict decoding is off')
    expect(show('info', finish)).toBe('')
  })
})

describe('a tool that the provider runs', () => {
  const call = {
    ...base,
    key: 'model:m#1',
    kind: 'model',
    name: 'm',
    toolCallId: 's1',
    toolName: 'search',
    providerExecuted: true,
  } as const
  const events: readonly Event[] = [
    { ...call, type: 'tool-call', input: { query: 'Oslo' } },
    { ...call, type: 'tool-result', output: [1] },
    { ...call, type: 'tool-result', output: { code: 'unavailable' }, isError: true },
  ]

  it('shows when it is called and when it fails, and what it gave to those who debug', () => {
    const [called, failed] = show('info', ...events)
      .trimEnd()
      .split('\n')
    expect(called).toContain('⚙ search {"query":"Oslo"}, run by the provider')
    expect(failed).toContain('✗ search, run by the provider = {"code":"unavailable"}')
    expect(show('debug', ...events)).toContain('⚙ search, run by the provider = [1]')
  })
})

it('shows the beginning of a line, however narrow the terminal says it is', () => {
  let text = ''
  const write = (part: string): void => void (text += part)
  const view = new LiveView({ write, level: 'info', color: false, columns: 0, localTime: false })
  view.listen({ ...base, type: 'run-warning', message: 'é'.repeat(1_000_000) })
  expect(text).toMatch(/é{29}…\n$/)
})
