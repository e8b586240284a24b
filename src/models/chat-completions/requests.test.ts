import { describe, expect, it } from 'vitest'
import { chatServer, question, sse, streamed, whole, type ChatServerOptions } from '../../../test/support/chat-wire.ts'
import type { JsonObject } from '../../util/json/json.ts'
import type { LanguageModelV4CallOptions } from '../model.ts'

type Server = Omit<ChatServerOptions, 'replies'>

async function ask(server: Server, options: Partial<LanguageModelV4CallOptions>) {
  const { model, requests } = await chatServer({ ...server, replies: [whole({ content: 'done' })] })
  const result = await model.doGenerate({ ...question, ...options })
  const [request] = requests
  if (request === undefined) throw new Error('Nothing was asked.')
  return { ...request, warnings: result.warnings, notes: result.providerMetadata?.['aixgo']?.['notes'] }
}

const bodyOf = async (server: Server, options: Partial<LanguageModelV4CallOptions>): Promise<JsonObject> =>
  (await ask(server, options)).body
const system = (content: string): LanguageModelV4CallOptions['prompt'][number] => ({ role: 'system', content })

describe('settings', () => {
  it('have the names of the wire', async () => {
    const settings = {
      maxOutputTokens: 5,
      temperature: 0,
      topP: 0.5,
      frequencyPenalty: 0.1,
      presencePenalty: 0.2,
      stopSequences: ['END'],
      seed: 7,
    }
    expect(await bodyOf({}, settings)).toEqual({
      model: 'm',
      messages: [{ role: 'user', content: 'Hi' }],
      max_tokens: 5,
      temperature: 0,
      top_p: 0.5,
      frequency_penalty: 0.1,
      presence_penalty: 0.2,
      stop: ['END'],
      seed: 7,
    })
  })

  it('have the names that a server has for them', async () => {
    expect(await bodyOf({ provider: 'mistral' }, { seed: 7 })).toMatchObject({ random_seed: 7 })
    expect(await bodyOf({ provider: 'vllm' }, { topK: 3 })).toMatchObject({ top_k: 3 })
    const { body, warnings } = await ask({}, { topK: 3 })
    expect(body).not.toHaveProperty('top_k')
    expect(warnings).toEqual([{ type: 'unsupported', feature: 'topK' }])
  })

  it('are left out for a model that chooses its tokens itself, with a warning, and the limit has its own name', async () => {
    const profile = { fixedSampling: true, outputLimitName: 'max_completion_tokens' } as const
    for (const provider of ['openai', 'azure'] as const) {
      const { body, warnings } = await ask({ provider, profile }, { temperature: 0, topP: 1, maxOutputTokens: 5 })
      expect(body).toEqual({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], max_completion_tokens: 5 })
      expect(warnings).toMatchObject([{ feature: 'temperature' }, { feature: 'topP' }])
    }
  })

  it.each<[string, Server, NonNullable<LanguageModelV4CallOptions['reasoning']>, JsonObject, string?]>([
    ['OpenAI', { provider: 'openai', modelId: 'gpt-5' }, 'minimal', { reasoning_effort: 'minimal' }],
    ['o-series', { provider: 'azure', modelId: 'o4-mini' }, 'max', { reasoning_effort: 'high' }, 'compatibility'],
    ['OpenRouter', { provider: 'openrouter' }, 'high', { reasoning: { effort: 'high' } }],
    ['DeepSeek', { provider: 'deepseek' }, 'high', { thinking: { type: 'enabled' }, reasoning_effort: 'high' }],
    ['DeepSeek, off', { provider: 'deepseek' }, 'none', { thinking: { type: 'disabled' } }],
    ['vLLM', { provider: 'vllm' }, 'minimal', { reasoning_effort: 'low' }, 'compatibility'],
    ['Groq', { provider: 'groq', modelId: 'openai/gpt-oss-20b' }, 'low', { reasoning_effort: 'low' }],
    ['Groq, off where it cannot be', { provider: 'groq', modelId: 'openai/gpt-oss-20b' }, 'none', {}, 'unsupported'],
    ['Groq with Qwen', { provider: 'groq', modelId: 'qwen/qwen3-32b' }, 'high', { reasoning_effort: 'default' }],
    [
      'Mistral',
      { provider: 'mistral', modelId: 'mistral-small-latest' },
      'low',
      { reasoning_effort: 'high' },
      'compatibility',
    ],
    ['Magistral', { provider: 'mistral', modelId: 'magistral-medium-latest' }, 'low', {}, 'unsupported'],
    ['a server nobody knows', {}, 'xhigh', { reasoning_effort: 'xhigh' }],
    ['whoever is left alone', {}, 'provider-default', {}],
  ])('ask %s for reasoning in its words', async (...[, server, reasoning, expected, warning]) => {
    const { body, warnings } = await ask(server, { reasoning })
    const { model: _model, messages: _messages, usage: _usage, ...rest } = body
    expect(rest).toEqual(expected)
    expect(warnings.map(({ type }) => type)).toEqual(warning === undefined ? [] : [warning])
  })

  it('that the provider alone knows get their wire names, and unknown ones go as they are', async () => {
    const own = {
      reasoningEffort: 'low',
      parallelToolCalls: false,
      user: 'u',
      serviceTier: 'flex',
      logitBias: { 5: 1 },
      logprobs: 2,
      guided_json: { a: 1 },
    }
    const expected = {
      reasoning_effort: 'low',
      parallel_tool_calls: false,
      user: 'u',
      service_tier: 'flex',
      logit_bias: { 5: 1 },
      logprobs: true,
      top_logprobs: 2,
      guided_json: { a: 1 },
    }
    for (const key of ['openai-compatible', 'openaiCompatible'])
      expect(await bodyOf({}, { providerOptions: { [key]: own } })).toMatchObject(expected)
    expect(await bodyOf({ provider: 'openai' }, { providerOptions: { openai: own } })).toMatchObject(expected)
    expect(
      await bodyOf({ provider: 'azure' }, { providerOptions: { openai: { user: 'a' }, azure: { user: 'b' } } }),
    ).toMatchObject({ user: 'b' })
    // A fallback must not carry what only OpenAI takes.
    const foreign = await bodyOf(
      { provider: 'groq' },
      { providerOptions: { openai: { ...own, store: true }, mistral: { safe_prompt: true } } },
    )
    expect(Object.keys(foreign).toSorted()).toEqual(['messages', 'model', 'parallel_tool_calls', 'reasoning_effort'])
  })

  it('of the provider win over those of the call, but never over its messages', async () => {
    const own = { temperature: 0.9, reasoning: { max_tokens: 100 }, messages: [], stream: true }
    const body = await bodyOf(
      { provider: 'openrouter' },
      { temperature: 0, reasoning: 'high', providerOptions: { openrouter: own } },
    )
    expect(body).toMatchObject({ temperature: 0.9, reasoning: { max_tokens: 100 }, messages: [{ role: 'user' }] })
  })

  it('that are ours are not sent', async () => {
    const own = { strictJsonSchema: false, systemMessageMode: 'developer', forceReasoning: true }
    const body = await bodyOf(
      { provider: 'openai' },
      { prompt: [system('Be brief.'), ...question.prompt], providerOptions: { openai: own } },
    )
    expect(body).toEqual({
      model: 'm',
      messages: [
        { role: 'developer', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
      ],
    })
  })
})

describe('a request', () => {
  it('goes to the address with the key and the headers of the call', async () => {
    const { url, headers } = await ask(
      { baseUrl: 'http://host.test/api/v1/' },
      { headers: { 'X-Mine': '1', Authorization: 'Bearer other', gone: undefined } },
    )
    expect(url).toBe('http://host.test/api/v1/chat/completions')
    expect(headers).toMatchObject({ 'x-mine': '1', authorization: 'Bearer other', 'content-type': 'application/json' })
    expect(Object.keys(headers)).not.toContain('gone')
  })

  it('goes to a whole address that somebody gave', async () => {
    expect((await ask({ baseUrl: 'http://host.test/v1/chat/completions' }, {})).url).toBe(
      'http://host.test/v1/chat/completions',
    )
  })

  it('goes to a deployment of Azure with its version and its own header', async () => {
    const baseUrl = 'https://mine.openai.azure.com/openai/v1'
    const { url, headers } = await ask(
      { provider: 'azure', modelId: 'my gpt', baseUrl, variables: { OPENAI_API_VERSION: '2024-10-21' } },
      {},
    )
    expect(url).toBe(
      'https://mine.openai.azure.com/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21',
    )
    expect(headers).toMatchObject({ 'api-key': 'secret-key-1' })
    expect(headers).not.toHaveProperty('authorization')
  })

  it('keeps the slash in the name of a model', async () => {
    expect(await bodyOf({ provider: 'openrouter', modelId: 'google/gemini-3-flash:free' }, {})).toMatchObject({
      model: 'google/gemini-3-flash:free',
    })
  })

  it('for a stream asks for the usage, except where it comes unasked', async () => {
    for (const [provider, expected] of [
      ['groq', { include_usage: true }],
      ['mistral', undefined],
    ] as const) {
      const { model, requests } = await chatServer({
        provider,
        replies: [sse({ choices: [{ finish_reason: 'stop' }] })],
      })
      await streamed(model)
      expect(requests[0]?.body['stream']).toBe(true)
      expect(requests[0]?.body['stream_options']).toEqual(expected)
    }
  })
})

describe('tools', () => {
  const tool = (inputSchema: JsonObject, strict?: boolean) =>
    ({ type: 'function', name: 'echo', inputSchema, ...(strict === undefined ? {} : { strict }) }) as never
  const closed = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false }
  const open = { type: 'object', properties: { a: { type: 'string' } } }
  const strictIn = (body: JsonObject): unknown =>
    (body['tools'] as readonly { function: JsonObject }[])[0]?.function['strict']

  it('are strict only where that was asked for, is possible and is understood', async () => {
    expect(strictIn(await bodyOf({ provider: 'openai' }, { tools: [tool(closed)] }))).toBeUndefined()
    expect(strictIn(await bodyOf({ provider: 'openai' }, { tools: [tool(closed, true)] }))).toBe(true)
    const loosened = await ask({ provider: 'openai' }, { tools: [tool(open, true)] })
    expect(strictIn(loosened.body)).toBeUndefined()
    expect(loosened.notes).toEqual([expect.stringContaining('"echo"')])
    expect(strictIn(await bodyOf({ provider: 'groq' }, { tools: [tool(closed, true)] }))).toBeUndefined()
  })

  it('that no server runs are left out with a warning, and an empty list is none', async () => {
    const { body, warnings } = await ask(
      {},
      { tools: [{ type: 'provider', id: 'a.b', name: 'b', args: {} }], toolChoice: { type: 'auto' } },
    )
    expect(body).toEqual({ model: 'm', messages: [{ role: 'user', content: 'Hi' }] })
    expect(warnings).toMatchObject([{ type: 'unsupported' }])
    expect(await bodyOf({}, { tools: [] })).not.toHaveProperty('tools')
  })

  it('can be asked for by name', async () => {
    const body = await bodyOf({}, { tools: [tool(open)], toolChoice: { type: 'tool', toolName: 'echo' } })
    expect(body).toMatchObject({ tool_choice: { type: 'function', function: { name: 'echo' } } })
  })

  it('are not offered to a reasoning model that takes none', async () => {
    const { body, warnings } = await ask(
      { provider: 'openai', modelId: 'gpt-5.6' },
      { tools: [tool(open)], reasoning: 'high' },
    )
    expect(body).toMatchObject({ reasoning_effort: 'none' })
    expect(warnings).toMatchObject([{ type: 'compatibility', feature: 'reasoning' }])
  })
})

describe('a structured output', () => {
  const schema = { type: 'object', properties: { a: { type: 'string' } } } as const
  const strict = { ...schema, required: ['a'], additionalProperties: false } as never

  it('is decoded strictly only where its schema allows it, and says why not', async () => {
    const server = { provider: 'groq', modelId: 'openai/gpt-oss-120b' } as const
    const good = await ask(server, { responseFormat: { type: 'json', name: 'a place', schema: strict } })
    expect(good.body['response_format']).toEqual({
      type: 'json_schema',
      json_schema: { name: 'a_place', schema: strict, strict: true },
    })
    expect(good.notes).toBeUndefined()
    const loose = await ask(server, { responseFormat: { type: 'json', schema } })
    expect(loose.body['response_format']).toEqual({
      type: 'json_schema',
      json_schema: { name: 'response', schema, strict: false },
    })
    expect(loose.notes).toEqual([expect.stringContaining('not decoded strictly')])
  })

  it('is not decoded strictly by a model that is not known to do that', async () => {
    const { body, notes } = await ask({ provider: 'groq' }, { responseFormat: { type: 'json', schema: strict } })
    expect(body).toMatchObject({ response_format: { json_schema: { strict: false } } })
    expect(notes).toEqual([expect.stringContaining('not known')])
  })

  it('is decoded as the caller says', async () => {
    const responseFormat = { type: 'json', schema } as const
    const providerOptions = { openaiCompatible: { strictJsonSchema: true } }
    expect(await bodyOf({}, { responseFormat, providerOptions })).toMatchObject({
      response_format: { json_schema: { strict: true } },
    })
  })

  it('has no schema where the server takes none', async () => {
    const { body, warnings } = await ask({ provider: 'deepseek' }, { responseFormat: { type: 'json', schema } })
    expect(body['response_format']).toEqual({ type: 'json_object' })
    expect(warnings).toMatchObject([{ type: 'unsupported', feature: 'responseFormat' }])
    expect((await ask({}, { responseFormat: { type: 'json' } })).body['response_format']).toEqual({
      type: 'json_object',
    })
  })
})
