import type { MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages'
import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionCreateParamsStreaming,
} from 'openai/resources/chat/completions'
import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses'
import { describe, expect, it } from 'vitest'
import { anthropicMessages } from '../../test/support/servers/anthropic-messages.ts'
import { startFakeProvider } from '../../test/support/servers/fake-provider.ts'
import { gemini } from '../../test/support/servers/gemini.ts'
import { openaiChat } from '../../test/support/servers/openai-chat.ts'
import { openaiResponses } from '../../test/support/servers/openai-responses.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions } from './model.ts'
import { createModelResolver } from './resolve-model.ts'

// What goes over the wire, against the types that the providers publish: each expected body is checked by the compiler.

const schema = {
  type: 'object' as const,
  properties: { city: { type: 'string' as const } },
  required: ['city'],
  additionalProperties: false,
}

const call: LanguageModelV4CallOptions = {
  temperature: 0,
  maxOutputTokens: 50,
  tools: [{ type: 'function', name: 'get_weather', description: 'Get the weather', inputSchema: schema }],
  toolChoice: { type: 'auto' },
  prompt: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: 'Weather in Oslo?' }] },
    {
      role: 'assistant',
      content: [{ type: 'tool-call', toolCallId: 'call_1', toolName: 'get_weather', input: { city: 'Oslo' } }],
    },
    {
      role: 'tool',
      content: [
        {
          type: 'tool-result',
          toolCallId: 'call_1',
          toolName: 'get_weather',
          output: { type: 'json', value: { degrees: 3 } },
        },
      ],
    },
  ],
}

async function sent(name: string, use: (model: LanguageModelV4) => PromiseLike<unknown>): Promise<unknown> {
  await using server = await startFakeProvider([openaiChat, openaiResponses, anthropicMessages, gemini], {
    type: 'answer',
    text: 'Cold.',
  })
  const resolve = createModelResolver({
    environment: { OPENAI_API_KEY: 'key-1', ANTHROPIC_API_KEY: 'key-2', GOOGLE_API_KEY: 'key-3' },
    overrides: { vllm: { baseUrl: server.url } },
    fetch: (input, init) => fetch(String(input).replace(/^https:\/\/[^/]+/, server.url), init),
  })
  await use(await resolve(name))
  // As the provider reads it: what is undefined is not there.
  return server.requests[0]?.body
}

describe('a request', () => {
  it('to the Responses API has the form that OpenAI documents', async () => {
    const expected: ResponseCreateParamsNonStreaming = {
      model: 'gpt-4o',
      temperature: 0,
      max_output_tokens: 50,
      // The conversation travels with each request and is not kept at OpenAI.
      store: false,
      tool_choice: 'auto',
      tools: [
        { type: 'function', name: 'get_weather', description: 'Get the weather', parameters: schema, strict: true },
      ],
      input: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'input_text', text: 'Weather in Oslo?' }] },
        { type: 'function_call', call_id: 'call_1', name: 'get_weather', arguments: '{"city":"Oslo"}' },
        { type: 'function_call_output', call_id: 'call_1', output: '{"degrees":3}' },
      ],
    }
    const body = (await sent('gpt-4o', (model) => model.doGenerate(call))) as ResponseCreateParamsNonStreaming
    expect(body).toEqual(expected)
  })

  it('to the Chat Completions API has the form that OpenAI documents', async () => {
    const expected: ChatCompletionCreateParamsNonStreaming = {
      model: 'meta-llama/Llama-3.1-8B',
      temperature: 0,
      max_tokens: 50,
      tool_choice: 'auto',
      tools: [
        { type: 'function', function: { name: 'get_weather', description: 'Get the weather', parameters: schema } },
      ],
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Weather in Oslo?' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Oslo"}' } },
          ],
        },
        { role: 'tool', tool_call_id: 'call_1', content: '{"degrees":3}' },
      ],
    }
    expect(await sent('vllm:meta-llama/Llama-3.1-8B', (model) => model.doGenerate(call))).toEqual(expected)
  })

  it('for a streamed structured output from a compatible server asks for the schema and for usage', async () => {
    const expected: ChatCompletionCreateParamsStreaming = {
      model: 'm',
      messages: [{ role: 'user', content: 'Oslo' }],
      response_format: { type: 'json_schema', json_schema: { name: 'place', schema, strict: true } },
      stream: true,
      stream_options: { include_usage: true },
    }
    const options: LanguageModelV4CallOptions = {
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Oslo' }] }],
      responseFormat: { type: 'json', schema, name: 'place' },
    }
    expect(await sent('vllm:m', (model) => model.doStream(options))).toEqual(expected)
  })

  it('to the Messages API has the form that Anthropic documents', async () => {
    const expected: MessageCreateParamsNonStreaming = {
      model: 'claude-3-haiku-20240307',
      max_tokens: 50,
      system: [{ type: 'text', text: 'Be brief.' }],
      tool_choice: { type: 'auto' },
      tools: [{ name: 'get_weather', description: 'Get the weather', input_schema: schema }],
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Weather in Oslo?' }] },
        {
          role: 'assistant',
          content: [{ type: 'tool_use', id: 'call_1', name: 'get_weather', input: { city: 'Oslo' } }],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call_1', content: '{"degrees":3}' }] },
      ],
    }
    // Its newest types know no temperature any more; older models still take one.
    expect(await sent('claude-3-haiku-20240307', (model) => model.doGenerate(call))).toEqual({
      ...expected,
      temperature: 0,
    })
  })

  it('to Gemini has the form that Google documents', async () => {
    expect(await sent('gemini-2.5-flash', (model) => model.doGenerate(call))).toEqual({
      generationConfig: { temperature: 0, maxOutputTokens: 50 },
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Weather in Oslo?' }] },
        {
          role: 'model',
          parts: [
            expect.objectContaining({
              functionCall: expect.objectContaining({ name: 'get_weather', args: { city: 'Oslo' } }) as unknown,
            }),
          ],
        },
        { role: 'user', parts: [{ functionResponse: expect.objectContaining({ name: 'get_weather' }) as unknown }] },
      ],
      tools: [
        { functionDeclarations: [expect.objectContaining({ name: 'get_weather', description: 'Get the weather' })] },
      ],
      toolConfig: { functionCallingConfig: { mode: 'AUTO' } },
    })
  })
})
