import type { LanguageModelV4CallOptions } from '../../models/model.ts'
import { expectEqual, expectThat } from '../expectations.ts'
import type { ModelScenario } from '../model-scenario.ts'
import { ask, inBothModes } from './answer.ts'
import { finishOf, question, stream, streamedText, textOf, type ModelTest } from './model-test.ts'

const text = 'Paris is the capital of France.'
const answer: ModelScenario = {
  type: 'answer',
  text,
  usage: { inputTokens: 23, outputTokens: 9, cachedInputTokens: 4 },
}
const person = { name: 'Ada', age: 36 }

const asJson: Partial<LanguageModelV4CallOptions> = {
  responseFormat: {
    type: 'json',
    name: 'person',
    schema: {
      type: 'object',
      properties: { name: { type: 'string' }, age: { type: 'integer' } },
      required: ['name', 'age'],
      additionalProperties: false,
    },
  },
}

/** Answers, streamed and not. */
export const modelAnswerTests: readonly ModelTest[] = [
  {
    name: 'says who it is',
    needs: ['answers'],
    scenario: answer,
    run: async (model) => {
      expectEqual(model.specificationVersion, 'v4', 'The version of the interface')
      expectThat(model.provider !== '' && model.modelId !== '', 'A model should have a provider and an id.')
      expectThat(typeof (await model.supportedUrls) === 'object', 'supportedUrls should be a table.')
    },
  },
  {
    name: 'answers with text',
    needs: ['answers'],
    scenario: answer,
    run: async (model) => {
      const result = await model.doGenerate(question('What is the capital of France?'))
      expectThat(textOf(result.content).includes(text), `The answer should hold "${text}".`)
      expectEqual(result.finishReason.unified, 'stop', 'The finish reason')
      expectEqual(result.warnings, [], 'The warnings')
    },
  },
  {
    name: 'streams the same answer in more than one piece',
    needs: ['answers'],
    scenario: answer,
    run: async (model) => {
      const options = question('What is the capital of France?')
      const parts = await stream(model, options)
      const deltas = parts.filter((part) => part.type === 'text-delta' && part.delta !== '')
      expectEqual(parts[0]?.type, 'stream-start', 'The first part')
      expectThat(deltas.length > 1, 'The text should come in pieces.')
      expectThat(streamedText(parts).includes(text), `The pieces should make up "${text}".`)
      expectEqual(finishOf(parts).finishReason.unified, 'stop', 'The finish reason')
    },
  },
  {
    name: 'opens and closes each block of text once, under one id',
    needs: ['answers'],
    scenario: answer,
    run: async (model) => {
      const parts = await stream(model, question('What is the capital of France?'))
      const ofType = (type: string): readonly unknown[] =>
        parts.flatMap((part) => (part.type === type && 'id' in part ? [part.id] : []))
      expectEqual(ofType('text-start').length, 1, 'The number of text blocks')
      expectEqual(ofType('text-end'), ofType('text-start'), 'The closed blocks')
      expectThat(
        ofType('text-delta').every((id) => id === ofType('text-start')[0]),
        'Each piece should belong to the open block.',
      )
    },
  },
  {
    name: 'reports the tokens used, cached ones included, streamed and not',
    needs: ['answers', 'usage'],
    scenario: answer,
    run: async (model) => {
      const options = question('What is the capital of France?')
      for (const usage of [(await model.doGenerate(options)).usage, finishOf(await stream(model, options)).usage]) {
        const { inputTokens, outputTokens } = usage
        const found = { input: inputTokens.total, output: outputTokens.total, cached: inputTokens.cacheRead }
        expectEqual(found, { input: 23, output: 9, cached: 4 }, 'The usage')
      }
    },
  },
  ...inBothModes((mode) => ({
    name: 'reports the tokens of reasoning apart, among those of the answer',
    needs: ['reasoning-usage', 'usage'],
    scenario: { ...answer, usage: { inputTokens: 23, outputTokens: 9, reasoningTokens: 6 } },
    run: async (model) => {
      const { outputTokens } = (await ask(model, question('What is the capital of France?'), mode)).usage
      expectEqual(
        { total: outputTokens.total, reasoning: outputTokens.reasoning },
        { total: 9, reasoning: 6 },
        'The usage',
      )
    },
  })),
  {
    name: 'answers with JSON that matches a schema',
    needs: ['structured-output'],
    scenario: { type: 'answer', text: JSON.stringify(person) },
    run: async (model) => {
      const options = question('name: Ada\nage: 36', asJson)
      expectEqual(JSON.parse(textOf((await model.doGenerate(options)).content)), person, 'The answer')
      expectEqual(JSON.parse(streamedText(await stream(model, options))), person, 'The streamed answer')
    },
  },
]
