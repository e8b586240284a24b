import { describe, expect, it } from 'vitest'
import {
  chatServer,
  question,
  sse,
  streamed,
  whole,
  type ChatServerOptions,
  type WireReply,
} from '../../../test/support/chat-wire.ts'
import type { JsonObject } from '../../util/json/json.ts'
import type { LanguageModelV4CallOptions } from '../model.ts'

const refusal = (message: string, rest: JsonObject = {}, status = 400): WireReply => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify({ error: { message, type: 'invalid_request_error', ...rest } }),
})
const done = whole({ content: 'done' })

const wrongLimit = refusal(
  "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
  { param: 'max_tokens', code: 'unsupported_parameter' },
)
const wrongTemperature = refusal(
  "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
  { param: 'temperature', code: 'unsupported_value' },
)

const asked: LanguageModelV4CallOptions = { ...question, temperature: 0, maxOutputTokens: 5 }

describe('a refusal that names a setting', () => {
  it('is answered with the request that the server wants, once for each setting, and remembered', async () => {
    const server = await chatServer({
      provider: 'azure',
      modelId: 'mine',
      replies: [wrongLimit, wrongTemperature, done],
    })
    const { content, warnings } = await server.model.doGenerate(asked)
    expect(content).toEqual([{ type: 'text', text: 'done' }])
    expect(warnings).toMatchObject([{ type: 'unsupported', feature: 'temperature' }])
    await server.model.doGenerate(asked)
    expect(
      server.requests.map(({ body }) => ['max_tokens' in body, 'max_completion_tokens' in body, 'temperature' in body]),
    ).toEqual([
      [true, false, true],
      [false, true, true],
      [false, true, false],
      [false, true, false],
    ])
  })

  it.each<[string, string, Partial<LanguageModelV4CallOptions>]>([
    ['stop', 'stopSequences', { stopSequences: ['END'] }],
    ['seed', 'seed', { seed: 7 }],
    ['parallel_tool_calls', 'parallelToolCalls', { providerOptions: { openai: { parallelToolCalls: false } } }],
  ])('is answered without %s, with a warning', async (name, feature, settings) => {
    const reply = refusal(`Unsupported parameter: '${name}' is not supported with this model.`, { param: name })
    const server = await chatServer({ provider: 'azure', modelId: `without-${name}`, replies: [reply, done] })
    const { warnings } = await server.model.doGenerate({ ...question, ...settings })
    expect(server.requests.map(({ body }) => name in body)).toEqual([true, false])
    expect(warnings).toMatchObject([{ type: 'unsupported', feature }])
  })

  it('is remembered for that address and model alone', async () => {
    const options: Omit<ChatServerOptions, 'replies'> = {
      provider: 'azure',
      baseUrl: 'https://one.test/v1',
      modelId: 'deployment-1',
    }
    await (await chatServer({ ...options, replies: [wrongLimit, done] })).model.doGenerate(asked)
    const again = await chatServer({ ...options, replies: [done] })
    const other = await chatServer({ ...options, modelId: 'deployment-2', replies: [done] })
    await again.model.doGenerate(asked)
    await other.model.doGenerate(asked)
    expect(again.requests[0]?.body).toHaveProperty('max_completion_tokens')
    expect(other.requests[0]?.body).toHaveProperty('max_tokens')
  })

  it('is not remembered where the other request fails, too', async () => {
    const server = await chatServer({ replies: [wrongLimit, refusal('No.', {}, 500), done] })
    await expect(server.model.doGenerate(asked)).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' })
    await server.model.doGenerate(asked)
    expect(server.requests.map(({ body }) => 'max_tokens' in body)).toEqual([true, false, true])
  })

  it('goes the other way for servers that know the old name alone', async () => {
    const reply = refusal('Unrecognized request argument supplied: max_completion_tokens')
    const server = await chatServer({ profile: { outputLimitName: 'max_completion_tokens' }, replies: [reply, done] })
    await server.model.doGenerate(asked)
    expect(server.requests[1]?.body).toMatchObject({ max_tokens: 5 })
  })

  it('leaves out what only asks for the usage of a stream', async () => {
    const reply = refusal(
      '[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]',
      {},
      422,
    )
    const server = await chatServer({
      replies: [reply, sse({ choices: [{ delta: { content: 'done' }, finish_reason: 'stop' }] })],
    })
    expect((await streamed(server.model)).text).toBe('done')
    expect(server.requests.map(({ body }) => 'stream_options' in body)).toEqual([true, false])
  })

  const thinking: LanguageModelV4CallOptions = {
    prompt: [
      ...question.prompt,
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'hm', providerOptions: { 'openai-compatible': { reasoningKey: 'reasoning' } } },
          { type: 'tool-call', toolCallId: 'a', toolName: 'echo', input: {} },
        ],
      },
    ],
  }

  it('leaves reasoning out of the history', async () => {
    const server = await chatServer({ replies: [refusal("'messages.1': property 'reasoning' is unsupported"), done] })
    await server.model.doGenerate(thinking)
    expect(server.requests.map(({ body }) => 'reasoning' in (body.messages[1] ?? {}))).toEqual([true, false])
  })

  it('sends the reasoning that a server wants with every call, or an empty one', async () => {
    const [asking] = question.prompt
    const [, turn] = thinking.prompt
    const unthinking = { ...turn, content: [{ type: 'tool-call', toolCallId: 'b', toolName: 'echo', input: {} }] }
    const wanted = refusal('The reasoning_content in the thinking mode must be passed back to the API.')
    const server = await chatServer({ provider: 'openai', replies: [wanted, done] })
    await server.model.doGenerate({ prompt: [asking, turn, unthinking] as never })
    const turns = server.requests.map(({ body }) => body.messages.slice(1).map((each) => each['reasoning_content']))
    expect(turns).toEqual([
      [undefined, undefined],
      ['hm', ''],
    ])
  })
})

it('a refusal of the order of roles is answered with one that is taken', async () => {
  const server = await chatServer({
    provider: 'vllm',
    replies: [refusal("Unexpected role 'user' after role 'tool'"), done],
  })
  const result = {
    type: 'tool-result',
    toolCallId: 'a',
    toolName: 'echo',
    output: { type: 'text', value: 'ok' },
  } as const
  await server.model.doGenerate({ prompt: [{ role: 'tool', content: [result] }, ...question.prompt] })
  expect(server.requests.map(({ body }) => body.messages.map(({ role }) => role))).toEqual([
    ['tool', 'user'],
    ['tool', 'assistant', 'user'],
  ])
})

describe('any other refusal', () => {
  it.each([
    ['of a value', refusal('max_tokens is too large: 5. This model supports at most 4 completion tokens.')],
    ['of what was not sent', refusal("Unsupported parameter: 'top_p' is not supported.")],
    ['by another status', refusal("Unsupported parameter: 'max_tokens'", {}, 403)],
  ])('is an error at once: %s', async (_name, reply) => {
    const server = await chatServer({ replies: [reply, done] })
    await expect(server.model.doGenerate(asked)).rejects.toThrow(/Provider "openai-compatible" refused/)
    expect(server.requests).toHaveLength(1)
  })

  it('is an error where nothing helps', async () => {
    const server = await chatServer({ replies: [wrongLimit] })
    await expect(server.model.doGenerate(asked)).rejects.toMatchObject({ code: 'MODEL_REQUEST_INVALID' })
    expect(server.requests).toHaveLength(2)
  })
})
