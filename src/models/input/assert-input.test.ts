import { describe, expect, it } from 'vitest'
import { defineAgent, type AgentOptions } from '../../agents/define-agent.ts'
import type { RunEvent } from '../../events/event.ts'
import type { InputPart } from '../../messages/conversation.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { toolContent } from '../../tools/tool-content.ts'
import { resilientModel } from '../middleware/resilient-model.ts'
import { withCircuitBreaker, CircuitBreaker } from '../middleware/recovery/circuit-breaker.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions } from '../model.ts'
import { createModelResolver } from '../resolve-model.ts'

const image: InputPart = { type: 'file', mediaType: 'image/png', data: 'iVBORw0KGgo=' }
const words: InputPart = { type: 'text', text: 'What is this?' }

/** Names of models, whose requests end in a server that counts them and says no. */
function names() {
  let sent = 0
  const resolveModel = createModelResolver({
    environment: { OPENAI_API_KEY: 'a', ANTHROPIC_API_KEY: 'b', GOOGLE_API_KEY: 'c' },
    fetch: () => {
      sent += 1
      return Promise.resolve(new Response('{"error":{"message":"No."}}', { status: 400 }))
    },
  })
  return { resolveModel, sent: () => sent }
}

/** A model of somebody's own with the name of a known one. */
function modelNamed(name: string, more: Partial<LanguageModelV4> = {}) {
  const calls: LanguageModelV4CallOptions[] = []
  const [provider = '', modelId = ''] = name.split(':')
  const script = scriptedModel(['One.', 'Two.', 'Three.'])
  const model: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider,
    modelId,
    supportedUrls: {},
    doGenerate(options) {
      calls.push(options)
      return script.doGenerate(options)
    },
    doStream(options) {
      calls.push(options)
      return script.doStream(options)
    },
    ...more,
  }
  return { model, calls }
}

type Options = AgentOptions<'looker', undefined, undefined, unknown>
const agent = (options: Omit<Options, 'name'>) => defineAgent({ name: 'looker', ...options })

describe('a file that a model does not take', () => {
  it.each([
    ['openai:gpt-3.5-turbo', image, /Model "gpt-3.5-turbo" of "openai" takes no images, and part 2 of the input/],
    ['openai/gpt-4', { ...image, mediaType: 'application/pdf' }, /takes no PDF documents.*"application\/pdf"/],
    ['gpt-4o', { ...image, mediaType: 'audio/mpeg' }, /takes no audio.*give what is said as text/],
    ['anthropic:claude-sonnet-4-6', { ...image, mediaType: 'video/mp4' }, /of "anthropic" takes no video/],
  ] as const)('is refused before anything is sent: %s', async (model, part, message) => {
    const { resolveModel, sent } = names()
    const looker = agent({ model })
    const input = [words, part]
    for (const attempt of [looker.run(input, { resolveModel }), looker.stream(input, { resolveModel }).result]) {
      const error: unknown = await attempt.catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({
        code: 'MODEL_INPUT_UNSUPPORTED',
        retryable: false,
        details: { mediaTypes: part.type === 'file' ? part.mediaType : '', part: 2 },
      })
      expect((error as Error).message).toMatch(message)
    }
    expect(sent()).toBe(0)
  })

  it('is sent to a model that takes it, or of which nobody knows', async () => {
    const { resolveModel, sent } = names()
    for (const model of ['openai:gpt-4o', 'openai:mine', 'google:gemini-2.5-pro'])
      await expect(agent({ model }).run([image], { resolveModel })).rejects.toMatchObject({
        code: 'MODEL_REQUEST_INVALID',
      })
    expect(sent()).toBe(3)
  })

  it('has its place in a conversation', async () => {
    const { resolveModel } = names()
    const looker = agent({
      model: 'openai:gpt-4',
      instructions: 'Look.',
      prepareIteration: ({ messages }) => ({
        messages: [
          ...messages,
          { role: 'assistant', content: [{ type: 'text', text: 'Go on.' }] },
          { role: 'user', content: [{ type: 'file', mediaType: 'image/gif', data: { type: 'data', data: 'R0lG' } }] },
        ],
      }),
    })
    await expect(looker.run('Look:', { resolveModel })).rejects.toThrow('part 1 of message 3 is a file')
  })

  it('makes the next model answer, without a request to the one before it', async () => {
    const blind = modelNamed('openai:gpt-3.5-turbo')
    const alsoBlind = modelNamed('groq:llama-3.3-70b-versatile')
    const sighted = modelNamed('openai:gpt-4o')
    const events: RunEvent[] = []
    const looker = agent({
      model: blind.model,
      resilience: { fallback: { models: [alsoBlind.model, sighted.model] }, circuitBreaker: { failureThreshold: 1 } },
    })
    const onEvent = (event: RunEvent): void => void events.push(event)
    expect((await looker.run([words, image], { onEvent })).output).toBe('One.')
    expect([blind.calls.length, alsoBlind.calls.length, sighted.calls.length]).toEqual([0, 0, 1])
    // What was not sent is no attempt, and tells nothing of the endpoint.
    expect(events.filter(({ type }) => type === 'attempt-start')).toMatchObject([{ model: 'openai:gpt-4o' }])
    expect((await looker.run('Hello')).output).toBe('One.')
    expect(blind.calls).toHaveLength(1)
  })

  it('is refused by the last of several models that do not take it', async () => {
    const looker = agent({
      model: modelNamed('openai:gpt-3.5-turbo').model,
      resilience: { fallback: { models: [modelNamed('xai:grok-3').model] } },
    })
    await expect(looker.run([image])).rejects.toMatchObject({
      code: 'MODEL_INPUT_UNSUPPORTED',
      details: { model: 'grok-3' },
    })
  })

  it('is judged by the model that prepareIteration names', async () => {
    const blind = modelNamed('openai:gpt-4')
    const sighted = modelNamed('openai:gpt-4o')
    const switched = (from: LanguageModelV4, to: LanguageModelV4) =>
      agent({ model: from, prepareIteration: () => ({ model: to }) })
    expect((await switched(blind.model, sighted.model).run([image])).output).toBe('One.')
    await expect(switched(sighted.model, blind.model).run([image])).rejects.toMatchObject({
      code: 'MODEL_INPUT_UNSUPPORTED',
    })
    expect(blind.calls).toEqual([])
  })

  it('is refused by a model that is used alone, too', async () => {
    const { resolveModel, sent } = names()
    const prompt = [
      {
        role: 'user' as const,
        content: [{ type: 'file' as const, mediaType: 'image/png', data: { type: 'data' as const, data: 'AAAA' } }],
      },
    ]
    const model = await resolveModel('openai:gpt-4')
    for (const asked of [model, resilientModel(model)]) {
      await expect(asked.doGenerate({ prompt })).rejects.toMatchObject({ code: 'MODEL_INPUT_UNSUPPORTED' })
      await expect(asked.doStream({ prompt })).rejects.toMatchObject({ code: 'MODEL_INPUT_UNSUPPORTED' })
    }
    expect(sent()).toBe(0)
  })

  it('tells a circuit breaker nothing', async () => {
    const { resolveModel } = names()
    const breaker = new CircuitBreaker({ failureThreshold: 1 })
    const model = withCircuitBreaker(await resolveModel('openai:gpt-4o'), breaker, 'here')
    const content = [
      { type: 'file' as const, mediaType: 'application/x-odd', data: { type: 'data' as const, data: 'AA' } },
    ]
    for (let count = 0; count < 2; count += 1)
      await expect(model.doGenerate({ prompt: [{ role: 'user', content }] })).rejects.toMatchObject({
        code: 'MODEL_INPUT_UNSUPPORTED',
        message: expect.stringContaining('application/x-odd') as string,
      })
  })
})

describe('an address', () => {
  const linked = (address: string, mediaType = 'image/png'): InputPart => ({
    type: 'file',
    mediaType,
    data: new URL(address),
  })
  const urls = { 'image/*': [/^https:/], 'application/pdf': [/^https:/] }

  it.each([
    [
      linked('http://a.example/x?key=secret'),
      /cannot fetch.*part 1 of the input is at "http:\/\/a\.example"\. Read it/,
    ],
    [linked('s3://bucket/x'), /is at "s3:\/\/bucket"/],
    [linked('https://a.example/x', 'text/csv'), /type "text\/csv" from such an address/],
  ])('that the provider does not fetch is refused without its secrets', async (part, message) => {
    for (const supportedUrls of [urls, Promise.resolve(urls)]) {
      const { model, calls } = modelNamed('somebody:new', { supportedUrls })
      for (const resilience of [undefined, {}]) {
        const looker = agent({ model, ...(resilience === undefined ? {} : { resilience }) })
        const error: unknown = await looker.run([part]).catch((thrown: unknown) => thrown)
        expect(error).toMatchObject({ code: 'MODEL_INPUT_UNSUPPORTED' })
        expect((error as Error).message).toMatch(message)
        expect(JSON.stringify(error)).not.toContain('secret')
      }
      expect(calls).toEqual([])
    }
  })

  it.each([
    [linked('https://a.example/x'), urls],
    [linked('https://a.example/x', 'image/*'), urls],
    [linked('https://a.example/x', 'application/pdf'), urls],
    [linked('gs://bucket/x', 'video/mp4'), { '*': [/^gs:/] }],
    [linked('gs://bucket/x', 'video/mp4'), { '*/*': [/^gs:/] }],
  ])('that the provider fetches is left to it', async (part, supportedUrls) => {
    for (const table of [supportedUrls, Promise.resolve(supportedUrls)]) {
      const { model } = modelNamed('somebody:new', { supportedUrls: table as Record<string, RegExp[]> })
      expect((await agent({ model }).run([part])).output).toBe('One.')
    }
  })

  it.each([
    ['openai:gpt-4o', 'https://a.example/x.pdf', 'application/pdf', true],
    ['anthropic:claude-sonnet-4-6', 'https://a.example/x.png', 'image/png', true],
    ['google-vertex:gemini-2.5-pro', 'gs://bucket/x.mp4', 'video/mp4', true],
    ['groq:meta-llama/llama-4-scout-17b-16e-instruct', 'https://a.example/x.png', 'image/png', true],
    ['vllm:mine', 'https://a.example/x.png', 'image/png', true],
    ['mistral:voxtral-small-latest', 'https://a.example/x.mp3', 'audio/mpeg', true],
    ['ollama:llama4', 'https://a.example/x.png', 'image/png', false],
    ['amazon-bedrock:amazon.nova-lite-v1:0', 'https://a.example/x.png', 'image/png', false],
    ['amazon-bedrock:amazon.nova-lite-v1:0', 's3://bucket/x.png', 'image/png', true],
  ])('at %s: %s (%s) is fetched: %s', async (model, address, mediaType, isFetched) => {
    let sent = 0
    const [provider = ''] = model.split(':')
    const settings = {
      apiKey: 'a',
      project: 'p',
      region: 'eu-west-1',
      // At another address OpenAI's models speak Chat Completions, which take no documents by address.
      ...(provider === 'openai' ? {} : { baseUrl: 'https://host.example/v1' }),
    }
    const resolveModel = createModelResolver({
      environment: {},
      overrides: { [provider]: settings },
      fetch: () => {
        sent += 1
        return Promise.resolve(new Response('{"error":{"message":"No."}}', { status: 400 }))
      },
    })
    const code = isFetched ? 'MODEL_REQUEST_INVALID' : 'MODEL_INPUT_UNSUPPORTED'
    const looker = agent({ model, resilience: { retry: false } })
    await expect(looker.run([linked(address, mediaType)], { resolveModel })).rejects.toMatchObject({ code })
    expect(sent).toBe(isFetched ? 1 : 0)
  })
})

describe('a file that a tool gives a model that does not take it', () => {
  const camera = defineTool({
    name: 'camera',
    description: 'Takes a picture.',
    input: { type: 'object' },
    execute: () => toolContent([words, { type: 'file', mediaType: 'image/png', data: 'iVBORw0KGgo=' }]),
  })

  it.each(['native', 'text'] as const)('is told to it, with a warning, once: %s tools', async (toolMode) => {
    for (const isStreamed of [false, true]) {
      const call =
        toolMode === 'native'
          ? { toolCalls: [{ toolName: 'camera', input: {} }] }
          : '```tool_call\n{"name":"camera","arguments":{}}\n```'
      const script = scriptedModel([call, call, 'Done.'])
      const { model } = modelNamed('openai:gpt-4', { doGenerate: script.doGenerate, doStream: script.doStream })
      const warnings: string[] = []
      const onEvent = (event: RunEvent): void => void (event.type === 'run-warning' && warnings.push(event.message))
      const looker = agent({ model, tools: [camera], toolMode, resilience: {} })
      const { output } = isStreamed
        ? await looker.stream('Look', { onEvent }).result
        : await looker.run('Look', { onEvent })
      expect(output).toBe('Done.')
      const prompt = JSON.stringify(script.calls.at(-1)?.options.prompt)
      expect(prompt).toContain('A file (image/png) cannot be shown to you.')
      expect(prompt).not.toContain('iVBORw0KGgo=')
      // One for each of its two results, when it comes.
      expect(warnings).toHaveLength(2)
      expect(warnings[0]).toContain(
        'openai:gpt-4: A file (image/png) from the result of "camera" cannot be shown to it',
      )
    }
  })
})
