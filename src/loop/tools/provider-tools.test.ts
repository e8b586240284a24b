import { createAnthropic } from '@ai-sdk/anthropic'
import { openai } from '@ai-sdk/openai'
import { describe, expect, it } from 'vitest'
import { anthropicMessages } from '../../../test/support/servers/anthropic-messages.ts'
import { startFakeProvider } from '../../../test/support/servers/fake-provider.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import type { RunEvent } from '../../events/event.ts'
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4StreamPart,
} from '../../models/model.ts'
import { createModelResolver } from '../../models/resolve-model.ts'
import { memoryLedger } from '../../runs/memory/memory-ledger.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { providerTool } from '../../tools/provider-tool.ts'

const search = providerTool({ id: 'anthropic.web_search_20250305', args: { maxUses: 3 } })
const searched: LanguageModelV4Content[] = [
  { type: 'tool-call', toolCallId: 's1', toolName: 'web_search', input: '{"query":"Oslo"}', providerExecuted: true },
  { type: 'tool-result', toolCallId: 's1', toolName: 'web_search', result: [], preliminary: true },
  { type: 'tool-result', toolCallId: 's1', toolName: 'web_search', result: [{ url: 'https://a.example' }] },
]
const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
}

/** A model that gives this content, one after another, and keeps what it was asked. */
function modelOf(...answers: readonly LanguageModelV4Content[][]) {
  const calls: LanguageModelV4CallOptions[] = []
  const next = (options: LanguageModelV4CallOptions): LanguageModelV4Content[] => answers[calls.push(options) - 1] ?? []
  const finishReason = (content: LanguageModelV4Content[]) => ({
    unified: content.some((part) => part.type === 'tool-call' && part.providerExecuted !== true)
      ? ('tool-calls' as const)
      : ('stop' as const),
    raw: undefined,
  })
  const model: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: 'anthropic.messages',
    modelId: 'claude',
    supportedUrls: {},
    doGenerate: async (options) => {
      const content = next(options)
      return { content, finishReason: finishReason(content), usage, warnings: [] }
    },
    doStream: async (options) => {
      const content = next(options)
      const parts: LanguageModelV4StreamPart[] = [{ type: 'stream-start', warnings: [] }]
      for (const part of content) {
        if (part.type === 'text')
          parts.push({ type: 'text-start', id: 't' }, { type: 'text-delta', id: 't', delta: part.text })
        else if (part.type !== 'reasoning') parts.push(part)
      }
      parts.push({ type: 'finish', finishReason: finishReason(content), usage })
      return { stream: streamOf(parts) }
    },
  }
  return { model, calls }
}

function streamOf(parts: readonly LanguageModelV4StreamPart[]): ReadableStream<LanguageModelV4StreamPart> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part)
      controller.close()
    },
  })
}

describe('a tool that the provider runs', () => {
  const look = defineTool({
    name: 'look',
    description: 'd',
    input: { type: 'object' },
    effect: 'none',
    execute: () => 'seen',
  })
  const look1: LanguageModelV4Content = { type: 'tool-call', toolCallId: 'l1', toolName: 'look', input: '{}' }
  const done: LanguageModelV4Content[] = [{ type: 'text', text: 'done' }]

  it('is described to the model beside the functions, and never run here', async () => {
    const { model, calls } = modelOf([...searched, { type: 'text', text: 'Found.' }, look1], done)
    const { output } = await defineAgent({ name: 'a', model, tools: [search, look] }).run('go')
    expect(output).toBe('done')
    expect(calls[0]?.tools).toMatchObject([
      { type: 'provider', id: 'anthropic.web_search_20250305', name: 'web_search', args: { maxUses: 3 } },
      { type: 'function', name: 'look' },
    ])
    expect(calls[1]?.prompt.slice(1)).toMatchObject([
      {
        role: 'assistant',
        content: [
          {
            type: 'tool-call',
            toolCallId: 's1',
            toolName: 'web_search',
            input: { query: 'Oslo' },
            providerExecuted: true,
          },
          { type: 'tool-result', toolCallId: 's1', output: { type: 'json', value: [{ url: 'https://a.example' }] } },
          { type: 'text', text: 'Found.' },
          { type: 'tool-call', toolName: 'look' },
        ],
      },
      { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'l1', output: { type: 'text', value: 'seen' } }] },
    ])
  })

  it.each(['run', 'stream'] as const)('shows as events, live and on replay, of %s', async (way) => {
    const ledger = memoryLedger()
    const told = async (model: LanguageModelV4, before: typeof ledger): Promise<readonly unknown[]> => {
      const events: RunEvent[] = []
      const agent = defineAgent({ name: 'a', model, tools: [search] })
      const options = { ledger: before, onEvent: (event: RunEvent) => void events.push(event) }
      await (way === 'run' ? agent.run('go', options) : agent.stream('go', options).result)
      return events.flatMap((event) => {
        if (event.type !== 'tool-call' && event.type !== 'tool-result') return []
        const { type, key, kind, toolCallId, toolName, providerExecuted } = event
        return [
          {
            type,
            key,
            kind,
            toolCallId,
            toolName,
            providerExecuted,
            value: 'input' in event ? event.input : event.output,
          },
        ]
      })
    }
    const { model } = modelOf([...searched, ...done])
    const events = await told(model, ledger)
    const common = {
      key: 'model:anthropic.messages:claude#1',
      kind: 'model',
      toolCallId: 's1',
      toolName: 'web_search',
      providerExecuted: true,
    }
    expect(events).toEqual([
      { type: 'tool-call', ...common, value: { query: 'Oslo' } },
      { type: 'tool-result', ...common, value: [{ url: 'https://a.example' }] },
    ])
    expect(await told(modelOf().model, memoryLedger(ledger.records))).toEqual(events)
  })

  it('may give no result, one that nobody asked for, or one that says what went wrong', async () => {
    const { model, calls } = modelOf(
      [
        {
          type: 'tool-call',
          toolCallId: 's1',
          toolName: 'web_search',
          input: '{"query":',
          providerExecuted: true,
          dynamic: true,
        },
        { type: 'tool-result', toolCallId: 's0', toolName: 'other', result: { code: 'unavailable' }, isError: true },
        look1,
      ],
      done,
    )
    expect((await defineAgent({ name: 'a', model, tools: [search, look] }).run('go')).output).toBe('done')
    expect(calls[1]?.prompt[1]).toMatchObject({
      content: [
        { toolCallId: 's1', providerExecuted: true },
        { toolCallId: 's0', output: { type: 'error-json', value: { code: 'unavailable' } } },
        { toolCallId: 'l1' },
      ],
    })
  })

  it('is told to be one where the model leaves the call to us', async () => {
    const { model, calls } = modelOf(
      [{ type: 'tool-call', toolCallId: 's1', toolName: 'web_search', input: '{}' }],
      done,
    )
    expect((await defineAgent({ name: 'a', model, tools: [search] }).run('go')).output).toBe('done')
    expect(JSON.stringify(calls[1]?.prompt.at(-1))).toContain(
      'is run by the provider of the model, which did not run this call',
    )
  })

  it('may be one that a package of the AI SDK made', async () => {
    const anthropic = createAnthropic({ apiKey: 'secret-key' })
    const { model, calls } = modelOf(done)
    const tools = [
      anthropic.tools.webSearch_20250305({ maxUses: 2 }),
      anthropic.tools.codeExecution_20250825({}),
      openai.tools.fileSearch({ vectorStoreIds: ['v'] }),
    ]
    await defineAgent({ name: 'a', model, tools }).run('go')
    expect(calls[0]?.tools).toMatchObject([
      { type: 'provider', id: 'anthropic.web_search_20250305', name: 'web_search', args: { maxUses: 2 } },
      { type: 'provider', id: 'anthropic.code_execution_20250825', name: 'code_execution' },
      { type: 'provider', id: 'openai.file_search', name: 'file_search', args: { vectorStoreIds: ['v'] } },
    ])
  })

  it.each([
    ['an id without a provider', () => providerTool({ id: 'search' as never }), 'TOOL_OPTIONS_INVALID'],
    ['junk for args', () => providerTool({ id: 'openai.web_search', args: [] as never }), 'TOOL_OPTIONS_INVALID'],
    ['a name that is none', () => providerTool({ id: 'openai.web_search', name: 'web search' }), 'TOOL_NAME_INVALID'],
    [
      'one that it would not run',
      () =>
        defineAgent({
          name: 'a',
          model: 'm',
          tools: [openai.tools.localShell({ execute: async () => ({ output: '' }) })],
        }),
      'TOOL_OPTIONS_INVALID',
    ],
    [
      'another object of the AI SDK',
      () => defineAgent({ name: 'a', model: 'm', tools: [{ type: 'dynamic', name: 'x' } as never] }),
      'TOOL_OPTIONS_INVALID',
    ],
    [
      'a tool of no name',
      () => defineAgent({ name: 'a', model: 'm', tools: [{ ...look, name: undefined } as never] }),
      'TOOL_NAME_INVALID',
    ],
    ['two of one name', () => defineAgent({ name: 'a', model: 'm', tools: [search, search] }), 'TOOL_DUPLICATE'],
    [
      'tools in text',
      () => defineAgent({ name: 'a', model: 'm', toolMode: 'text', tools: [search] }),
      'AGENT_OPTIONS_INVALID',
    ],
    [
      'a model without tools',
      () => defineAgent({ name: 'a', model: 'ollama:tinyllama', tools: [search] }),
      'AGENT_OPTIONS_INVALID',
    ],
  ])('is refused with %s', (_kind, make, code) => {
    expect(make).toThrow(expect.objectContaining({ code }))
  })

  it('goes back to Anthropic as the blocks that it came in', async () => {
    const searchReply = {
      type: 'answer',
      run: { input: 'Oslo', output: 'xyz' },
      toolCalls: [{ toolName: 'look', input: {} }],
    } as const
    await using server = await startFakeProvider([anthropicMessages], (_request, number) =>
      number === 0 ? searchReply : { type: 'answer', text: 'done' },
    )
    const resolveModel = createModelResolver({
      environment: {},
      overrides: { anthropic: { apiKey: 'secret-key-1', baseUrl: `${server.url}/v1` } },
    })
    const agent = defineAgent({ name: 'a', model: 'anthropic:claude-sonnet-4-5', tools: [search, look] })
    expect((await agent.run('go', { resolveModel })).output).toBe('done')
    const [first, second] = server.requests.map(
      ({ body }) => body as { tools: unknown; messages: { content: unknown }[] },
    )
    expect(first?.tools).toMatchObject([
      { type: 'web_search_20250305', name: 'web_search', max_uses: 3 },
      { name: 'look' },
    ])
    expect(second?.messages[1]?.content).toMatchObject([
      { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'Oslo' } },
      {
        type: 'web_search_tool_result',
        tool_use_id: 'srvtoolu_1',
        content: [{ type: 'web_search_result', encrypted_content: 'xyz' }],
      },
      { type: 'tool_use', name: 'look', input: {} },
    ])
  })
})
