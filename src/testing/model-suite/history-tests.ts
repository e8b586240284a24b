import type { LanguageModelV4 } from '../../models/model.ts'
import { expectThat } from '../expectations.ts'
import { ask, inBothModes, type Mode } from './answer.ts'
import { conversations, foreignConversations, foreignRunConversations, type Conversation } from './conversations.ts'
import { conversation, textOf, weather, type ModelTest, type TestContext } from './model-test.ts'

const answer = { type: 'answer', text: 'Rome it is.' } as const

async function goOn(
  { prompt, keeps, drops = [] }: Conversation,
  model: LanguageModelV4,
  { requests, mode }: Pick<TestContext, 'requests'> & { readonly mode: Mode },
): Promise<void> {
  const { content } = await ask(model, conversation(prompt, { tools: [weather] }), mode)
  expectThat(textOf(content).includes(answer.text), 'The conversation should go on.')
  const sent = JSON.stringify(requests().at(-1)?.body)
  for (const text of keeps) expectThat(sent.includes(text), `The request should hold "${text}".`)
  for (const text of drops) expectThat(!sent.includes(text), `The request should not hold "${text}".`)
}

/** The names under which a provider finds what it said itself. */
function ownNames({ provider }: LanguageModelV4): readonly string[] {
  if (/bedrock/.test(provider)) return ['amazonBedrock']
  return Object.keys({ anthropic: 0, openai: 0, xai: 0, google: 0, openrouter: 0 }).filter((name) =>
    provider.includes(name),
  )
}

/** Conversations that must be mended on their way out, so that they can go on. */
export const modelHistoryTests: readonly ModelTest[] = [
  ...conversations.flatMap((each) =>
    inBothModes((mode) => ({
      name: `goes on with a conversation ${each.name}`,
      needs: ['history'],
      scenario: answer,
      run: (model, { requests }) => goOn(each, model, { requests, mode }),
    })),
  ),
  ...inBothModes((mode) => ({
    name: 'goes on with a conversation with the reasoning of other providers',
    needs: ['history'],
    scenario: answer,
    run: async (model, { requests }) => {
      for (const each of foreignConversations(ownNames(model))) await goOn(each, model, { requests, mode })
    },
  })),
  ...inBothModes((mode) => ({
    name: 'goes on with a conversation with searches that other providers ran',
    needs: ['history'],
    scenario: answer,
    run: async (model, { requests }) => {
      for (const each of foreignRunConversations(ownNames(model))) await goOn(each, model, { requests, mode })
    },
  })),
]
