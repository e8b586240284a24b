import { describe, expect, it } from 'vitest'
import { anthropicMessages } from '../../../test/support/servers/anthropic-messages.ts'
import { bedrockConverse } from '../../../test/support/servers/bedrock-converse.ts'
import { startFakeProvider } from '../../../test/support/servers/fake-provider.ts'
import { gemini } from '../../../test/support/servers/gemini.ts'
import { openaiChat } from '../../../test/support/servers/openai-chat.ts'
import { openaiResponses } from '../../../test/support/servers/openai-responses.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { createModelResolver } from '../../models/resolve-model.ts'
import { memoryLedger } from '../../runs/memory/memory-ledger.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { toolContent, type ToolContent, type ToolContentPart } from '../../tools/tool-content.ts'

const png: ToolContentPart = {
  type: 'file',
  mediaType: 'image/png',
  data: new Uint8Array([104, 105]),
  filename: 'a.png',
}
const shown = () => toolContent([{ type: 'text', text: 'Here it is.' }, png])
const look = (execute: () => ToolContent) =>
  defineTool({ name: 'look', description: 'Looks', input: { type: 'object', properties: {} }, effect: 'none', execute })

/** What the model is told, as the loop gives it to the model and as it is recorded. */
async function told(execute: () => ToolContent) {
  const model = scriptedModel([{ toolCalls: [{ toolName: 'look', input: {} }] }, 'done'])
  const ledger = memoryLedger()
  await defineAgent({ name: 'a', model, tools: [look(execute)] }).run('go', { ledger })
  const message = model.calls.at(-1)?.options.prompt.at(-1)
  const [part] = message?.role === 'tool' ? message.content : []
  const recorded = ledger.records.find((record) => record.type === 'outcome' && record.key.startsWith('tool:'))
  return {
    output: part?.type === 'tool-result' ? part.output : undefined,
    recorded: recorded?.type === 'outcome' ? recorded.value : undefined,
  }
}

describe('content as the result of a tool', () => {
  it('reaches the model as texts and files, and the record as JSON', async () => {
    const { output, recorded } = await told(() =>
      toolContent([{ type: 'text', text: 'a' }, png, { type: 'data', data: { n: 1 } }]),
    )
    expect(output).toEqual({
      type: 'content',
      value: [
        { type: 'text', text: 'a' },
        { type: 'file', mediaType: 'image/png', filename: 'a.png', data: { type: 'data', data: 'aGk=' } },
        { type: 'text', text: '{"n":1}' },
      ],
    })
    expect(recorded).toEqual({
      isContent: true,
      output: [
        { type: 'text', text: 'a' },
        { type: 'file', mediaType: 'image/png', data: { $bytes: 'aGk=' }, filename: 'a.png' },
        { type: 'data', data: { n: 1 } },
      ],
    })
  })

  it.each([
    ['base64', 'aGk=', { type: 'data', data: 'aGk=' }],
    ['base64 of the other alphabet, in lines', '_-8\n=', { type: 'data', data: '/+8=' }],
    ['an ArrayBuffer', new Uint8Array([104, 105]).buffer, { type: 'data', data: 'aGk=' }],
    ['an address', new URL('https://a.example/a.png'), { type: 'url', url: new URL('https://a.example/a.png') }],
    ['a data address', 'data:image/png;base64,iVBORw0KGgo=', { type: 'data', data: 'iVBORw0KGgo=' }],
    ['an address as text', 'https://a.example/a.png', { type: 'url', url: new URL('https://a.example/a.png') }],
    ['an address that holds the data', new URL('data:image/png;base64,aGk='), { type: 'data', data: 'aGk=' }],
  ])('takes a file as %s', async (_form, data, expected) => {
    const part = { ...png, data } as ToolContentPart
    const { output } = await told(() => toolContent([part]))
    expect(output).toMatchObject({ type: 'content', value: [{ type: 'file', data: expected }] })
  })

  it('gives files of text as text, which every model takes', async () => {
    const data = new TextEncoder().encode('a,b')
    const { output } = await told(() => toolContent([{ type: 'file', mediaType: 'text/csv', data, filename: 'a.csv' }]))
    expect(output).toEqual({ type: 'content', value: [{ type: 'text', text: 'File "a.csv":\na,b' }] })
  })

  it.each([
    ['no list', () => toolContent('x' as never), 'toolContent takes a list of at least one part, not "x"'],
    ['no part', () => toolContent([]), 'toolContent takes a list of at least one part'],
    ['another part', () => toolContent([{ type: 'image', data: 'aGk=' } as never]), 'a part of the type "image"'],
    ['no base64', () => toolContent([{ ...png, data: '<svg>' }]), 'neither bytes, base64 nor an address'],
    [
      'a large file',
      () => toolContent([{ ...png, data: new Uint8Array(21_500_000) }]),
      'holds the file "a.png" (image/png) of 21.5 MB, and 20 MB are the most',
    ],
  ])('that is none is told: %s', async (_kind, make, words) => {
    const { output } = await told(make)
    expect(output).toMatchObject({ type: 'error-text', value: expect.stringContaining(words) })
  })

  it('follows the results where tools are blocks in the text', async () => {
    const call = '```tool_call\n{"name":"look"}\n```\n'
    const model = scriptedModel([call, 'done'])
    await defineAgent({ name: 'a', model, tools: [look(shown)], toolMode: 'text' }).run('go')
    expect(model.calls[1]?.options.prompt.at(-1)).toEqual({
      role: 'user',
      content: [
        {
          type: 'text',
          text: '```tool_result\n{"name":"look","result":"Here it is.\\n[The file \\"a.png\\" (image/png) follows after the results.]"}\n```',
        },
        { type: 'text', text: 'The file "a.png" (image/png), from the result of "look":' },
        { type: 'file', mediaType: 'image/png', filename: 'a.png', data: { type: 'data', data: 'aGk=' } },
      ],
    })
  })
})

describe('content as the result of a tool, over the wire', () => {
  const pdf: ToolContentPart = { type: 'file', mediaType: 'application/pdf', data: 'aGk=' }
  const sound: ToolContentPart = { type: 'file', mediaType: 'audio/wav', data: 'aGk=' }
  const linked: ToolContentPart = { type: 'file', mediaType: 'image/png', data: new URL('https://a.example/a.png') }

  /** What a provider is sent after the tool was called, without what came before. */
  async function sent(name: string, ...parts: readonly ToolContentPart[]): Promise<string> {
    const formats = [openaiChat, openaiResponses, anthropicMessages, gemini, bedrockConverse]
    await using server = await startFakeProvider(formats, (_request, number) =>
      number === 0
        ? { type: 'answer', toolCalls: [{ toolName: 'look', input: {} }] }
        : { type: 'answer', text: 'done' },
    )
    const resolveModel = createModelResolver({
      environment: Object.fromEntries(
        [
          'OPENAI_API_KEY',
          'ANTHROPIC_API_KEY',
          'GOOGLE_API_KEY',
          'XAI_API_KEY',
          'MISTRAL_API_KEY',
          'AWS_BEARER_TOKEN_BEDROCK',
        ].map((key) => [key, 'secret-key']),
      ),
      fetch: (input, init) => fetch(String(input).replace(/^https:\/\/[^/]+/, server.url), init),
    })
    const tool = look(() => toolContent([{ type: 'text', text: 'Here it is.' }, ...parts]))
    const { output } = await defineAgent({ name: 'a', model: name, tools: [tool] }).run('go', { resolveModel })
    expect(output).toBe('done')
    const body = server.requests[1]?.body as Readonly<Record<string, readonly unknown[]>>
    const conversation = body['messages'] ?? body['input'] ?? body['contents'] ?? []
    return JSON.stringify(conversation.slice(2))
  }

  it.each([
    ['openai:gpt-4o', /"function_call_output".*"image_url":"data:image\/png;base64,aGk="/],
    [
      'anthropic:claude-sonnet-4-5',
      /"tool_result".*"type":"image","source":\{"type":"base64","media_type":"image\/png","data":"aGk="/,
    ],
    [
      'google:gemini-3.5-flash',
      /"functionResponse":\{.*"content":"Here it is\."\},"parts":\[\{"inlineData":\{"mimeType":"image\/png","data":"aGk="/,
    ],
    ['xai:grok-4', /"function_call_output".*"image_url":"data:image\/png;base64,aGk="/],
    ['amazon-bedrock:amazon.nova-pro-v1:0', /"toolResult".*"image":\{"format":"png","source":\{"bytes":"aGk="/],
  ])('is in the result for %s', async (name, form) => {
    expect(await sent(name, png)).toMatch(form)
  })

  it.each([
    [
      'mistral:mistral-large-latest',
      /"role":"tool".*"Here it is\.\\n\[The file \\"a.png\\" \(image\/png\) follows.*"role":"user".*"image_url":\{"url":"data:image\/png;base64,aGk="/,
    ],
    [
      'google:gemini-2.5-flash',
      /"functionResponse":.*follows after the results.*"role":"user","parts":\[\{"text":"The file.*"inlineData":\{"mimeType":"image\/png","data":"aGk="/,
    ],
  ])('follows in a turn of its own for %s', async (name, form) => {
    expect(await sent(name, png)).toMatch(form)
  })

  it.each([
    ['anthropic:claude-sonnet-4-5', sound],
    ['xai:grok-4', pdf],
    ['amazon-bedrock:amazon.nova-pro-v1:0', linked],
  ])('is told where %s takes no such file', async (name, part) => {
    const text = await sent(name, part)
    expect(text).toContain(`A file (${part.type === 'file' ? part.mediaType : ''}) cannot be shown to you.`)
    expect(text).not.toContain('aGk=')
  })
})
