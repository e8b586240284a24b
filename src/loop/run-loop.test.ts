import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { RunEvent } from '../events/event.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import { never } from '../testing/scripted-reply.ts'
import { defineTool } from '../tools/define-tool.ts'
import { systemClock } from '../util/clock.ts'
import type { JsonValue } from '../util/json/json.ts'
import { agentTool } from '../agents/agent-tool.ts'
import { defineAgent } from '../agents/define-agent.ts'
import { hasToolCall, iterationCountIs } from './stop-condition.ts'

const call = (toolName: string, input: JsonValue) => ({ toolCalls: [{ toolName, input }] })

describe('the agent loop', () => {
  it('answers with the text of the model', async () => {
    const model = scriptedModel(['Hello.'])
    const { output, usage } = await defineAgent({ name: 'a', model, instructions: 'Be brief.' }).run('Hi')
    expect(output).toBe('Hello.')
    expect(usage.modelCalls).toBe(1)
    expect(model.calls[0]?.options.prompt).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
    ])
  })

  it('runs all tools of a reply side by side and gives each result back under its id', async () => {
    const order: string[] = []
    let release: (() => void) | undefined
    const gate = new Promise<void>((resolve) => (release = resolve))
    const first = defineTool({
      name: 'first',
      description: 'waits for the second',
      input: z.object({}),
      execute: async () => (order.push('first starts'), await gate, order.push('first ends'), 1),
    })
    const second = defineTool({
      name: 'second',
      description: 'releases the first',
      input: z.object({}),
      execute: () => (order.push('second'), release?.(), { done: true }),
    })
    const model = scriptedModel([
      {
        toolCalls: [
          { toolCallId: 'x', toolName: 'first', input: {} },
          { toolCallId: 'y', toolName: 'second', input: {} },
        ],
      },
      'done',
    ])
    const { output } = await defineAgent({ name: 'a', model, tools: [first, second] }).run('go')
    expect(output).toBe('done')
    expect(order).toEqual(['first starts', 'second', 'first ends'])
    expect(model.calls[1]?.options.prompt.at(-1)).toEqual({
      role: 'tool',
      content: [
        { type: 'tool-result', toolCallId: 'x', toolName: 'first', output: { type: 'json', value: 1 } },
        { type: 'tool-result', toolCallId: 'y', toolName: 'second', output: { type: 'json', value: { done: true } } },
      ],
    })
  })

  it.each([
    ['zod', z.object({ city: z.string() })],
    ['valibot', v.object({ city: v.string() })],
    ['arktype', type({ city: 'string' })],
    ['JSON Schema', { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } as const],
  ])(
    'tells the model what is wrong with its arguments, with a %s schema, and takes the corrected ones',
    async (_, input) => {
      const cities: unknown[] = []
      const weather = defineTool({
        name: 'weather',
        description: 'd',
        input,
        execute: (value) => (cities.push(value), 'sunny'),
      })
      const model = scriptedModel([call('weather', { city: 7 }), call('weather', { city: 'Oslo' }), 'ok'])
      await defineAgent({ name: 'a', model, tools: [weather] }).run('go')
      expect(cities).toEqual([{ city: 'Oslo' }])
      expect(JSON.stringify(model.calls[1]?.options.prompt.at(-1))).toMatch(/error-text.*city/)
      expect(model.calls[0]?.options.tools?.[0]).toMatchObject({
        inputSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      })
    },
  )

  it('tells the model of tools that do not exist, throw, or are called with no JSON', async () => {
    const failing = defineTool({
      name: 'failing',
      description: 'd',
      input: z.object({}),
      execute: () => {
        throw new Error('the disk is full')
      },
    })
    const model = scriptedModel([
      call('missing', {}),
      call('failing', {}),
      { toolCalls: [{ toolName: 'failing', input: '{oops' }] },
      'ok',
    ])
    await defineAgent({ name: 'a', model, tools: [failing] }).run('go')
    const told = model.calls.slice(1).map(({ options }) => JSON.stringify(options.prompt.at(-1)))
    expect(told[0]).toContain('There is no tool \\"missing\\". Available tools: \\"failing\\".')
    expect(told[1]).toContain('the disk is full')
    expect(told[2]).toContain('not valid JSON')
  })

  it('stops at the iteration limit with an error that names it', async () => {
    const tool = defineTool({ name: 't', description: 'd', input: z.object({}), execute: () => 'again' })
    const model = scriptedModel([call('t', {}), call('t', {}), call('t', {})])
    await expect(
      defineAgent({ name: 'looper', model, tools: [tool], maxIterations: 3 }).run('go'),
    ).rejects.toMatchObject({
      code: 'AGENT_ITERATION_LIMIT',
      details: { agent: 'looper', maxIterations: 3 },
    })
  })

  it.each([
    ['a count of iterations', iterationCountIs(1)],
    ['a tool call', hasToolCall('t')],
  ])('stops at %s', async (_, stopWhen) => {
    const tool = defineTool({ name: 't', description: 'd', input: z.object({}), execute: () => 'x' })
    const model = scriptedModel([{ text: 'Looking.', toolCalls: [{ toolName: 't', input: {} }] }])
    expect((await defineAgent({ name: 'a', model, tools: [tool], stopWhen }).run('go')).output).toBe('Looking.')
    model.assertComplete()
  })

  it('validates a structured output, has it repaired, and gives the parsed value', async () => {
    const model = scriptedModel(['no json', '{"risk":"medium"}', '```json\n{"risk":"high"}\n```'])
    const agent = defineAgent({ name: 'a', model, output: z.object({ risk: z.enum(['low', 'high']) }) })
    expect((await agent.run('go')).output).toEqual({ risk: 'high' })
    expect(model.calls[0]?.options.responseFormat).toMatchObject({ type: 'json', schema: { required: ['risk'] } })
    expect(JSON.stringify(model.calls[2]?.options.prompt.at(-1))).toContain('risk')
  })

  it('gives up on an output that stays invalid', async () => {
    const model = scriptedModel(['a', 'b', 'c'])
    const agent = defineAgent({ name: 'a', model, output: z.object({ risk: z.string() }) })
    await expect(agent.run('go')).rejects.toMatchObject({ code: 'AGENT_OUTPUT_INVALID', details: { tries: 3 } })
  })

  it.each([false, true])('takes an answer that ended with an error for a failure, streaming %s', async (streaming) => {
    const agent = defineAgent({ name: 'a', model: scriptedModel([{ text: 'Half an ans', finishReason: 'error' }]) })
    await expect(streaming ? agent.stream('go').result : agent.run('go')).rejects.toMatchObject({
      code: 'MODEL_RESPONSE_INVALID',
    })
  })

  it('sums the usage of all model calls, nested agents included', async () => {
    const inner = defineAgent({
      name: 'inner',
      description: 'd',
      model: scriptedModel([{ text: 'fine', usage: { inputTokens: 5, outputTokens: 2 } }]),
    })
    const outer = defineAgent({
      name: 'outer',
      model: scriptedModel([
        call('inner', { input: 'x' }),
        { text: 'done', usage: { inputTokens: 30, outputTokens: 1 } },
      ]),
      tools: [agentTool(inner)],
    })
    const { usage } = await outer.run('go')
    expect(usage).toMatchObject({ modelCalls: 3, inputTokens: 35, outputTokens: 3 })
  })

  it('refuses an input that does not match the input schema', async () => {
    const agent = defineAgent({ name: 'a', model: scriptedModel([]), input: z.object({ topic: z.string() }) })
    await expect(agent.run({ topic: 1 } as never)).rejects.toMatchObject({ code: 'AGENT_INPUT_INVALID' })
  })

  it('refuses two tools of one name', () => {
    const tool = defineTool({ name: 't', description: 'd', input: z.object({}), execute: () => 1 })
    expect(() => defineAgent({ name: 'a', model: 'openai:x', tools: [tool, tool] })).toThrow(
      expect.objectContaining({ code: 'TOOL_DUPLICATE' }),
    )
  })

  it('shows a tool the conversation that led to its call', async () => {
    const seen: unknown[] = []
    const look = defineTool({
      name: 'look',
      description: 'Looks.',
      input: z.object({}),
      effect: 'none',
      execute: (_input, { messages }) => {
        seen.push(messages)
        return 'seen'
      },
    })
    const asking = { toolCalls: [{ toolName: 'look', input: {}, toolCallId: 'c' }] }
    const model = scriptedModel([asking, asking, 'done'])
    await defineAgent({ name: 'a', model, instructions: 'Be brief.', tools: [look] }).run('Look twice.')
    const question = { role: 'user', content: 'Look twice.' }
    const ids = { toolCallId: 'c', toolName: 'look' }
    expect(seen).toEqual([
      [question],
      [
        question,
        { role: 'assistant', content: [{ type: 'tool-call', ...ids, input: {} }] },
        { role: 'tool', content: [{ type: 'tool-result', ...ids, output: 'seen' }] },
      ],
    ])
  })
})

describe('abort', () => {
  it('stops a model request and rejects with the reason', async () => {
    const controller = new AbortController()
    const model = scriptedModel([never()])
    const running = defineAgent({ name: 'a', model }).run('go', { signal: controller.signal })
    const reason = new Error('changed my mind')
    queueMicrotask(() => controller.abort(reason))
    await expect(running).rejects.toBe(reason)
  })

  it('reaches the tools', async () => {
    const controller = new AbortController()
    let seen: AbortSignal | undefined
    const tool = defineTool({
      name: 't',
      description: 'd',
      input: z.object({}),
      execute: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          seen = signal
          signal.addEventListener('abort', () => reject(signal.reason))
          controller.abort(new Error('stop'))
        }),
    })
    const agent = defineAgent({ name: 'a', model: scriptedModel([call('t', {})]), tools: [tool] })
    await expect(agent.run('go', { signal: controller.signal })).rejects.toThrow('stop')
    expect(seen?.aborted).toBe(true)
  })

  it('abandons a tool that ignores it, and says so', async () => {
    const controller = new AbortController()
    const events: RunEvent[] = []
    const tool = defineTool({
      name: 'deaf',
      description: 'd',
      input: z.object({}),
      execute: () => (controller.abort(new Error('stop')), new Promise<never>(() => {})),
    })
    const agent = defineAgent({ name: 'a', model: scriptedModel([call('deaf', {})]), tools: [tool], abortGraceMs: 5 })
    await expect(
      agent.run('go', { signal: controller.signal, onEvent: (event) => void events.push(event) }),
    ).rejects.toThrow('stop')
    expect(events).toContainEqual(expect.objectContaining({ type: 'tool-abandoned', name: 'deaf', graceMs: 5 }))
  })

  it('comes from a deadline too', async () => {
    const agent = defineAgent({ name: 'slow', model: scriptedModel([never()]) })
    await expect(agent.run('go', { timeoutMs: 5 })).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      details: { timeoutMs: 5 },
    })
  })

  it('leaves no listener behind on a signal that is used again and again', async () => {
    const { signal } = new AbortController()
    let listeners = 0
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = (...args: Parameters<typeof add>) => ((listeners += 1), add(...args))
    signal.removeEventListener = (...args: Parameters<typeof remove>) => ((listeners -= 1), remove(...args))
    const tool = defineTool({ name: 't', description: 'd', input: z.object({}), execute: async () => 1 })
    const agent = defineAgent({ name: 'a', model: scriptedModel([call('t', {}), 'done']), tools: [tool] })
    await agent.stream('go', { signal }).result
    expect(listeners).toBe(0)
  })
})

describe('a time limit for tools', () => {
  it('aborts the tool and tells the model', async () => {
    let aborted = false
    const tool = defineTool({
      name: 'slow',
      description: 'd',
      input: z.object({}),
      effect: 'none',
      timeoutMs: 5,
      execute: (_, { signal }) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => ((aborted = true), reject(signal.reason as Error))),
        ),
    })
    const model = scriptedModel([call('slow', {}), 'ok'])
    await defineAgent({ name: 'a', model, tools: [tool] }).run('go')
    expect(aborted).toBe(true)
    expect(JSON.stringify(model.calls[1]?.options.prompt.at(-1))).toContain('TOOL_TIMEOUT')
  })

  it('abandons the tool after its grace and goes on', async () => {
    const tool = defineTool({
      name: 'deaf',
      description: 'd',
      input: z.object({}),
      effect: 'none',
      execute: () => new Promise<never>(() => {}),
    })
    const model = scriptedModel([call('deaf', {}), 'went on'])
    const agent = defineAgent({ name: 'a', model, tools: [tool], toolTimeoutMs: 5, abortGraceMs: 5 })
    expect((await agent.run('go', { clock: systemClock })).output).toBe('went on')
  })
})

describe('a stream', () => {
  it('gives the events as they happen and the same outcome as a run', async () => {
    const script = () => scriptedModel([call('t', { q: 1 }), 'The answer is here.'])
    const tool = defineTool({
      name: 't',
      description: 'd',
      input: z.object({ q: z.number() }),
      execute: ({ q }) => q + 1,
    })
    const make = () => defineAgent({ name: 'a', model: script(), tools: [tool] })
    const stream = make().stream('go')
    const events: RunEvent[] = []
    for await (const event of stream) events.push(event)
    const streamed = await stream.result
    const ran = await make().run('go')
    expect(streamed.output).toBe(ran.output)
    expect(streamed.usage).toEqual(ran.usage)
    const text = events.flatMap((event) => (event.type === 'text-delta' ? [event.text] : []))
    expect(text.length).toBeGreaterThan(1)
    expect(text.join('')).toBe('The answer is here.')
    expect(events.at(0)?.type).toBe('run-start')
    expect(events.at(-1)?.type).toBe('run-finish')
  })

  it('gives the text alone', async () => {
    let text = ''
    for await (const delta of defineAgent({ name: 'a', model: scriptedModel(['one two']) })
      .stream('go')
      .text())
      text += delta
    expect(text).toBe('one two')
  })

  it('aborts the run when the reader leaves', async () => {
    const stream = defineAgent({ name: 'a', model: scriptedModel([never()]) }).stream('go')
    for await (const event of stream) if (event.type === 'step-start') break
    await expect(stream.result).rejects.toThrow('The stream was closed.')
  })

  it('throws the failure to the reader', async () => {
    const agent = defineAgent({ name: 'a', model: scriptedModel([{ error: new Error('no power') }]) })
    await expect(async () => {
      for await (const _ of agent.stream('go'));
    }).rejects.toThrow('no power')
  })
})
