import type { LanguageModelV4, LanguageModelV4Message } from '../../models/model.ts'
import { expectEqual, expectThat } from '../expectations.ts'
import type { ModelScenario, ScenarioAnswer } from '../model-scenario.ts'
import { ask, inBothModes, resultsOf, turnOf, type Answer, type Mode } from './answer.ts'
import { conversation, question, textOf, weather, type ModelTest, type TestContext } from './model-test.ts'

const run = { input: 'the weather in Oslo today', output: 'b3V0LW9mLXRoZS1wcm92aWRlcnMtb3duLXRvb2w=' }
const found: ScenarioAnswer = { type: 'answer', run, text: 'It rains in Oslo.' }
const asked = question('What is the weather in Oslo?')
const thanks: LanguageModelV4Message = { role: 'user', content: [{ type: 'text', text: 'And in Rome?' }] }

interface Round {
  readonly context: TestContext
  readonly mode: Mode
}

function askWith(
  model: LanguageModelV4,
  prompt: readonly LanguageModelV4Message[],
  { context, mode }: Round,
): Promise<Answer> {
  return ask(model, conversation([...prompt], { tools: [context.providerTool(), weather] }), mode)
}

/** Asks, and asks again with what was answered; what the second request was. */
async function goOn(model: LanguageModelV4, round: Round, next: readonly LanguageModelV4Message[]): Promise<string> {
  const { content } = await askWith(model, asked.prompt, round)
  const prompt = [...asked.prompt, turnOf(content), resultsOf(content, 'It is 3 degrees in Oslo.'), ...next]
  const answer = await askWith(
    model,
    prompt.filter(({ content: parts }) => parts.length > 0),
    round,
  )
  expectEqual(textOf(answer.content), 'The sun shines there.', 'The answer')
  return JSON.stringify(round.context.requests().at(-1)?.body)
}

const last: ScenarioAnswer = { type: 'answer', text: 'The sun shines there.' }
const conversationOf = (first: ScenarioAnswer): ModelScenario => ({ type: 'conversation', replies: [first, last] })
const calls = [{ toolName: weather.name, input: { city: 'Oslo' } }]

/** Tools that the provider runs itself. */
export const modelProviderToolTests: readonly ModelTest[] = [
  ...inBothModes((mode) => ({
    name: 'tells what the provider ran itself, with what came of it, before the answer',
    needs: ['provider-tools'],
    scenario: found,
    run: async (model, context) => {
      const { content, finishReason } = await askWith(model, asked.prompt, { context, mode })
      const ids = content.flatMap((part) =>
        (part.type === 'tool-call' && part.providerExecuted === true) || part.type === 'tool-result'
          ? [part.toolCallId]
          : [],
      )
      expectThat(ids.length === 2 && ids[0] === ids[1], 'There should be one call, with its result.')
      expectEqual(textOf(content), found.text, 'The text')
      expectEqual(finishReason.unified, 'stop', 'The finish reason, as there is nothing to be done')
    },
  })),
  ...inBothModes((mode) => ({
    name: 'goes on after what the provider ran itself',
    needs: ['provider-tools'],
    scenario: conversationOf(found),
    run: async (model, context) => {
      await goOn(model, { context, mode }, [thanks])
    },
  })),
  ...inBothModes((mode) => ({
    name: "goes on after what the provider ran itself beside a call of the caller's tools",
    needs: ['provider-tools', 'tools'],
    scenario: conversationOf({ type: 'answer', run, toolCalls: calls }),
    run: async (model, context) => {
      const sent = await goOn(model, { context, mode }, [])
      expectThat(sent.includes('It is 3 degrees in Oslo.'), 'The result of the tool should be sent.')
    },
  })),
  ...inBothModes((mode) => ({
    name: 'sends back what the provider ran itself',
    needs: ['provider-tool-results', 'provider-tools'],
    scenario: conversationOf(found),
    run: async (model, context) => {
      const sent = await goOn(model, { context, mode }, [thanks])
      expectThat(sent.includes(run.input), 'What it ran should be sent back.')
    },
  })),
  ...inBothModes((mode) => ({
    name: 'goes on after a pause in the middle of what the provider runs',
    needs: ['pauses', 'provider-tools'],
    scenario: conversationOf({
      type: 'answer',
      text: 'I will look.',
      run: { input: run.input },
      finishReason: 'pause',
    }),
    run: async (model, context) => {
      const sent = await goOn(model, { context, mode }, [])
      expectThat(sent.includes(run.input), 'What it runs should be sent back.')
    },
  })),
]
