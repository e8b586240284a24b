import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '../../models/model.ts'
import { expectEqual, expectThat } from '../expectations.ts'
import type { ScenarioAnswer } from '../model-scenario.ts'
import { finishOf, question, stream, textOf, weather, type ModelTest } from './model-test.ts'

const asked = question('What is the weather in Oslo? city: Oslo', { tools: [weather], toolChoice: { type: 'auto' } })
const oslo = { toolName: 'get_weather', input: { city: 'Oslo' } }
const one: ScenarioAnswer = { type: 'answer', toolCalls: [oslo] }
const two: ScenarioAnswer = {
  type: 'answer',
  text: 'I will look.',
  toolCalls: [oslo, { toolName: 'get_weather', input: { city: 'Rome' } }],
}

type ToolCall = Extract<LanguageModelV4StreamPart, { type: 'tool-call' }>

/** Calling tools, one and several, and taking their results. */
export const modelToolTests: readonly ModelTest[] = [
  {
    name: 'calls a tool with an id and JSON input',
    needs: ['tools'],
    scenario: one,
    run: async (model) => {
      const result = await model.doGenerate(asked)
      checkCalls(toolCalls(result.content), [oslo])
      expectEqual(result.finishReason.unified, 'tool-calls', 'The finish reason')
    },
  },
  {
    name: 'streams a tool call whose pieces make up its input',
    needs: ['tools'],
    scenario: one,
    run: async (model) => {
      const parts = await stream(model, asked)
      const calls = toolCalls(parts)
      checkCalls(calls, [oslo])
      checkDeltas(parts, calls)
      expectEqual(finishOf(parts).finishReason.unified, 'tool-calls', 'The finish reason')
    },
  },
  {
    name: 'calls several tools at once, each under its own id, in order',
    needs: ['tools', 'parallel-tools'],
    scenario: two,
    run: async (model) => {
      const { content } = await model.doGenerate(asked)
      expectEqual(textOf(content), 'I will look.', 'The text beside the calls')
      checkCalls(toolCalls(content), two.toolCalls ?? [])
    },
  },
  {
    name: 'streams several tool calls without mixing them up',
    needs: ['tools', 'parallel-tools'],
    scenario: two,
    run: async (model) => {
      const parts = await stream(model, asked)
      const calls = toolCalls(parts)
      checkCalls(calls, two.toolCalls ?? [])
      checkDeltas(parts, calls)
    },
  },
  {
    name: 'takes the results of its tool calls, failed ones too, and answers',
    needs: ['tools'],
    scenario: { type: 'answer', text: 'It is 3 degrees in Oslo.' },
    run: async (model) => {
      const result = await model.doGenerate(withResults)
      expectThat(textOf(result.content).includes('3 degrees in Oslo'), 'The answer should be given.')
      expectEqual(toolCalls(result.content), [], 'Further calls')
    },
  },
]

const withResults: LanguageModelV4CallOptions = {
  tools: [weather],
  toolChoice: { type: 'auto' },
  prompt: [
    { role: 'system', content: 'You report the weather.' },
    { role: 'user', content: [{ type: 'text', text: 'What is the weather in Oslo and Rome?' }] },
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'I will look.' },
        { type: 'tool-call', toolCallId: 'call_1', toolName: 'get_weather', input: { city: 'Oslo' } },
        { type: 'tool-call', toolCallId: 'call_2', toolName: 'get_weather', input: { city: 'Rome' } },
      ],
    },
    {
      role: 'tool',
      content: [
        {
          type: 'tool-result',
          toolCallId: 'call_1',
          toolName: 'get_weather',
          output: { type: 'json', value: { report: 'It is 3 degrees in Oslo.' } },
        },
        {
          type: 'tool-result',
          toolCallId: 'call_2',
          toolName: 'get_weather',
          output: { type: 'error-text', value: 'The service does not answer.' },
        },
      ],
    },
  ],
}

function toolCalls(parts: readonly { readonly type: string }[]): readonly ToolCall[] {
  return parts.filter((part): part is ToolCall => part.type === 'tool-call')
}

function checkCalls(
  calls: readonly ToolCall[],
  expected: readonly { readonly toolName: string; readonly input: unknown }[],
): void {
  const found = calls.map(({ toolName, input }) => ({ toolName, input: JSON.parse(input) as unknown }))
  expectEqual(found, expected, 'The tool calls')
  const ids = calls.map(({ toolCallId }) => toolCallId)
  expectThat(
    ids.every((id) => id !== '') && new Set(ids).size === ids.length,
    `Each call should have an id of its own, but they are ${ids.join(', ')}.`,
  )
}

/** Providers that stream no input send the call alone; those that do must be consistent. */
function checkDeltas(parts: readonly LanguageModelV4StreamPart[], calls: readonly ToolCall[]): void {
  for (const { toolCallId, toolName, input } of calls) {
    const start = parts.find((part) => part.type === 'tool-input-start' && part.id === toolCallId)
    if (start?.type !== 'tool-input-start') continue
    const pieces = parts.map((part) => (part.type === 'tool-input-delta' && part.id === toolCallId ? part.delta : ''))
    expectEqual(start.toolName, toolName, 'The tool that the input is for')
    expectEqual(JSON.parse(pieces.join('')), JSON.parse(input), 'The streamed input')
  }
}
