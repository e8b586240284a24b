import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineAgent } from '../../src/agents/define-agent.ts'
import { offlineResolver } from '../../src/models/offline/offline-resolver.ts'
import { createModelResolver } from '../../src/models/resolve-model.ts'
import { defineTool } from '../../src/tools/define-tool.ts'
import type { JsonObject } from '../../src/util/json/json.ts'
import { anthropicMessages } from '../support/servers/anthropic-messages.ts'
import { startFakeProvider, type FakeScript } from '../support/servers/fake-provider.ts'
import { gemini } from '../support/servers/gemini.ts'
import { openaiChat } from '../support/servers/openai-chat.ts'
import { openaiResponses } from '../support/servers/openai-responses.ts'

const weather = defineTool({
  name: 'get_weather',
  description: 'Get the weather of a city',
  input: z.object({ city: z.string() }),
  effect: 'none',
  execute: ({ city }) => ({ city, degrees: city === 'Oslo' ? 3 : 19 }),
})

const answer = { warmest: 'Rome' }

const script: FakeScript = ({ body }, number) => {
  if (number === 0) {
    return {
      type: 'answer',
      text: 'I will look.',
      toolCalls: ['Oslo', 'Rome'].map((city) => ({ toolName: 'get_weather', input: { city } })),
      usage: { inputTokens: 10, outputTokens: 5 },
    }
  }
  const usage = { inputTokens: 20, outputTokens: 4 }
  // Models that cannot have tools and a schema at once are given the schema as a tool, and answer by calling it.
  const asTool = JSON.stringify(body.tools).includes('"name":"json"')
  return asTool
    ? { type: 'answer', toolCalls: [{ toolName: 'json', input: answer }], usage }
    : { type: 'answer', text: JSON.stringify(answer), usage }
}

function reporterOn(model: string) {
  const output = z.object({ warmest: z.string() })
  return defineAgent({ name: 'reporter', model, instructions: 'Compare the weather.', tools: [weather], output })
}

/** The messages of a request. Gemini gives its tool calls no ids, so the package draws them anew each time. */
function conversation(body: JsonObject | undefined): unknown {
  const { messages, input, contents } = body ?? {}
  return JSON.parse(JSON.stringify(messages ?? input ?? contents), (key, value: unknown) =>
    key === 'id' ? '' : value,
  ) as unknown
}

describe.each(['gpt-4o', 'vllm:local', 'claude-3-haiku-20240307', 'gemini-2.5-flash'])('an agent on %s', (name) => {
  async function withServer<Value>(
    use: (
      options: { resolveModel: ReturnType<typeof createModelResolver> },
      bodies: () => readonly JsonObject[],
    ) => Promise<Value>,
  ): Promise<Value> {
    await using server = await startFakeProvider([openaiChat, openaiResponses, anthropicMessages, gemini], script)
    const resolveModel = createModelResolver({
      environment: { OPENAI_API_KEY: 'key-1', ANTHROPIC_API_KEY: 'key-2', GOOGLE_API_KEY: 'key-3' },
      overrides: { vllm: { baseUrl: server.url } },
      fetch: (input, init) => fetch(String(input).replace(/^https:\/\/[^/]+/, server.url), init),
    })
    return await use({ resolveModel }, () => server.requests.map(({ body }) => body))
  }

  it('runs its tools side by side, sends their results back and answers in the form of its schema', () =>
    withServer(async (options, bodies) => {
      const { output, usage, warnings } = await reporterOn(name).run('Oslo or Rome?', options)
      expect([output, warnings]).toEqual([answer, []])
      expect(usage).toMatchObject({ inputTokens: 30, outputTokens: 9, modelCalls: 2 })
      const second = JSON.stringify(conversation(bodies()[1]))
      for (const told of ['Oslo or Rome?', 'get_weather', 'degrees', '19']) expect(second).toContain(told)
    }))

  it('does the same when it streams', async () => {
    const plain = await withServer(async (options, bodies) => ({
      output: (await reporterOn(name).run('Oslo or Rome?', options)).output,
      second: bodies()[1],
    }))
    const streamed = await withServer(async (options, bodies) => {
      const stream = reporterOn(name).stream('Oslo or Rome?', options)
      const deltas: string[] = []
      for await (const event of stream) if (event.type === 'text-delta') deltas.push(event.text)
      expect(deltas.join('')).toMatch(/^(?:I will look\.)?\{"warmest":"Rome"\}$/)
      return { output: (await stream.result).output, second: bodies()[1] }
    })
    expect(streamed.output).toEqual(plain.output)
    expect(conversation(streamed.second)).toEqual(conversation(plain.second))
  })
})

describe('an agent offline', () => {
  it('calls the tool it is asked for, once, and answers from its result in the form of its schema', async () => {
    const agent = defineAgent({
      name: 'reporter',
      model: 'openai:gpt-4o',
      tools: [weather],
      output: z.object({ city: z.string(), degrees: z.number() }),
    })
    const { output, usage } = await agent.run('What is the weather in Rome?', { resolveModel: offlineResolver() })
    expect([output, usage.modelCalls]).toEqual([{ city: 'Rome', degrees: 19 }, 2])
  })
})
