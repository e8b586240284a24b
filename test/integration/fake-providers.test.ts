import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { anthropicMessages } from '../support/servers/anthropic-messages.ts'
import { startFakeProvider, type FakeReply } from '../support/servers/fake-provider.ts'
import { openaiChat } from '../support/servers/openai-chat.ts'
import { openaiResponses } from '../support/servers/openai-responses.ts'

// The providers' own clients, so that what our models are tested against is what the providers speak.

const answer: FakeReply = {
  type: 'answer',
  text: 'Paris is the capital.',
  usage: { inputTokens: 23, outputTokens: 9, cachedInputTokens: 4 },
}
const calls: FakeReply = {
  type: 'answer',
  text: 'I will look.',
  toolCalls: [
    { toolName: 'get_weather', input: { city: 'Oslo' } },
    { toolName: 'get_weather', input: { city: 'Rome' } },
  ],
}
const inputs = [{ city: 'Oslo' }, { city: 'Rome' }]
const messages = [{ role: 'user' as const, content: 'Hello?' }]

async function withOpenAI(reply: FakeReply, use: (client: OpenAI) => Promise<void>): Promise<void> {
  await using server = await startFakeProvider([openaiChat, openaiResponses], reply)
  await use(new OpenAI({ apiKey: 'key-1', baseURL: `${server.url}/v1`, maxRetries: 0 }))
}

async function withAnthropic(reply: FakeReply, use: (client: Anthropic) => Promise<void>): Promise<void> {
  await using server = await startFakeProvider([anthropicMessages], reply)
  await use(new Anthropic({ apiKey: 'key-1', baseURL: server.url, maxRetries: 0 }))
}

describe("the fake Chat Completions API, as OpenAI's client reads it", () => {
  it('answers with text and usage', () =>
    withOpenAI(answer, async (client) => {
      const { choices, usage } = await client.chat.completions.create({ model: 'gpt-4o', messages })
      expect(choices[0]).toMatchObject({ message: { content: 'Paris is the capital.' }, finish_reason: 'stop' })
      expect(usage).toMatchObject({
        prompt_tokens: 23,
        completion_tokens: 9,
        prompt_tokens_details: { cached_tokens: 4 },
      })
    }))

  it('streams text, and usage where it is asked for', () =>
    withOpenAI(answer, async (client) => {
      const stream = client.chat.completions.stream({
        model: 'gpt-4o',
        messages,
        stream_options: { include_usage: true },
      })
      const { choices, usage } = await stream.finalChatCompletion()
      expect([choices[0]?.message.content, usage?.total_tokens]).toEqual(['Paris is the capital.', 32])
    }))

  it('streams tool calls', () =>
    withOpenAI(calls, async (client) => {
      const { choices } = await client.chat.completions.stream({ model: 'gpt-4o', messages }).finalChatCompletion()
      const found = choices[0]?.message.tool_calls?.map((call) =>
        call.type === 'function' ? (JSON.parse(call.function.arguments) as unknown) : undefined,
      )
      expect([found, choices[0]?.finish_reason]).toEqual([inputs, 'tool_calls'])
    }))
})

describe("the fake Responses API, as OpenAI's client reads it", () => {
  it('answers with text and usage', () =>
    withOpenAI(answer, async (client) => {
      const response = await client.responses.create({ model: 'gpt-4o', input: 'Hello?' })
      expect([response.output_text, response.status, response.usage?.input_tokens]).toEqual([
        'Paris is the capital.',
        'completed',
        23,
      ])
    }))

  it('streams text', () =>
    withOpenAI(answer, async (client) => {
      const response = await client.responses.stream({ model: 'gpt-4o', input: 'Hello?' }).finalResponse()
      expect(response.output_text).toBe('Paris is the capital.')
    }))

  it('streams tool calls', () =>
    withOpenAI(calls, async (client) => {
      const response = await client.responses.stream({ model: 'gpt-4o', input: 'Hello?' }).finalResponse()
      const found = response.output.flatMap((item) =>
        item.type === 'function_call' ? [JSON.parse(item.arguments) as unknown] : [],
      )
      expect(found).toEqual(inputs)
    }))

  it('says why an answer is incomplete', () =>
    withOpenAI({ ...answer, finishReason: 'length' }, async (client) => {
      const response = await client.responses.create({ model: 'gpt-4o', input: 'Hello?' })
      expect([response.status, response.incomplete_details]).toEqual(['incomplete', { reason: 'max_output_tokens' }])
    }))
})

describe("the fake Messages API, as Anthropic's client reads it", () => {
  const request = { model: 'claude-test', max_tokens: 100, messages }

  it('answers with text and usage', () =>
    withAnthropic(answer, async (client) => {
      const message = await client.messages.create(request)
      expect(message).toMatchObject({ content: [{ text: 'Paris is the capital.' }], stop_reason: 'end_turn' })
      expect(message.usage).toMatchObject({ input_tokens: 19, cache_read_input_tokens: 4, output_tokens: 9 })
    }))

  it('streams text and tool calls', () =>
    withAnthropic(calls, async (client) => {
      const message = await client.messages.stream(request).finalMessage()
      expect(message.content.flatMap((block) => (block.type === 'tool_use' ? [block.input] : []))).toEqual(inputs)
      expect([message.content[0], message.stop_reason]).toMatchObject([{ text: 'I will look.' }, 'tool_use'])
    }))
})

describe("the fake providers' refusals, as the clients name them", () => {
  const statuses = [400, 401, 403, 404, 429, 500] as const
  const names = [
    'BadRequestError',
    'AuthenticationError',
    'PermissionDeniedError',
    'NotFoundError',
    'RateLimitError',
    'InternalServerError',
  ]

  it.each(statuses.map((status, index) => [status, names[index]] as const))('%s is %s', async (status, name) => {
    const reply: FakeReply = { type: 'error', status, message: 'Refused' }
    const errorOf = (promise: PromiseLike<unknown>): Promise<unknown> =>
      Promise.resolve(promise).then(
        () => undefined,
        (error: unknown) => error,
      )
    await withOpenAI(reply, async (client) => {
      const error = await errorOf(client.chat.completions.create({ model: 'gpt-4o', messages }))
      expect((error as Error).constructor.name).toBe(name)
      expect(error).toMatchObject({ status, message: `${status} Refused` })
    })
    await withAnthropic(reply, async (client) => {
      const error = await errorOf(client.messages.create({ model: 'claude-test', max_tokens: 1, messages }))
      expect((error as Error).constructor.name).toBe(name)
      expect((error as Error).message).toContain('Refused')
    })
  })

  it('a cut stream is an error there too', async () => {
    await withOpenAI({ type: 'break', text: 'One two three' }, async (client) => {
      await expect(
        client.chat.completions.stream({ model: 'gpt-4o', messages }).finalChatCompletion(),
      ).rejects.toBeInstanceOf(Error)
    })
  })
})
