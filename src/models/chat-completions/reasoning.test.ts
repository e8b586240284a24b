import { describe, expect, it } from 'vitest'
import {
  chatServer,
  chunk,
  question,
  sse,
  streamed,
  whole,
  type ChatServerOptions,
} from '../../../test/support/chat-wire.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4Content } from '../model.ts'
import type { JsonObject } from '../../util/json/json.ts'

type AssistantPart = Extract<LanguageModelV4CallOptions['prompt'][number], { role: 'assistant' }>['content'][number]

/** The content of an answer as the loop sends it back: its notes for the provider become settings. */
function asTurn(content: readonly LanguageModelV4Content[]): LanguageModelV4CallOptions['prompt'][number] {
  return {
    role: 'assistant',
    content: content.map(({ providerMetadata, ...part }) => ({
      ...part,
      ...(part.type === 'tool-call' ? { input: JSON.parse(part.input) as unknown } : {}),
      ...(providerMetadata === undefined ? {} : { providerOptions: providerMetadata }),
    })) as AssistantPart[],
  }
}

/** The same content from a stream. */
async function streamedContent(model: LanguageModelV4): Promise<readonly LanguageModelV4Content[]> {
  const { parts } = await streamed(model)
  return parts.flatMap((part): readonly LanguageModelV4Content[] => {
    if (part.type === 'tool-call') return [part]
    if (part.type !== 'reasoning-start' && part.type !== 'text-start') return []
    const [type] = part.type.split('-')
    const own = parts.filter((other) => 'id' in other && other.id === part.id)
    const text = own.map((other) => ('delta' in other ? other.delta : '')).join('')
    const notes = own
      .map((other) => ('providerMetadata' in other ? other.providerMetadata : undefined))
      .findLast(Boolean)
    return [{ type, text, ...(notes === undefined ? {} : { providerMetadata: notes }) } as LanguageModelV4Content]
  })
}

const toolCalls = [{ id: 'call00001', type: 'function', function: { name: 'echo', arguments: '{}' } }]

/** What the assistant's turn looks like in the request after an answer with that message. */
async function sentBack(
  options: Omit<ChatServerOptions, 'replies'>,
  message: JsonObject,
  isStreamed: boolean,
): Promise<JsonObject> {
  const first = isStreamed ? sse(chunk(message), chunk({}, 'tool_calls')) : whole(message, 'tool_calls')
  const server = await chatServer({ ...options, replies: [first, whole({ content: 'done' })] })
  const content = isStreamed ? await streamedContent(server.model) : (await server.model.doGenerate(question)).content
  await server.model.doGenerate({
    prompt: [
      ...question.prompt,
      asTurn(content),
      {
        role: 'tool',
        content: [
          { type: 'tool-result', toolCallId: 'call00001', toolName: 'echo', output: { type: 'text', value: 'ok' } },
        ],
      },
    ],
  })
  return server.requests[1]?.body.messages[1] ?? {}
}

const details = [
  { type: 'reasoning.text', text: 'hm', signature: 'SIG', format: 'anthropic-claude-v1', index: 0 },
  { type: 'reasoning.encrypted', data: 'ENC', id: 'call00001', index: 1 },
]

describe.each([
  ['in one piece', false],
  ['streamed', true],
])('reasoning that came %s', (_mode, isStreamed) => {
  it.each<[string, Omit<ChatServerOptions, 'replies'>, JsonObject, JsonObject]>([
    ['DeepSeek, which wants it', { provider: 'deepseek' }, { reasoning_content: 'hm' }, { reasoning_content: 'hm' }],
    [
      'DeepSeek, also where it was empty',
      { provider: 'deepseek' },
      { reasoning_content: '' },
      { reasoning_content: '' },
    ],
    ['vLLM, under its old name', { provider: 'vllm' }, { reasoning_content: 'hm' }, { reasoning_content: 'hm' }],
    ['vLLM, under its new name', { provider: 'vllm' }, { reasoning: 'hm' }, { reasoning: 'hm' }],
    ['Ollama', { provider: 'ollama' }, { reasoning: 'hm' }, { reasoning: 'hm' }],
    ['a server nobody knows', {}, { reasoning_details: details }, { reasoning_details: details }],
    [
      'OpenRouter, as details and nothing else',
      { provider: 'openrouter' },
      { reasoning: 'hm', reasoning_details: details },
      { reasoning_details: details },
    ],
    ['OpenRouter, where there are no details', { provider: 'openrouter' }, { reasoning: 'hm' }, {}],
    ['Groq, which refuses it', { provider: 'groq' }, { reasoning: 'hm' }, {}],
    ['Hugging Face, whose services may refuse it', { provider: 'huggingface' }, { reasoning: 'hm' }, {}],
    ['Azure', { provider: 'azure' }, { reasoning_content: 'hm' }, {}],
    ['OpenAI at another address', { provider: 'openai' }, { reasoning_content: 'hm' }, {}],
    ['Cerebras by its address', { baseUrl: 'https://api.cerebras.ai/v1' }, { reasoning: 'hm' }, {}],
    ['Groq by its address', { baseUrl: 'https://api.groq.com/openai/v1' }, { reasoning: 'hm' }, {}],
    [
      'DeepSeek by its address',
      { baseUrl: 'https://api.deepseek.com/v1' },
      { reasoning_content: 'hm' },
      { reasoning_content: 'hm' },
    ],
  ])('goes back to %s', async (_name, options, message, expected) => {
    const sent = await sentBack(options, { content: null, ...message, tool_calls: toolCalls }, isStreamed)
    expect(sent).toEqual({ role: 'assistant', content: null, ...expected, tool_calls: toolCalls })
  })

  it('goes back to Mistral as a part of the content', async () => {
    const thinking = { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }
    const message = { content: [thinking, { type: 'text', text: 'I look.' }], tool_calls: toolCalls }
    const sent = await sentBack({ provider: 'mistral' }, message, isStreamed)
    expect(sent).toEqual({ role: 'assistant', ...message })
  })

  it('goes back with the signature that Gemini put on a call, and none is invented for older models', async () => {
    const signed = { ...toolCalls[0], extra_content: { google: { thought_signature: 'SIG' } } }
    for (const options of [
      { baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai' },
      { provider: 'openai' },
      { provider: 'openrouter' },
    ] as const) {
      const sent = await sentBack(options, { content: null, tool_calls: [signed] as never }, isStreamed)
      expect(sent['tool_calls']).toEqual([signed])
      const plain = await sentBack(options, { content: null, tool_calls: toolCalls }, isStreamed)
      expect(plain['tool_calls']).toEqual(toolCalls)
    }
  })

  it('goes back with the signature that Gemini put on a text', async () => {
    const extra = { google: { thought_signature: 'SIG' } }
    const sent = await sentBack({}, { content: 'I look.', extra_content: extra, tool_calls: toolCalls }, isStreamed)
    expect(sent).toEqual({ role: 'assistant', content: 'I look.', extra_content: extra, tool_calls: toolCalls })
  })

  it('stays behind where no tool is called', async () => {
    const sent = await sentBack({ provider: 'deepseek' }, { content: 'Hello', reasoning_content: 'hm' }, isStreamed)
    expect(sent).toEqual({ role: 'assistant', content: 'Hello' })
  })

  it('is one block before the text', async () => {
    const server = await chatServer({
      replies: [
        isStreamed
          ? sse(
              chunk({ reasoning_content: 'h' }),
              chunk({ reasoning_content: 'm' }),
              chunk({ content: 'Hello' }),
              chunk({}, 'stop'),
            )
          : whole({ reasoning_content: 'hm', content: 'Hello' }),
      ],
    })
    const content = isStreamed ? await streamedContent(server.model) : (await server.model.doGenerate(question)).content
    expect(content.map((part) => [part.type, 'text' in part ? part.text : ''])).toEqual([
      ['reasoning', 'hm'],
      ['text', 'Hello'],
    ])
  })
})

describe('reasoning of another model', () => {
  const foreign: LanguageModelV4CallOptions = {
    prompt: [
      ...question.prompt,
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'hm', providerOptions: { anthropic: { signature: 'S' } } },
          {
            type: 'tool-call',
            toolCallId: 'a',
            toolName: 'echo',
            input: {},
            providerOptions: { google: { thoughtSignature: 'G' } },
          },
        ],
      },
    ],
  }

  it.each([
    ['a server nobody knows', {}, {}],
    ['OpenRouter', { provider: 'openrouter' }, {}],
    ['DeepSeek, which wants some', { provider: 'deepseek' }, { reasoning_content: 'hm' }],
  ] as const)('is sent to %s as it takes it', async (_name, options, expected) => {
    const server = await chatServer({ ...options, replies: [whole({ content: 'done' })] })
    await server.model.doGenerate(foreign)
    const turn = server.requests[0]?.body.messages[1]
    expect(turn).toMatchObject(expected)
    expect(Object.keys(turn ?? {}).toSorted()).toEqual(
      ['content', 'role', 'tool_calls', ...Object.keys(expected)].toSorted(),
    )
    expect(JSON.stringify(turn)).not.toContain('"G"')
  })

  it('has a signature at Google, or what Google takes for one', async () => {
    const baseUrl = 'https://generativelanguage.googleapis.com/v1beta/openai'
    const server = await chatServer({ baseUrl, modelId: 'gemini-3-flash', replies: [whole({ content: 'done' })] })
    await server.model.doGenerate(foreign)
    const [, turn] = foreign.prompt
    await server.model.doGenerate({
      prompt: [
        ...question.prompt,
        { ...turn, content: [{ type: 'tool-call', toolCallId: 'a', toolName: 'echo', input: {} }] } as never,
      ],
    })
    const signatures = server.requests.map(
      ({ body }) => JSON.stringify(body.messages[1]?.['tool_calls']).match(/"thought_signature":"(\w+)"/)?.[1],
    )
    expect(signatures).toEqual(['G', 'skip_thought_signature_validator'])
  })
})

describe('details of reasoning in a stream', () => {
  it('are put together by their index, kept whole, and told once at the end', async () => {
    const piece = (...list: readonly JsonObject[]): JsonObject => chunk({ reasoning_details: list })
    const server = await chatServer({
      provider: 'openrouter',
      replies: [
        sse(
          piece({ type: 'reasoning.text', text: 'Let ', index: 0, format: 'f' }),
          piece({ type: 'reasoning.text', text: 'me see.', index: 0, signature: null }),
          piece({ type: 'reasoning.text', signature: 'SIG', index: 0 }),
          piece(
            { type: 'reasoning.encrypted', data: 'EN', index: 0 },
            { type: 'reasoning.encrypted', data: 'OTHER', id: 'b', index: 2 },
          ),
          chunk({ content: 'Hello' }),
          piece(
            { type: 'reasoning.encrypted', data: 'C', index: 0 },
            { type: 'reasoning.unheard_of', index: 3, what: { is: 'this' } },
          ),
          chunk({}, 'stop'),
        ),
      ],
    })
    const { parts, reasoning, text } = await streamed(server.model)
    expect([reasoning, text]).toEqual(['Let me see.', 'Hello'])
    const ends = parts.filter((part) => part.type === 'reasoning-end')
    expect(ends.map(({ providerMetadata }) => providerMetadata)).toEqual([
      {
        openrouter: {
          reasoningDetails: [
            { type: 'reasoning.text', text: 'Let me see.', index: 0, format: 'f', signature: 'SIG' },
            { type: 'reasoning.encrypted', data: 'ENC', index: 0 },
            { type: 'reasoning.encrypted', data: 'OTHER', id: 'b', index: 2 },
            { type: 'reasoning.unheard_of', index: 3, what: { is: 'this' } },
          ],
        },
      },
    ])
  })

  it('go on where they left off without an index', async () => {
    const server = await chatServer({
      provider: 'openrouter',
      replies: [
        sse(
          ...['a', 'b'].map((text) =>
            chunk({ reasoning: text, reasoning_details: [{ type: 'reasoning.text', text }] }),
          ),
          chunk({}, 'stop'),
        ),
      ],
    })
    const { parts, reasoning } = await streamed(server.model)
    expect(reasoning).toBe('ab')
    expect(parts.find((part) => part.type === 'reasoning-end')?.providerMetadata).toEqual({
      openrouter: { reasoningDetails: [{ type: 'reasoning.text', text: 'ab' }] },
    })
  })
})
