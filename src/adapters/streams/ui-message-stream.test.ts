import { setImmediate as nextTurn } from 'node:timers/promises'
import { DefaultChatTransport, readUIMessageStream, type UIMessage, type UIMessageChunk } from 'ai'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { RunStream } from '../../agents/agent.ts'
import { agentTool } from '../../agents/agent-tool.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { ModelError } from '../../errors/model-error.ts'
import type { LanguageModelV4, LanguageModelV4StreamPart } from '../../models/model.ts'
import { testLedger } from '../../runs/__fixtures__/test-ledger.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { never, type ScriptedReply } from '../../testing/scripted-reply.ts'
import { defineTool } from '../../tools/define-tool.ts'
import type { UiMessageChunk } from './ui-message-chunk.ts'
import { toUiMessageStream, uiMessageStreamResponse } from './ui-message-stream.ts'
import type { UiMessageStreamOptions } from './ui-message-options.ts'

const add = defineTool({
  name: 'add',
  description: 'Adds.',
  input: z.object({ a: z.number(), b: z.number() }),
  effect: 'none',
  execute: ({ a, b }) => ({ sum: a + b }),
})
const fail = defineTool({
  name: 'fail',
  description: 'Fails.',
  input: z.object({}),
  effect: 'none',
  execute: () => {
    throw new Error('postgres://admin:hunter2@db')
  },
})

const talker = (replies: readonly ScriptedReply[], tools = [add, fail]) =>
  defineAgent({ name: 'talker', model: scriptedModel(replies), tools })

/** The message that the reader of the AI SDK puts together, and the errors it is told. */
async function read(stream: RunStream<unknown>, options: UiMessageStreamOptions = {}) {
  const errors: unknown[] = []
  let message: UIMessage | undefined
  // The chunks of the SDK are the same data, but may be written to.
  const chunks = toUiMessageStream(stream, options) as ReadableStream<UIMessageChunk>
  for await (const state of readUIMessageStream({ stream: chunks, onError: (error) => errors.push(error) }))
    message = state
  return { message, errors, parts: message?.parts.map(plain) }
}

/** A part without what the reader leaves undefined. */
function plain(part: UIMessage['parts'][number]): unknown {
  return JSON.parse(JSON.stringify(part))
}

async function chunksOf(stream: RunStream<unknown>, options: UiMessageStreamOptions = {}) {
  return Array.fromAsync(toUiMessageStream(stream, options))
}

const step = { type: 'step-start' }
const text = (words: string) => ({ type: 'text', text: words, state: 'done' })

describe('a run as a message of the AI SDK', () => {
  it('is its text, with the id of the run', async () => {
    const stream = talker(['Hello there.']).stream('hi')
    const { message, parts, errors } = await read(stream)
    expect(parts).toEqual([step, text('Hello there.')])
    expect(message).toMatchObject({ role: 'assistant', id: (await stream.result).runId })
    expect(errors).toEqual([])
  })

  it('begins and ends as the protocol has it', async () => {
    const chunks = await chunksOf(talker(['Hello there.']).stream('hi'), { messageId: 'm1' })
    expect(chunks).toEqual([
      { type: 'start', messageId: 'm1' },
      { type: 'start-step' },
      { type: 'text-start', id: 'text-1' },
      { type: 'text-delta', id: 'text-1', delta: 'Hello ' },
      { type: 'text-delta', id: 'text-1', delta: 'there.' },
      { type: 'text-end', id: 'text-1' },
      { type: 'finish-step' },
      { type: 'finish', finishReason: 'stop' },
    ])
  })

  it('has a step for each iteration, with the tools it called and what came of them', async () => {
    const agent = talker([
      {
        text: 'I add.',
        toolCalls: [
          { toolName: 'add', input: { a: 1, b: 2 }, toolCallId: 'one' },
          { toolName: 'add', input: { a: 3, b: 4 }, toolCallId: 'two' },
        ],
      },
      { toolCalls: [{ toolName: 'add', input: { a: 3, b: 7 }, toolCallId: 'three' }] },
      'Ten.',
    ])
    const { parts } = await read(agent.stream('go'))
    const call = (toolCallId: string, input: object, output: object) => ({
      type: 'tool-add',
      toolCallId,
      state: 'output-available',
      input,
      output,
    })
    expect(parts).toEqual([
      step,
      text('I add.'),
      call('one', { a: 1, b: 2 }, { sum: 3 }),
      call('two', { a: 3, b: 4 }, { sum: 7 }),
      step,
      call('three', { a: 3, b: 7 }, { sum: 10 }),
      step,
      text('Ten.'),
    ])
  })

  it('gives each of the calls that run side by side its own outcome, whichever ends first', async () => {
    const gate = Promise.withResolvers<void>()
    const wait = defineTool({
      name: 'wait',
      description: 'Waits.',
      input: z.object({ n: z.number() }),
      effect: 'none',
      execute: async ({ n }) => {
        if (n === 2) gate.resolve()
        await gate.promise
        return n
      },
    })
    const toolCalls = [1, 2, 3].map((n) => ({ toolName: 'wait', input: { n }, toolCallId: `c${n}` }))
    const model = scriptedModel([{ toolCalls }, { toolCalls: toolCalls.slice(0, 1) }, 'done'])
    const { parts } = await read(defineAgent({ name: 'a', model, tools: [wait] }).stream('go'))
    expect(parts?.filter((part) => (part as { type: string }).type === 'tool-wait')).toMatchObject(
      [1, 2, 3, 1].map((n) => ({ toolCallId: `c${n}`, input: { n }, output: n })),
    )
  })

  it('shows what a model thought, and keeps it back where it is told to', async () => {
    const agent = () => talker([{ reasoning: 'Hm.', text: 'Yes.' }])
    const { parts } = await read(agent().stream('go'))
    expect(parts).toMatchObject([step, { type: 'reasoning', text: 'Hm.', state: 'done' }, text('Yes.')])
    expect((await read(agent().stream('go'), { sendReasoning: false })).parts).toEqual([step, text('Yes.')])
  })

  it.each(['native', 'tool', 'prompt'] as const)(
    'has a structured output as a part of data, in mode %s',
    async (outputMode) => {
      const output = z.object({ risk: z.enum(['low', 'high']) })
      const reply: ScriptedReply =
        outputMode === 'tool'
          ? { toolCalls: [{ toolName: 'final_output', input: { risk: 'low' } }] }
          : { object: { risk: 'low' } }
      const agent = () => defineAgent({ name: 'a', model: scriptedModel([reply]), output, outputMode })
      const data = { type: 'data-output', id: 'output', data: { risk: 'low' } }
      expect((await read(agent().stream('go'), { sendText: false })).parts).toEqual([step, data])
      const json = outputMode === 'tool' ? [] : [text('{"risk":"low"}')]
      expect((await read(agent().stream('go'))).parts).toEqual([step, ...json, data])
    },
  )

  it('does not show what agents said that were asked as tools', async () => {
    const expert = defineAgent({ name: 'expert', description: 'Knows.', model: scriptedModel(['Secretly 42.']) })
    const replies = [{ toolCalls: [{ toolName: 'expert', input: { input: 'x' }, toolCallId: 'c' }] }, 'It is 42.']
    const agent = defineAgent({ name: 'a', model: scriptedModel(replies), tools: [agentTool(expert)] })
    expect((await read(agent.stream('go'))).parts).toEqual([
      step,
      {
        type: 'tool-expert',
        toolCallId: 'c',
        state: 'output-available',
        input: { input: 'x' },
        output: 'Secretly 42.',
      },
      step,
      text('It is 42.'),
    ])
  })

  it('shows what an agent says and does that speaks for another', async () => {
    const speaker = talker([
      { text: 'I add.', toolCalls: [{ toolName: 'add', input: { a: 1, b: 1 }, toolCallId: 'c' }] },
      'Two.',
    ])
    const front = defineCustomAgent({
      name: 'front',
      execute: (input, { call }) => call(speaker, input, { forward: true }),
    })
    expect((await read(front.stream('go'))).parts).toEqual([
      step,
      text('I add.'),
      { type: 'tool-add', toolCallId: 'c', state: 'output-available', input: { a: 1, b: 1 }, output: { sum: 2 } },
      step,
      text('Two.'),
    ])
  })

  it('says the answer of code that no model wrote, and hears of nothing else', async () => {
    const expert = talker(['Secret.'])
    const quiet = defineCustomAgent({
      name: 'quiet',
      execute: async (input, { call }) => `${(await call(expert, input)).length} letters`,
    })
    expect((await read(quiet.stream('go'))).parts).toEqual([step, text('7 letters')])
  })

  it('tells no secrets of errors unless it is told how', async () => {
    const replies = [{ toolCalls: [{ toolName: 'fail', input: {}, toolCallId: 'c' }] }, 'It failed.']
    const { parts } = await read(talker(replies).stream('go'))
    expect(parts).toMatchObject([
      step,
      { state: 'output-error', errorText: 'An error occurred.' },
      step,
      text('It failed.'),
    ])
    const onError = (error: unknown) => (error as Error).message.replace('hunter2', '***')
    expect((await read(talker(replies).stream('go'), { onError })).parts).toMatchObject([
      step,
      { state: 'output-error', errorText: 'postgres://admin:***@db' },
      step,
      text('It failed.'),
    ])
  })

  it('keeps what was said before an error', async () => {
    const agent = () =>
      talker([{ text: 'Half an ', error: new ModelError('MODEL_AUTHENTICATION', 'The key sk-12345 is wrong.') }])
    const { parts, errors } = await read(agent().stream('go'))
    expect(errors).toEqual([new Error('An error occurred.')])
    expect(parts).toEqual([step, text('Half an ')])
    const chunks = await chunksOf(agent().stream('go'), { onError: (error) => (error as { code: string }).code })
    expect(chunks.at(-1)).toEqual({ type: 'error', errorText: 'MODEL_AUTHENTICATION' })
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('sk-12345')
      },
    ],
    ['says nothing', () => undefined as unknown as string],
    ['gives a promise', () => Promise.resolve('sk-12345') as unknown as string],
  ])('says that there was an error where onError %s', async (_case, onError) => {
    const failing = talker([{ error: new Error('down') }]).stream('go')
    expect((await chunksOf(failing, { onError })).at(-1)).toEqual({ type: 'error', errorText: 'An error occurred.' })
  })

  it('calls the run off where metadata cannot be made', async () => {
    const messageMetadata = (): never => {
      throw new Error('sk-12345')
    }
    const stream = talker([never()]).stream('go')
    expect(await chunksOf(stream, { messageMetadata })).toEqual([{ type: 'error', errorText: 'An error occurred.' }])
    await expect(stream.result).rejects.toThrow('The stream was closed.')
  })

  it('takes back what a model said before it had to start again', async () => {
    const error = new ModelError('MODEL_UNAVAILABLE', 'down')
    const begun = { text: 'Wrong', reasoning: 'Hm.', toolCalls: [{ toolName: 'add', input: {} }], error }
    const agent = defineAgent({
      name: 'a',
      model: scriptedModel([begun, 'Right start.']),
      tools: [add],
      resilience: { retry: { initialBackoffMs: 1, restartStream: true } },
    })
    const { parts } = await read(agent.stream('go'))
    expect(parts).toEqual([step, text('Right start.')])
  })

  it('says that it was called off', async () => {
    const controller = new AbortController()
    const agent = talker([() => (controller.abort(), never())])
    const chunks = await chunksOf(agent.stream('go', { signal: controller.signal }))
    expect(chunks.at(-1)).toEqual({ type: 'abort' })
    const late = defineAgent({ name: 'a', model: scriptedModel([never()]) })
    const clock = fakeClock()
    const stream = late.stream('go', { timeoutMs: 100, clock })
    const told = chunksOf(stream, { onError: (error) => (error as { code: string }).code })
    await nextTurn()
    await clock.advance(100)
    expect((await told).at(-1)).toEqual({ type: 'error', errorText: 'DEADLINE_EXCEEDED' })
  })

  it('ends where the run waits for somebody, and goes on another time', async () => {
    const asker = defineCustomAgent({
      name: 'asker',
      execute: async (_input, { ask }) => (await ask({ title: 'Pay?' })).answer,
    })
    const chunks = await chunksOf(asker.stream('go', { ledger: testLedger({ parks: true }), runId: 'r' }))
    expect(chunks).toEqual([
      { type: 'start', messageId: 'r' },
      { type: 'finish', finishReason: 'other' },
    ])
  })

  it('carries what else the page wants to know', async () => {
    const stream = talker(['Hi.']).stream('go')
    const { message } = await read(stream, {
      messageMetadata: (event) =>
        event.type === 'run-start'
          ? { agent: event.agent }
          : { tokens: event.usage.outputTokens, cost: event.cost.usd },
    })
    const { usage } = await stream.result
    expect(message?.metadata).toEqual({ agent: 'talker', tokens: usage.outputTokens, cost: 0 })
  })

  it('has the files and the sources that a model gives', async () => {
    const { parts } = await read(defineAgent({ name: 'a', model: partsModel() }).stream('go'))
    expect(parts).toEqual([
      step,
      text('Look:'),
      {
        type: 'tool-web_search',
        toolCallId: 'w',
        state: 'output-available',
        input: { query: 'x' },
        output: [1],
        providerExecuted: true,
      },
      { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,iVBORw0=' },
      { type: 'source-url', sourceId: 's1', url: 'https://example.com/', title: 'Example' },
      { type: 'source-document', sourceId: 's2', mediaType: 'application/pdf', title: 'Paper', filename: 'p.pdf' },
    ])
    const without = await read(defineAgent({ name: 'a', model: partsModel() }).stream('go'), { sendSources: false })
    expect(without.parts).toHaveLength(4)
  })

  it('says of calls that were not run that they were not', async () => {
    const replies = [
      {
        toolCalls: [
          { toolName: 'final_output', input: { n: 1 } },
          { toolName: 'add', input: { a: 1, b: 2 }, toolCallId: 'c' },
        ],
      },
    ]
    const agent = defineAgent({
      name: 'a',
      model: scriptedModel(replies),
      tools: [add],
      output: z.object({ n: z.number() }),
      outputMode: 'tool',
    })
    expect((await read(agent.stream('go'))).parts).toMatchObject([
      step,
      { type: 'tool-add', state: 'output-error', errorText: 'The tool was not run.' },
      { type: 'data-output', data: { n: 1 } },
    ])
  })
})

describe('the response to useChat', () => {
  /** Sends a message as `useChat` does, and reads the answer as it does. */
  async function chat(answer: (signal: AbortSignal | null | undefined) => Response) {
    const transport = new DefaultChatTransport<UIMessage>({
      api: 'http://test/api/chat',
      fetch: async (_url, init) => answer(init?.signal),
    })
    const user: UIMessage = { id: 'u1', role: 'user', parts: [{ type: 'text', text: 'hi' }] }
    return transport.sendMessages({
      chatId: 'c',
      messages: [user],
      trigger: 'submit-message',
      messageId: undefined,
      abortSignal: undefined,
    })
  }

  it('is read by the transport of the AI SDK', async () => {
    const agent = talker([{ toolCalls: [{ toolName: 'add', input: { a: 1, b: 2 }, toolCallId: 'c' }] }, 'Three.\nYes.'])
    const stream = await chat(() => uiMessageStreamResponse(agent.stream('go')))
    const messages = await Array.fromAsync(readUIMessageStream({ stream }))
    expect(messages.at(-1)?.parts.map(plain)).toMatchObject([
      step,
      { type: 'tool-add', state: 'output-available', output: { sum: 3 } },
      step,
      text('Three.\nYes.'),
    ])
  })

  it('has the headers of the protocol, and its own', async () => {
    const response = uiMessageStreamResponse(talker(['Hi.']).stream('go'), {
      status: 201,
      headers: { 'x-run': '1', 'cache-control': 'no-store' },
    })
    expect(response.status).toBe(201)
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-store',
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
      'x-run': '1',
      'x-vercel-ai-ui-message-stream': 'v1',
    })
    const body = await response.text()
    expect(body).toMatch(/^data: \{"type":"start"/)
    expect(body).toMatch(/\n\ndata: \[DONE\]\n\n$/)
  })

  it('aborts the run when the client goes away, also while the model is silent', async () => {
    const model = scriptedModel([never()])
    const stream = defineAgent({ name: 'a', model }).stream('go')
    const reader = uiMessageStreamResponse(stream).body?.getReader()
    await reader?.read()
    const waiting = reader?.read()
    await reader?.cancel()
    await waiting
    await expect(stream.result).rejects.toThrow('The stream was closed.')
    expect(model.calls[0]?.options.abortSignal?.aborted).toBe(true)
  })

  it('sends a comment where nothing else was sent for long', async () => {
    const clock = fakeClock()
    const gate = Promise.withResolvers<string>()
    const agent = defineAgent({ name: 'a', model: scriptedModel([() => gate.promise]) })
    const response = uiMessageStreamResponse(agent.stream('go'), { clock, keepAliveMs: 100 })
    const reader = response.body?.getReader()
    const next = async () => new TextDecoder().decode((await reader?.read())?.value)
    expect(await next()).toContain('"start"')
    expect(await next()).toContain('"start-step"')
    const quiet = next()
    await nextTurn()
    await clock.advance(100)
    expect(await quiet).toBe(': keep-alive\n\n')
    gate.resolve('Hi.')
    expect(await next()).toContain('text-start')
    await reader?.cancel()
  })

  it('leaves what nobody reads to the run, which merges it', async () => {
    async function* words() {
      for (let n = 0; n < 20_000; n++) yield 'word '
    }
    const stream = defineAgent({ name: 'a', model: scriptedModel([{ chunks: words() }]) }).stream('go')
    const chunks: UiMessageChunk[] = []
    const web = toUiMessageStream(stream)
    await stream.result
    for await (const chunk of web) chunks.push(chunk)
    const deltas = chunks.flatMap((chunk) => (chunk.type === 'text-delta' ? [chunk.delta] : []))
    expect(deltas.join('')).toBe('word '.repeat(20_000))
    expect(deltas.length).toBeLessThanOrEqual(1025)
  })
})

describe('what cannot be told as a message', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['nothing', () => toUiMessageStream(undefined as never), /takes the events of a run, and was given undefined/],
    ['a result', () => toUiMessageStream(Promise.resolve(1) as never), /given a promise. Leave out "await" and "run"/],
    [
      'an option',
      () => toUiMessageStream(talker(['x']).stream('go'), { sendReasonin: true } as never),
      /Did you mean "sendReasoning"\?/,
    ],
    ['a status', () => toUiMessageStream(talker(['x']).stream('go'), { status: 200 } as never), /There is no "status"/],
    [
      'a flag',
      () => toUiMessageStream(talker(['x']).stream('go'), { sendSources: 1 } as never),
      /sendSources must be true/,
    ],
    [
      'a function',
      () => toUiMessageStream(talker(['x']).stream('go'), { onError: 'x' } as never),
      /onError must be a function/,
    ],
    [
      'a silence',
      () => uiMessageStreamResponse(talker(['x']).stream('go'), { keepAliveMs: 0 }),
      /keepAliveMs must be a number/,
    ],
    [
      'an id',
      () => toUiMessageStream(talker(['x']).stream('go'), { messageId: 1 } as never),
      /messageId must be a text/,
    ],
  ])('is refused: %s', (_, convert, message) => {
    expect(convert).toThrow(
      expect.objectContaining({ code: 'RUNTIME_OPTIONS_INVALID', message: expect.stringMatching(message) }),
    )
  })

  it('is refused where the stream has a reader', () => {
    const stream = talker(['x']).stream('go')
    toUiMessageStream(stream)
    expect(() => toUiMessageStream(stream)).toThrow(expect.objectContaining({ code: 'STREAM_IN_USE' }))
  })
})

/** A model whose answer has a file, sources and a tool that its provider ran. */
function partsModel(): LanguageModelV4 {
  const parts: readonly LanguageModelV4StreamPart[] = [
    { type: 'stream-start', warnings: [] },
    { type: 'text-start', id: 't' },
    { type: 'text-delta', id: 't', delta: 'Look:' },
    { type: 'text-end', id: 't' },
    { type: 'tool-call', toolCallId: 'w', toolName: 'web_search', input: '{"query":"x"}', providerExecuted: true },
    { type: 'tool-result', toolCallId: 'w', toolName: 'web_search', result: [1] },
    { type: 'file', mediaType: 'image/png', data: { type: 'data', data: 'iVBORw0=' } },
    { type: 'source', sourceType: 'url', id: 's1', url: 'https://example.com/', title: 'Example' },
    {
      type: 'source',
      sourceType: 'document',
      id: 's2',
      mediaType: 'application/pdf',
      title: 'Paper',
      filename: 'p.pdf',
    },
    {
      type: 'finish',
      finishReason: { unified: 'stop', raw: 'stop' },
      usage: {
        inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: 1, text: 1, reasoning: 0 },
      },
    },
  ]
  return {
    ...scriptedModel([]),
    doStream: async () => ({ stream: ReadableStream.from(parts) }),
  }
}
