import { describe, expect, it } from 'vitest'
import { startFakeProvider, type FakeReply } from '../../../test/support/servers/fake-provider.ts'
import { gemini } from '../../../test/support/servers/gemini.ts'
import type { LanguageModelV4CallOptions, LanguageModelV4FunctionTool } from '../model.ts'
import { createModelResolver } from '../resolve-model.ts'
import { geminiSchema } from './gemini-schema.ts'
import { withPlainResults } from './gemini-results.ts'

const prompt: LanguageModelV4CallOptions['prompt'] = [{ role: 'user', content: [{ type: 'text', text: 'Hello?' }] }]
const tool = (name: string): LanguageModelV4FunctionTool => ({
  type: 'function',
  name,
  inputSchema: { type: 'object' },
})

async function asked(reply: FakeReply, options: Partial<LanguageModelV4CallOptions> = {}) {
  await using server = await startFakeProvider([gemini], reply)
  const resolve = createModelResolver({
    environment: {},
    overrides: { google: { apiKey: 'secret-key-1', baseUrl: `${server.url}/v1beta` } },
  })
  const model = await resolve('google:gemini-2.5-flash')
  const result = await model.doGenerate({ prompt, ...options })
  return { ...result, body: server.requests[0]?.body }
}

function endedBy(finishReason: string): FakeReply {
  const candidates = [{ content: { role: 'model', parts: [{ text: 'Half' }] }, finishReason }]
  return { type: 'raw', body: JSON.stringify({ candidates }) }
}

describe('the reasons of Gemini', () => {
  it.each(['SAFETY', 'RECITATION', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII', 'LANGUAGE', 'MODEL_ARMOR'])(
    '%s is a filter that stopped the answer',
    async (reason) => {
      const { finishReason } = await asked(endedBy(reason))
      expect(finishReason).toEqual({ unified: 'content-filter', raw: reason })
    },
  )

  it.each(['MALFORMED_FUNCTION_CALL', 'UNEXPECTED_TOOL_CALL', 'MALFORMED_RESPONSE', 'MISSING_THOUGHT_SIGNATURE'])(
    '%s is a broken answer, which another try may mend',
    async (reason) => {
      await expect(asked(endedBy(reason))).rejects.toMatchObject({
        code: 'MODEL_RESPONSE_INVALID',
        retryable: true,
        details: { finishReason: reason },
      })
    },
  )

  it.each(['OTHER', 'A_NEW_ONE'])('%s passes on', async (reason) => {
    expect((await asked(endedBy(reason))).finishReason).toEqual({ unified: 'other', raw: reason })
  })
})

describe('a tool whose name begins with a digit', () => {
  it('has another name at Gemini and its own everywhere else', async () => {
    const { content, body } = await asked(
      { type: 'answer', toolCalls: [{ toolName: '_n_2fa', input: {} }] },
      { tools: [tool('2fa')], toolChoice: { type: 'tool', toolName: '2fa' } },
    )
    expect(JSON.stringify(body)).not.toContain('"2fa"')
    expect(content).toMatchObject([{ type: 'tool-call', toolName: '2fa' }])
  })

  it('is told apart from one that is called so', async () => {
    const { content } = await asked(
      { type: 'answer', toolCalls: [{ toolName: '_n_ame', input: {} }] },
      { tools: [tool('_n_ame')] },
    )
    expect(content).toMatchObject([{ type: 'tool-call', toolName: '_n_ame' }])
  })
})

describe('a schema for Gemini', () => {
  it('has nothing beside a reference', () => {
    const node = { $ref: '#/$defs/node', description: 'The first.' }
    expect(geminiSchema({ type: 'object', properties: { node }, required: ['node'] })).toEqual({
      type: 'object',
      properties: { node: { description: 'The first.', anyOf: [{ $ref: '#/$defs/node' }] } },
      required: ['node'],
    })
  })

  it('is the same object where nothing has to change, and the same again where it has', () => {
    const sound = { type: 'object', properties: { node: { $ref: '#/$defs/node' } } } as const
    const changed = { type: 'object', properties: { node: { $ref: '#/$defs/node', title: 'N' } } } as const
    expect(geminiSchema(sound)).toBe(sound)
    expect(geminiSchema(changed)).toBe(geminiSchema(changed))
  })

  it('keeps values that look like schemas', () => {
    const schema = {
      type: 'object',
      properties: { a: { default: { $ref: 'x', title: 'y' }, enum: [{ $ref: 'x', a: 1 }] } },
    }
    // Hostile input on purpose.
    expect(geminiSchema(schema as never)).toBe(schema)
  })
})

describe('the results of tools', () => {
  const result = (toolCallId: string, value: readonly unknown[]) =>
    // Parts as the contract has them.
    ({ type: 'tool-result', toolCallId, toolName: 't', output: { type: 'content', value } }) as never
  const text = (value: string) => ({ type: 'text', text: value })

  it('are one text each where they are texts', () => {
    const file = { type: 'file', mediaType: 'image/png', data: { type: 'data', data: 'AAAA' } } as const
    const withFile = result('a', [text('One'), file])
    const sent = withPlainResults([{ role: 'tool', content: [withFile, result('b', [text('One'), text('Two')])] }])
    expect(sent).toEqual([
      {
        role: 'tool',
        content: [withFile, expect.objectContaining({ toolCallId: 'b', output: { type: 'text', value: 'One\nTwo' } })],
      },
    ])
  })
})
