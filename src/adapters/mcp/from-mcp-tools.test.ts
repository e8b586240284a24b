import { Client, InMemoryTransport, type CallToolResult } from '@modelcontextprotocol/client'
import { McpServer } from '@modelcontextprotocol/server'
import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineAgent } from '../../agents/define-agent.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import type { Tool } from '../../tools/tool.ts'
import type { JsonObject, JsonValue } from '../../util/json/json.ts'
import { fromMcpTools } from './from-mcp-tools.ts'
import type { McpCall, McpTool, McpToolsOptions } from './mcp-tool.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const client of open.splice(0)) await client.close()
})

/** A client of the SDK that is connected to the server. */
async function connect(register: (server: McpServer) => void): Promise<Client> {
  const server = new McpServer({ name: 'desk', version: '1.0.0' })
  register(server)
  const client = new Client({ name: 'test', version: '1.0.0' })
  const [near, far] = InMemoryTransport.createLinkedPair()
  await Promise.all([server.connect(far), client.connect(near)])
  open.push(client)
  return client
}

/** What a model is told of one call. */
async function told(tools: readonly Tool<string, JsonObject>[], toolName: string, input: JsonValue = {}) {
  const model = scriptedModel([{ toolCalls: [{ toolName, input }] }, 'done'])
  await defineAgent({ name: 'user', model, tools }).run('go')
  const last = model.calls[1]?.options.prompt.at(-1)
  const [part] = last?.role === 'tool' ? last.content : []
  return part?.type === 'tool-result' ? part.output : undefined
}

/** What a model is told of a result that a server gives. */
async function toldOf(result: CallToolResult) {
  const client = await connect((server) => server.registerTool('probe', {}, async () => result))
  return told(await fromMcpTools(client), 'probe')
}

describe('tools of an MCP server', () => {
  it('are listed, offered with their schema, called and answered', async () => {
    const client = await connect((server) =>
      server.registerTool(
        'add',
        { description: 'Adds numbers.', inputSchema: z.object({ a: z.number(), b: z.number() }) },
        async ({ a, b }) => ({ content: [{ type: 'text', text: String(a + b) }] }),
      ),
    )
    const tools = await fromMcpTools(client)
    expect(tools).toMatchObject([{ name: 'add', description: 'Adds numbers.', effect: 'once', timeoutMs: 60_000 }])
    expect(tools[0]?.inputSchema).toMatchObject({ type: 'object', required: ['a', 'b'] })
    expect(await told(tools, 'add', { a: 2, b: 3 })).toEqual({ type: 'text', value: '5' })
    expect(await told(tools, 'add', { a: 'two' })).toMatchObject({
      type: 'error-text',
      value: expect.stringContaining('arguments do not match'),
    })
  })

  it('are found on every page', async () => {
    const pages = [['one', 'two'], ['three'], ['four']]
    const tool = (name: string) => ({ name, inputSchema: { type: 'object' as const } })
    const client = await connect((server) => {
      server.registerTool('any', {}, async () => ({ content: [] }))
      server.server.setRequestHandler('tools/list', async ({ params }) => {
        const page = Number(params?.cursor ?? 0)
        return {
          tools: (pages[page] ?? []).map(tool),
          ...(page + 1 < pages.length ? { nextCursor: String(page + 1) } : {}),
        }
      })
    })
    expect((await fromMcpTools(client)).map(({ name }) => name)).toEqual(['one', 'two', 'three', 'four'])
    // The client of version 2 goes through the pages itself; others give them one by one.
    const paging = {
      listTools: async (params?: { cursor?: string }) => client.listTools({ cursor: params?.cursor ?? '0' }),
      callTool: async () => ({ content: [] }),
    }
    expect((await fromMcpTools(paging)).map(({ name }) => name)).toEqual(['one', 'two', 'three', 'four'])
  })

  it('show the model texts, pictures, sounds, files and links', async () => {
    expect(await toldOf({ content: [] })).toEqual({ type: 'json', value: null })
    expect(
      await toldOf({
        content: [
          { type: 'text', text: 'one' },
          { type: 'text', text: 'two' },
        ],
      }),
    ).toEqual({ type: 'text', value: 'one\ntwo' })
    expect(
      await toldOf({
        content: [
          { type: 'text', text: 'See:' },
          { type: 'image', data: 'iVBORw0=', mimeType: 'image/png' },
          { type: 'audio', data: 'UklGRg==', mimeType: 'audio/wav' },
          { type: 'resource', resource: { uri: 'file:///notes/a.txt', text: 'note', mimeType: 'text/plain' } },
          { type: 'resource', resource: { uri: 'file:///notes/a.pdf', blob: 'JVBERg==', mimeType: 'application/pdf' } },
          { type: 'resource_link', uri: 'file:///notes/b.txt', name: 'b', _meta: { internal: true } },
        ],
      }),
    ).toEqual({
      type: 'content',
      value: [
        { type: 'text', text: 'See:' },
        { type: 'file', mediaType: 'image/png', data: { type: 'data', data: 'iVBORw0=' } },
        { type: 'file', mediaType: 'audio/wav', data: { type: 'data', data: 'UklGRg==' } },
        { type: 'text', text: 'file:///notes/a.txt:\nnote' },
        { type: 'file', mediaType: 'application/pdf', filename: 'a.pdf', data: { type: 'data', data: 'JVBERg==' } },
        { type: 'text', text: '{"name":"b","uri":"file:///notes/b.txt","type":"resource_link"}' },
      ],
    })
  })

  it('show the model structured content once, and what is said beside it', async () => {
    const structuredContent = { degrees: 3, sky: 'clear' }
    const same = { type: 'text' as const, text: '{"sky":"clear","degrees":3}' }
    expect(await toldOf({ content: [same], structuredContent })).toEqual({ type: 'json', value: structuredContent })
    expect(await toldOf({ content: [{ type: 'text', text: 'Cold.' }], structuredContent })).toMatchObject({
      type: 'content',
      value: [
        { type: 'text', text: 'Cold.' },
        { type: 'text', text: '{"degrees":3,"sky":"clear"}' },
      ],
    })
  })

  it('that fail tell the model, and end no run', async () => {
    const content = [{ type: 'text' as const, text: 'No such city.' }]
    expect(await toldOf({ content, isError: true })).toEqual({ type: 'error-text', value: 'No such city.' })
    expect(await toldOf({ content: [], isError: true })).toMatchObject({
      value: expect.stringContaining('did not say'),
    })
    const client = await connect((server) =>
      server.registerTool('probe', {}, () => {
        throw new Error('disk full')
      }),
    )
    expect(await told(await fromMcpTools(client), 'probe')).toMatchObject({
      type: 'error-text',
      value: expect.stringContaining('disk full'),
    })
    await client.close()
    expect(
      await told(await fromMcpTools({ tools: [plain('probe')], callTool: (call) => client.callTool(call) }), 'probe'),
    ).toMatchObject({ type: 'error-text' })
  })

  it('have the effect that is given by name, and that the server says where it is trusted', async () => {
    const client = await connect((server) => {
      const answer = async () => ({ content: [] })
      server.registerTool('read', { annotations: { readOnlyHint: true } }, answer)
      server.registerTool('put', { annotations: { readOnlyHint: false, idempotentHint: true } }, answer)
      server.registerTool('pay', { annotations: { destructiveHint: true } }, answer)
    })
    const effects = async (options: McpToolsOptions) =>
      (await fromMcpTools(client, options)).map(({ effect }) => effect)
    expect(await effects({})).toEqual(['once', 'once', 'once'])
    expect(await effects({ trusted: true })).toEqual(['none', 'idempotent', 'once'])
    expect(await effects({ effects: { pay: 'idempotent' } })).toEqual(['once', 'once', 'idempotent'])
    expect(await effects({ trusted: true, effects: { read: 'once' } })).toEqual(['once', 'idempotent', 'once'])
  })

  it('stop when the run does, and tell the server', async () => {
    const controller = new AbortController()
    let stopped: Promise<string> | undefined
    const client = await connect((server) =>
      server.registerTool('slow', {}, (context) => {
        stopped = new Promise((resolve) => {
          context.mcpReq.signal.addEventListener('abort', () => resolve('stopped'))
        })
        controller.abort(new Error('enough'))
        return new Promise(() => {})
      }),
    )
    const tools = await fromMcpTools(client, { effects: { slow: 'none' } })
    const model = scriptedModel([{ toolCalls: [{ toolName: 'slow', input: {} }] }, 'done'])
    const run = defineAgent({ name: 'user', model, tools }).run('go', { signal: controller.signal })
    await expect(run).rejects.toThrow('enough')
    expect(await stopped).toBe('stopped')
  })

  it('that take too long are not told of as if they had not happened', async () => {
    const clock = fakeClock()
    const client = await connect((server) =>
      server.registerTool('pay', {}, () => {
        queueMicrotask(() => void clock.advance(500))
        return new Promise(() => {})
      }),
    )
    const tools = await fromMcpTools(client, { timeoutMs: 500 })
    const model = scriptedModel([{ toolCalls: [{ toolName: 'pay', input: {} }] }, 'done'])
    const run = defineAgent({ name: 'user', model, tools }).run('go', { clock })
    await expect(run).rejects.toMatchObject({ code: 'RUN_NEEDS_ATTENTION' })
  })

  it('are called under the names of the server, whatever they are called here', async () => {
    const client = await connect((server) => {
      server.registerTool('files.read', { description: 'Reads a file.' }, async () => ({
        content: [{ type: 'text', text: 'read' }],
      }))
      server.registerTool(`${'x'.repeat(70)}_end`, {}, async () => ({ content: [] }))
    })
    const tools = await fromMcpTools(client, { prefix: 'desk_' })
    expect(tools).toMatchObject([
      { name: 'desk_files_read', description: 'Reads a file.\nThe server calls this tool "files.read".' },
      { name: `desk_${'x'.repeat(55)}_end`, description: expect.stringContaining('The server calls this tool') },
    ])
    expect(await told(tools, 'desk_files_read')).toEqual({ type: 'text', value: 'read' })
  })

  it('are taken from a list, with a function that calls them', async () => {
    const calls: unknown[] = []
    const callTool = (call: McpCall, { signal }: { readonly signal: AbortSignal }) => {
      calls.push(call, signal.aborted)
      return { content: [{ type: 'text', text: 'x' }] }
    }
    const tools = await fromMcpTools({ tools: [plain('probe')], callTool })
    expect(await told(tools, 'probe', { a: 1 })).toEqual({ type: 'text', value: 'x' })
    expect(calls).toEqual([{ name: 'probe', arguments: { a: 1 } }, false])
  })

  it('are called as version 1 of the SDK is called, where the client is one', async () => {
    const seen: unknown[] = []
    const client = {
      listTools: async () => ({ tools: [plain('probe')] }),
      callTool: async (
        call: McpCall,
        resultSchema?: { readonly parse: unknown },
        options?: { signal?: AbortSignal },
      ) => {
        seen.push(call.name, resultSchema, options?.signal instanceof AbortSignal)
        return { toolResult: 'of old' }
      },
    }
    expect(await told(await fromMcpTools(client), 'probe')).toEqual({ type: 'text', value: 'of old' })
    expect(seen).toEqual(['probe', undefined, true])
  })

  it('are those that are wanted', async () => {
    const source = { tools: [plain('a'), plain('b'), { ...plain('c'), inputSchema: { junk: 1 } }], callTool: () => 1 }
    expect((await fromMcpTools(source, { only: ['b'] })).map(({ name }) => name)).toEqual(['b'])
    await expect(fromMcpTools(source)).rejects.toMatchObject({
      code: 'TOOL_SCHEMA_INVALID',
      message: expect.stringContaining('"c"'),
    })
  })
})

describe('what is no MCP server, and options that make no sense', () => {
  const callTool = () => ({ content: [] })

  it.each<[string, unknown, unknown, RegExp]>([
    ['nothing', undefined, {}, /takes a connected client.*was given undefined/],
    ['a list alone', { tools: [] }, {}, /a list of tools without a "callTool" function/],
    ['a bare list', [plain('a')], {}, /or \{ tools, callTool \}, and was given a list/],
    ['a client of the AI SDK', { tools: () => ({}) }, {}, /a client of another kind.*fromAiSdkTools/],
    ['a broken client', { listTools: async () => [], callTool }, {}, /listTools.*gave a list and no \{ tools \}/],
    ['no tool', { tools: [{ inputSchema: {} }], callTool }, {}, /lists an object that has no "name"/],
    ['an effect', { tools: [plain('a')], callTool }, { effects: { a: 'never' } }, /effects.a must be one of none/],
    ['a name', { tools: [plain('read')], callTool }, { effects: { raed: 'none' } }, /"raed".*Did you mean "read"\?/],
    ['another name', { tools: [plain('read')], callTool }, { only: ['x'] }, /only names "x".*The server has "read"/],
    ['an option', { tools: [], callTool }, { trustd: true }, /There is no "trustd". Did you mean "trusted"\?/],
    ['trust', { tools: [], callTool }, { trusted: 'yes' }, /trusted must be true or false/],
    ['a prefix', { tools: [], callTool }, { prefix: 'a b' }, /prefix must be at most 32 letters/],
    ['a time limit', { tools: [], callTool }, { timeoutMs: -1 }, /timeoutMs must be a number of milliseconds above 0/],
    ['no options', { tools: [], callTool }, 'x', /options must be an object/],
  ])('are refused: %s', async (_, source, options, message) => {
    await expect(fromMcpTools(source as never, options as never)).rejects.toMatchObject({
      code: 'TOOL_OPTIONS_INVALID',
      message: expect.stringMatching(message),
    })
  })

  it('refuses a schema that is none, and names that clash', async () => {
    const junk = { tools: [{ name: 'a', inputSchema: 'x' }], callTool }
    await expect(fromMcpTools(junk as never)).rejects.toMatchObject({ code: 'TOOL_SCHEMA_INVALID' })
    const clash = { tools: [plain('a.b'), plain('a/b')], callTool }
    await expect(fromMcpTools(clash)).rejects.toMatchObject({
      code: 'TOOL_DUPLICATE',
      message: expect.stringMatching(/"a.b" and "a\/b" would both be called "a_b"/),
    })
    const twice = { tools: [plain('a'), plain('a')], callTool }
    await expect(fromMcpTools(twice)).rejects.toThrow(/lists the tool "a" twice/)
  })

  it('gives up a list that has no end, and when it is told to', async () => {
    let page = 0
    const endless = { listTools: async () => ({ tools: [], nextCursor: String((page += 1)) }), callTool: async () => 1 }
    await expect(fromMcpTools(endless)).rejects.toThrow(/more than 1000 pages/)
    const client = await connect((server) => server.registerTool('a', {}, async () => ({ content: [] })))
    await expect(fromMcpTools(client, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
  })
})

function plain(name: string): McpTool {
  return { name, inputSchema: { type: 'object' } }
}
