import type { ScenarioAnswer, ScenarioCut } from '../model-scenario.ts'
import { expectCode, expectEqual, expectRejection, expectThat } from '../expectations.ts'
import { ask, inBothModes } from './answer.ts'
import { finishOf, question, stream, streamedText, textOf, weather, type ModelTest } from './model-test.ts'

const text = 'One two three'
const options = question('Count.', { tools: [weather] })

const places: Readonly<Record<NonNullable<ScenarioCut['at']>, string>> = {
  start: 'before its first part',
  middle: 'in the middle of its text',
  'between-parts': 'between its text and a tool call',
  end: 'after the reason why it ended',
}

const cutTests = (['start', 'middle', 'between-parts'] as const).flatMap((at) =>
  (['cut', 'break'] as const).map((type): ModelTest => ({
    name: `never takes a stream for an answer that ${type === 'cut' ? 'was closed' : 'broke'} ${places[at]}`,
    needs: ['cut-streams'],
    scenario: { type, text, at },
    run: async (model) =>
      expectCode(await expectRejection(stream(model, options), 'A cut stream'), 'MODEL_STREAM_CUT', true),
  })),
)

const lateTests = (['cut', 'break'] as const).map((type): ModelTest => ({
  name: `keeps the answer of a stream that ${type === 'cut' ? 'was closed' : 'broke'} ${places.end}, with no usage made up`,
  needs: ['late-cuts'],
  scenario: { type, text, at: 'end' },
  run: async (model) => {
    const parts = await stream(model, options)
    const { finishReason, usage } = finishOf(parts)
    expectEqual(streamedText(parts), text, 'The text')
    expectEqual(finishReason.unified, 'stop', 'The finish reason')
    expectThat(
      usage.inputTokens.total !== 0 && usage.outputTokens.total !== 0,
      'Usage that never came should be unknown, not zero.',
    )
  },
}))

const ends = { 'stays-open': 'stays open', breaks: 'breaks then', error: 'brings an error then' } as const

const endTests = (['stays-open', 'breaks', 'error'] as const).map((afterwards): ModelTest => ({
  name: `ends with the answer though the connection ${ends[afterwards]}`,
  needs: ['open-ends'],
  scenario: { type: 'answer', text, afterwards, usage: { inputTokens: 5, outputTokens: 3 } },
  run: async (model) => {
    const parts = await stream(model, options)
    expectEqual(streamedText(parts), text, 'The text')
    expectEqual(finishOf(parts).usage.outputTokens.total, 3, 'The tokens of the answer')
  },
}))

const alive: ScenarioAnswer = {
  type: 'answer',
  text,
  toolCalls: [{ toolName: 'get_weather', input: { city: 'Oslo' } }],
}

/** Where streams end, where they should not, and what else they carry. */
export const modelCutTests: readonly ModelTest[] = [
  ...cutTests,
  ...lateTests,
  {
    name: 'reads past comments, pings and empty data in a stream',
    needs: ['keep-alive'],
    scenario: { ...alive, keepsAlive: true },
    run: async (model) => {
      const parts = await stream(model, options)
      expectEqual(streamedText(parts), text, 'The text')
      expectEqual(parts.filter(({ type }) => type === 'tool-call').length, 1, 'The number of tool calls')
      expectEqual(finishOf(parts).finishReason.unified, 'tool-calls', 'The finish reason')
    },
  },
  ...endTests,
  ...inBothModes((mode) => ({
    name: 'leaves usage unknown where the provider told none',
    needs: ['missing-usage'],
    scenario: { type: 'answer', text, usage: 'unreported' },
    run: async (model) => {
      const { content, usage } = await ask(model, options, mode)
      expectEqual(textOf(content), text, 'The text')
      // As `null`, because JSON has no undefined.
      expectEqual([usage.inputTokens.total ?? null, usage.outputTokens.total ?? null], [null, null], 'The usage')
    },
  })),
]
