import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineAgent } from '../../src/agents/define-agent.ts'
import type { ModelUnderTest } from '../../src/testing/describe-model.ts'
import type { ModelAbility } from '../../src/testing/model-abilities.ts'
import type { ScenarioReasoning, ScenarioReply } from '../../src/testing/model-scenario.ts'
import { defineTool } from '../../src/tools/define-tool.ts'
import { modelSubjects, setUpSubject, type ModelSubject } from '../support/model-subjects.ts'

// The servers refuse a request of a loop that lacks what they gave, or holds it changed.

const weather = defineTool({
  name: 'get_weather',
  description: 'Get the weather of a city',
  input: z.object({ city: z.string() }),
  effect: 'none',
  execute: ({ city }) => `It rains in ${city}.`,
})

const signature = 'c2lnbmVkLW9uY2UtYnktdGhlLXByb3ZpZGVy'
const other = 'c2lnbmVkLWFnYWluLWJ5LXRoZS1wcm92aWRlcg=='

const kinds: readonly (readonly [ability: ModelAbility, reasoning: readonly ScenarioReasoning[]])[] = [
  ['signed-reasoning', [{ text: 'First I should look at the weather.', signature }]],
  [
    'signed-reasoning',
    [
      { text: 'First I should look.', signature },
      { text: 'Then I should answer.', signature: other },
    ],
  ],
  ['redacted-reasoning', [{ text: '', signature, isRedacted: true }]],
  ['empty-reasoning', [{ text: '', signature }]],
  ['open-reasoning', [{ text: 'First I should look at the weather.' }]],
]

const cases = Object.entries<ModelSubject>(modelSubjects).flatMap(([name, subject]) =>
  kinds
    .filter(([ability]) => !(ability in subject.without) && !('reasoning' in subject.without))
    .map(([ability, reasoning]) => ({
      name,
      subject,
      reasoning,
      what: `${ability.replace('-', ' ')}, ${reasoning.length}`,
    })),
)

const call = (city: string, reasoning: readonly ScenarioReasoning[]): ScenarioReply => ({
  type: 'answer',
  reasoning,
  toolCalls: [{ toolName: 'get_weather', input: { city } }],
})

let used: ModelUnderTest | undefined
afterEach(() => used?.close?.())

async function agentOn(subject: ModelSubject, reasoning: readonly ScenarioReasoning[]) {
  used = await setUpSubject(subject, {
    type: 'conversation',
    replies: [call('Oslo', reasoning), call('Rome', reasoning), { type: 'answer', text: 'It rains in both.' }],
  })
  const { model, requests } = used
  const settings = { reasoning: 'high' } as const
  return { agent: defineAgent({ name: 'reporter', model, tools: [weather], settings }), requests }
}

describe.each(cases)(
  'an agent on $name keeps its reasoning through a loop of tools: $what',
  ({ subject, reasoning }) => {
    const expectKept = (requests: ModelUnderTest['requests']): void => {
      const last = JSON.stringify(requests?.().at(-1)?.body)
      for (const { text, signature: signed = text } of reasoning) expect(last).toContain(signed)
    }

    it('in a run', async () => {
      const { agent, requests } = await agentOn(subject, reasoning)
      expect((await agent.run('Oslo or Rome?')).output).toBe('It rains in both.')
      expectKept(requests)
    })

    it('in a stream', async () => {
      const { agent, requests } = await agentOn(subject, reasoning)
      const run = agent.stream('Oslo or Rome?')
      expect((await run.result).output).toBe('It rains in both.')
      expectKept(requests)
    })
  },
)
