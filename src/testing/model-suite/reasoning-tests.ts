import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4Message,
} from '../../models/model.ts'
import { expectEqual, expectThat } from '../expectations.ts'
import type { ModelAbility } from '../model-abilities.ts'
import type { ScenarioAnswer, ScenarioReasoning } from '../model-scenario.ts'
import { ask, inBothModes, resultsOf, turnOf, type Mode } from './answer.ts'
import { conversation, question, stream, textOf, weather, type ModelTest, type TestContext } from './model-test.ts'

const thought = 'First I should look at the weather.'
const signature = 'c2lnbmVkLW9uY2UtYnktdGhlLXByb3ZpZGVy'
const other = 'c2lnbmVkLWFnYWluLWJ5LXRoZS1wcm92aWRlcg=='
const settings: Partial<LanguageModelV4CallOptions> = { tools: [weather], reasoning: 'high' }
const asked = question('What is the weather in Oslo? city: Oslo', settings)
const call = { toolName: 'get_weather', input: { city: 'Oslo' } }

const reasoningTexts = (content: readonly LanguageModelV4Content[]): string =>
  content.map((part) => (part.type === 'reasoning' ? part.text : '')).join('')

/** Reasoning that must be in the next request as it was given. */
interface Kept {
  readonly name: string
  readonly needs: ModelAbility
  readonly reasoning: readonly ScenarioReasoning[]
}

const kept: readonly Kept[] = [
  {
    name: 'sends signed reasoning back with the results of its tools',
    needs: 'signed-reasoning',
    reasoning: [{ text: thought, signature }],
  },
  {
    name: 'sends several pieces of signed reasoning back, each with its own signature',
    needs: 'signed-reasoning',
    reasoning: [
      { text: thought, signature },
      { text: 'Then I should answer.', signature: other },
    ],
  },
  {
    name: 'sends redacted reasoning back',
    needs: 'redacted-reasoning',
    reasoning: [{ text: '', signature, isRedacted: true }],
  },
  {
    name: 'sends redacted reasoning back beside reasoning that can be read',
    needs: 'redacted-reasoning',
    reasoning: [
      { text: thought, signature },
      { text: '', signature: other, isRedacted: true },
    ],
  },
  {
    name: 'sends reasoning back of which only the signature was told',
    needs: 'empty-reasoning',
    reasoning: [{ text: '', signature }],
  },
  {
    name: 'sends reasoning back that is not signed, where the provider wants it',
    needs: 'open-reasoning',
    reasoning: [{ text: thought }],
  },
]

/** Two rounds of tools, as the agent loop makes them; the provider refuses a request that lacks what it must have. */
async function runLoop(model: LanguageModelV4, { requests }: TestContext, mode: Mode): Promise<readonly string[]> {
  const prompt: LanguageModelV4Message[] = [...asked.prompt]
  for (let round = 0; round < 2; round++) {
    const { content } = await ask(model, conversation([...prompt], settings), mode)
    prompt.push(turnOf(content), resultsOf(content, 'It is 3 degrees in Oslo.'))
  }
  const { content } = await ask(model, conversation(prompt, settings), mode)
  expectEqual(textOf(content), 'Three degrees.', 'The answer')
  return requests().map(({ body }) => JSON.stringify(body))
}

const keptTests = kept.flatMap(({ name, needs, reasoning }) =>
  inBothModes((mode) => ({
    name,
    needs: [needs, 'reasoning', 'tools'],
    scenario: {
      type: 'conversation',
      replies: [
        { type: 'answer', reasoning, toolCalls: [call] },
        { type: 'answer', reasoning, toolCalls: [call] },
        { type: 'answer', text: 'Three degrees.' },
      ],
    },
    run: async (model, context) => {
      const [, second = '', third = ''] = await runLoop(model, context, mode)
      for (const { text, signature: signed = text } of reasoning) {
        expectThat(second.includes(signed), `The second request should carry "${signed}".`)
        expectThat(third.includes(signed), `The third request should carry "${signed}" still.`)
      }
    },
  })),
)

const answer: ScenarioAnswer = {
  type: 'answer',
  reasoning: [{ text: thought, signature }],
  text: 'Three degrees.',
}

/** Reasoning: told apart from the answer, and given back to whoever wants it. */
export const modelReasoningTests: readonly ModelTest[] = [
  ...inBothModes((mode) => ({
    name: 'keeps reasoning apart from the answer',
    needs: ['reasoning'],
    scenario: answer,
    run: async (model) => {
      const { content } = await ask(model, asked, mode)
      expectEqual(textOf(content), 'Three degrees.', 'The text')
      expectEqual(reasoningTexts(content), thought, 'The reasoning')
    },
  })),
  {
    name: 'opens and closes each block of reasoning once, before the text begins',
    needs: ['reasoning'],
    scenario: answer,
    run: async (model) => {
      const parts = await stream(model, asked)
      const ids = (type: string): readonly unknown[] =>
        parts.flatMap((part) => (part.type === type && 'id' in part ? [part.id] : []))
      expectThat(ids('reasoning-start').length > 0, 'There should be a block of reasoning.')
      expectEqual(ids('reasoning-end'), ids('reasoning-start'), 'The closed blocks')
      expectThat(
        new Set(ids('reasoning-start')).size === ids('reasoning-start').length,
        'Each block should have its own id.',
      )
      const types = parts.map(({ type }) => type)
      expectThat(
        types.indexOf('reasoning-start') < types.indexOf('text-start'),
        'Reasoning should come before the text.',
      )
    },
  },
  ...inBothModes((mode) => ({
    name: 'goes on in the next turn of the user after an answer with reasoning',
    needs: ['reasoning'],
    scenario: { type: 'conversation', replies: [answer, { type: 'answer', text: 'You are welcome.' }] },
    run: async (model) => {
      const first = await ask(model, asked, mode)
      const thanks: LanguageModelV4Message = { role: 'user', content: [{ type: 'text', text: 'Thank you.' }] }
      const next = conversation([...asked.prompt, turnOf(first.content), thanks], settings)
      expectEqual(textOf((await ask(model, next, mode)).content), 'You are welcome.', 'The answer')
    },
  })),
  ...keptTests,
]
