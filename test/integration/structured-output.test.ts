import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineAgent } from '../../src/agents/define-agent.ts'
import { createModelResolver } from '../../src/models/resolve-model.ts'
import { anthropicMessages } from '../support/servers/anthropic-messages.ts'
import { startFakeProvider, type FakeReply } from '../support/servers/fake-provider.ts'
import { gemini } from '../support/servers/gemini.ts'
import { openaiChat } from '../support/servers/openai-chat.ts'
import { openaiResponses } from '../support/servers/openai-responses.ts'

// Structured output over the providers' own wire formats, in the mode that each model gets.

const output = z.object({ cities: z.array(z.string()), note: z.optional(z.string()) })
const value = { cities: ['Oslo', 'Rome'] }
const inText: FakeReply = { type: 'answer', text: JSON.stringify(value) }
const inTool: FakeReply = { type: 'answer', text: '', toolCalls: [{ toolName: 'final_output', input: value }] }

async function ask(
  model: string,
  reply: FakeReply,
  streaming: boolean,
): Promise<{ output: unknown; partials: unknown[]; body: string }> {
  await using server = await startFakeProvider([openaiChat, openaiResponses, anthropicMessages, gemini], reply)
  const resolveModel = createModelResolver({
    environment: { OPENAI_API_KEY: 'key-1', ANTHROPIC_API_KEY: 'key-2', GOOGLE_API_KEY: 'key-3' },
    overrides: { vllm: { baseUrl: server.url } },
    fetch: (input, init) => fetch(String(input).replace(/^https:\/\/[^/]+/, server.url), init),
  })
  const agent = defineAgent({ name: 'geographer', model, output })
  if (!streaming) {
    const result = await agent.run('Two cities?', { resolveModel })
    return { output: result.output, partials: [], body: JSON.stringify(server.requests[0]?.body) }
  }
  const stream = agent.stream('Two cities?', { resolveModel })
  const partials = await Array.fromAsync(stream.partials())
  return { output: (await stream.result).output, partials, body: JSON.stringify(server.requests[0]?.body) }
}

describe.each([
  [
    'OpenAI, natively and without strict decoding for optional keys',
    'gpt-4o',
    inText,
    /"json_schema".*"strict":false|"strict":false.*"json_schema"/,
  ],
  [
    'OpenAI, an older model by a forced tool',
    'gpt-4-turbo',
    inTool,
    /"tool_choice":\{"type":"function","name":"final_output"\}/,
  ],
  ['Anthropic, natively', 'claude-sonnet-4-5', inText, /"schema"/],
  [
    'Anthropic, an older model by a forced tool',
    'claude-3-haiku-20240307',
    inTool,
    /"tool_choice":\{"type":"tool","name":"final_output"/,
  ],
  ['Gemini, natively', 'gemini-2.5-flash', inText, /"responseMimeType":"application\/json"/],
  [
    'an open model without tools, by its instructions',
    'vllm:google/gemma-2-9b',
    inText,
    /"role":"system","content":"Give your final answer as one JSON value/,
  ],
])('%s', (_, model, reply, sent) => {
  it('gives the output', async () => {
    const { output: given, body } = await ask(model, reply, false)
    expect(given).toEqual(value)
    expect(body).toMatch(sent)
  })

  it('gives it while streaming, with partial outputs', async () => {
    const { output: given, partials } = await ask(model, reply, true)
    expect(given).toEqual(value)
    expect(partials.at(-1)).toEqual(value)
  })
})
