import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineAgent } from '../../src/agents/define-agent.ts'
import { offlineResolver } from '../../src/models/offline/offline-resolver.ts'
import { createModelResolver } from '../../src/models/resolve-model.ts'
import { defineTool } from '../../src/tools/define-tool.ts'
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

const script: FakeScript = (_request, number) =>
  number === 0
    ? {
        type: 'answer',
        text: 'I will look.',
        toolCalls: ['Oslo', 'Rome'].map((city) => ({ toolName: 'get_weather', input: { city } })),
        usage: { inputTokens: 10, outputTokens: 5 },
      }
    : { type: 'answer', text: '{"warmest":"Rome"}', usage: { inputTokens: 20, outputTokens: 4 } }

function reporterOn(model: string) {
  const output = z.object({ warmest: z.string() })
  return defineAgent({ name: 'reporter', model, instructions: 'Compare the weather.', tools: [weather], output })
}

describe.each(['gpt-4o', 'vllm:local', 'claude-3-haiku-20240307', 'gemini-2.5-flash'])('an agent on %s', (name) => {
  async function withServer<Value>(use: (options: { resolveModel: ReturnType<typeof createModelResolver> }, bodies: () => string[]) => Promise<Value>): Promise<Value> {
    await using server = await startFakeProvider([openaiChat, openaiResponses, anthropicMessages, gemini], script)
    const resolveModel = createModelResolver({
      environment: { OPENAI_API_KEY: 'key-1', ANTHROPIC_API_KEY: 'key-2', GOOGLE_API_KEY: 'key-3' },
      overrides: { vllm: { baseUrl: server.url } },
      fetch: (input, init) => fetch(String(input).replace(/^https:\/\/[^/]+/, server.url), init),
    })
    return use({ resolveModel }, () => server.requests.map(({ body }) => JSON.stringify(body)))
  }

  it('runs its tools side by side, sends their results back and answers in the form of its schema', () =>
    withServer(async (options, bodies) => {
      const { output, usage, warnings } = await reporterOn(name).run('Oslo or Rome?', options)
      expect([output, warnings]).toEqual([{ warmest: 'Rome' }, []])
      expect(usage).toMatchObject({ inputTokens: 30, outputTokens: 9, modelCalls: 2 })
      const [, second = ''] = bodies()
      for (const told of ['I will look.', 'degrees', '19']) expect(second).toContain(told)
    }))

  it('does the same when it streams', async () => {
    const plain = await withServer(async (options, bodies) => ({ output: (await reporterOn(name).run('Oslo or Rome?', options)).output, second: bodies()[1] }))
    const streamed = await withServer(async (options, bodies) => {
      const stream = reporterOn(name).stream('Oslo or Rome?', options)
      const deltas: string[] = []
      for await (const event of stream) if (event.type === 'text-delta') deltas.push(event.text)
      expect(deltas.join('')).toBe('I will look.{"warmest":"Rome"}')
      return { output: (await stream.result).output, second: bodies()[1] }
    })
    const withoutStream = (body = ''): string => body.replace(/,"stream(?:_options)?":(?:true|\{[^}]*\})/g, '')
    // Gemini gives its tool calls no ids, so the package draws them; everything else is the same.
    const withoutIds = (body: string): string => body.replace(/"id":"[^"]*"/g, '"id":""')
    expect(streamed.output).toEqual(plain.output)
    expect(withoutIds(withoutStream(streamed.second))).toBe(withoutIds(withoutStream(plain.second)))
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
