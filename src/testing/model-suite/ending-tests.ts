import { finishReasonOf } from '../../models/finish-reason.ts'
import { expectCode, expectEqual, expectRejection, expectThat } from '../expectations.ts'
import type { ModelAbility } from '../model-abilities.ts'
import type { ScenarioAnswer, ScenarioFinishReason } from '../model-scenario.ts'
import { ask, inBothModes, turnOf } from './answer.ts'
import { conversation, question, textOf, weather, type ModelTest } from './model-test.ts'

const half = 'Half of a sen'
const options = question('Tell me a long story.', { tools: [weather] })
const oslo = { toolName: 'get_weather', input: { city: 'Oslo' } }
const thought = { text: 'Let me think about it.' }

/** An answer that goes on to the caller, with the reason why it ended. */
interface ToldEnding {
  readonly name: string
  readonly needs: ModelAbility
  readonly finishReason: ScenarioFinishReason
  readonly reason: string
}

const told: readonly ToldEnding[] = [
  { name: 'says that an answer was cut at its limit', needs: 'limits', finishReason: 'length', reason: 'length' },
  {
    name: 'says that a filter stopped an answer after some words',
    needs: 'filters',
    finishReason: 'content-filter',
    reason: 'content-filter',
  },
  { name: 'says that the model wants to go on', needs: 'pauses', finishReason: 'pause', reason: 'pause' },
  {
    name: 'passes on a reason that nobody has heard of',
    needs: 'unheard-reasons',
    finishReason: 'unheard-of',
    reason: 'other',
  },
  {
    name: 'says that the reason is unknown where there is none',
    needs: 'missing-reasons',
    finishReason: 'missing',
    reason: 'unknown',
  },
]

const toldTests = told.flatMap(({ name, needs, finishReason, reason }) =>
  inBothModes((mode) => ({
    name: `${name}, and gives what there is`,
    needs: [needs],
    scenario: { type: 'answer', text: half, finishReason },
    run: async (model) => {
      const answer = await ask(model, options, mode)
      expectEqual(textOf(answer.content), half, 'The text')
      expectEqual(finishReasonOf(answer.finishReason), reason, 'The finish reason')
    },
  })),
)

/** An answer that is none. */
interface FailedEnding {
  readonly name: string
  readonly needs: readonly [ModelAbility, ...ModelAbility[]]
  readonly answer: Omit<ScenarioAnswer, 'type'>
  readonly code: string
  readonly retryable?: boolean | undefined
}

const invalid = { code: 'MODEL_RESPONSE_INVALID', retryable: true } as const

const failed: readonly FailedEnding[] = [
  {
    name: 'fails when a filter stopped the answer before its first word',
    needs: ['filters'],
    answer: { finishReason: 'content-filter' },
    code: 'MODEL_CONTENT_FILTERED',
  },
  {
    name: 'fails when the provider refuses the prompt for reasons of content',
    needs: ['filtered-prompts'],
    answer: { finishReason: 'filtered-prompt' },
    code: 'MODEL_CONTENT_FILTERED',
  },
  {
    name: 'fails when the model refuses without a word',
    needs: ['refusals'],
    answer: { finishReason: 'refusal' },
    code: 'MODEL_CONTENT_FILTERED',
  },
  {
    name: 'fails when the model refuses in words, which are no answer',
    needs: ['refusals'],
    answer: { text: 'I cannot help with that.', finishReason: 'refusal' },
    code: 'MODEL_CONTENT_FILTERED',
  },
  {
    name: 'fails when the window was full in the middle of the answer',
    needs: ['exceeded-windows'],
    answer: { text: half, finishReason: 'window-exceeded' },
    code: 'MODEL_WINDOW_EXCEEDED',
  },
  {
    name: 'fails when the model stopped without a word',
    needs: ['empty-answers'],
    answer: { finishReason: 'stop' },
    ...invalid,
  },
  {
    name: 'fails when the model stopped after reasoning alone',
    needs: ['empty-answers', 'reasoning'],
    answer: { reasoning: [thought], finishReason: 'stop' },
    ...invalid,
  },
  {
    name: 'fails when the model says that it calls tools, and calls none',
    needs: ['empty-answers', 'tools'],
    answer: { finishReason: 'tool-calls' },
    ...invalid,
  },
  {
    name: 'fails when the limit was reached before the first word',
    needs: ['empty-answers'],
    answer: { finishReason: 'length' },
    code: 'MODEL_OUTPUT_LIMIT',
  },
  {
    name: 'fails when all of the limit was spent on reasoning',
    needs: ['empty-answers', 'reasoning'],
    answer: { reasoning: [thought], finishReason: 'length' },
    code: 'MODEL_OUTPUT_LIMIT',
  },
  {
    name: 'fails when the provider calls the answer broken',
    needs: ['accidents'],
    answer: { finishReason: 'accident' },
    ...invalid,
  },
  {
    name: 'fails when the provider calls the answer broken after some words',
    needs: ['accidents'],
    answer: { text: half, finishReason: 'accident' },
    ...invalid,
  },
]

const failedTests = failed.flatMap(({ name, needs, answer, code, retryable = false }) =>
  inBothModes((mode) => ({
    name,
    needs,
    scenario: { type: 'answer', ...answer },
    run: async (model) => {
      const error = await expectRejection(ask(model, options, mode), 'An answer that is none')
      expectCode(error, code, retryable)
    },
  })),
)

/** Why an answer ended: what is passed on, and what is an error. */
export const modelEndingTests: readonly ModelTest[] = [
  ...toldTests,
  ...failedTests,
  ...inBothModes((mode) => ({
    name: 'says that a tool call was cut at the limit',
    needs: ['limits', 'tools'],
    scenario: { type: 'answer', toolCalls: [oslo], finishReason: 'length' },
    run: async (model) => {
      const { finishReason } = await ask(model, options, mode)
      expectEqual(finishReasonOf(finishReason), 'length', 'The finish reason')
    },
  })),
  ...inBothModes((mode) => ({
    name: 'goes on after a pause when it is shown what it said',
    needs: ['pauses'],
    scenario: {
      type: 'conversation',
      replies: [
        { type: 'answer', text: 'First I look. ', finishReason: 'pause' },
        { type: 'answer', text: 'Now I know.' },
      ],
    },
    run: async (model, { requests }) => {
      const first = await ask(model, options, mode)
      const second = await ask(
        model,
        conversation([...options.prompt, turnOf(first.content)], { tools: [weather] }),
        mode,
      )
      expectEqual(textOf(second.content), 'Now I know.', 'The answer')
      expectThat(JSON.stringify(requests()[1]?.body).includes('First I look.'), 'It should be shown what it said.')
    },
  })),
]
