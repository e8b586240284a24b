import { expect, it } from 'vitest'
import type { LanguageModelV4CallOptions } from '../model.ts'
import { withoutForeignTools } from './foreign-tools.ts'

const searched: LanguageModelV4CallOptions['prompt'] = [
  { role: 'user', content: [{ type: 'text', text: 'Oslo?' }] },
  {
    role: 'assistant',
    content: [
      { type: 'tool-call', toolCallId: 's1', toolName: 'web_search', input: {}, providerExecuted: true },
      { type: 'tool-result', toolCallId: 's1', toolName: 'web_search', output: { type: 'json', value: [] } },
      { type: 'text', text: 'Found.' },
      { type: 'tool-call', toolCallId: 'l1', toolName: 'look', input: {} },
    ],
  },
  {
    role: 'tool',
    content: [{ type: 'tool-result', toolCallId: 'l1', toolName: 'look', output: { type: 'text', value: 'seen' } }],
  },
]
const search = { type: 'provider', id: 'anthropic.web_search_20250305', name: 'web_search', args: {} } as const

it('gives what a provider did back to that provider', () => {
  const options = { prompt: searched, tools: [search] }
  expect(withoutForeignTools(options, 'anthropic.messages')).toBe(options)
  const named = structuredClone(searched)
  const [, turn] = named
  for (const part of turn?.role === 'assistant' ? turn.content : []) part.providerOptions = { google: { id: 1 } }
  expect(withoutForeignTools({ prompt: named }, 'google.generative-ai').prompt).toEqual(named)
})

it.each(['openai.responses', 'mistral.chat', 'amazon-bedrock', 'mine'])('gives it to nobody else: %s', (provider) => {
  const { prompt } = withoutForeignTools({ prompt: searched, tools: [search] }, provider)
  expect(prompt).toEqual([
    searched[0],
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'Found.' },
        { type: 'tool-call', toolCallId: 'l1', toolName: 'look', input: {} },
      ],
    },
    searched[2],
  ])
})

it('leaves no turn empty, and a conversation without such tools as it is', () => {
  const [user, turn] = searched
  const alone = { ...turn, content: turn?.role === 'assistant' ? turn.content.slice(0, 2) : [] } as typeof turn
  const { prompt } = withoutForeignTools({ prompt: [user, alone] as typeof searched }, 'mistral.chat')
  expect(prompt[1]).toEqual({ role: 'assistant', content: [{ type: 'text', text: '(A tool was used here.)' }] })
  const plain = { prompt: [user] as typeof searched }
  expect(withoutForeignTools(plain, 'mistral.chat')).toBe(plain)
})
