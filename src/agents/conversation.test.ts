import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { ConversationMessage, UserInput } from '../messages/conversation.ts'
import type { LanguageModelV4, LanguageModelV4Message } from '../models/model.ts'
import { memoryLedger } from '../runs/memory/memory-ledger.ts'
import { memoryStore } from '../runs/memory/memory-store.ts'
import { createRuntime } from '../runtime/create-runtime.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import { defineTool } from '../tools/define-tool.ts'
import { toolContent } from '../tools/tool-content.ts'
import type { Agent } from './agent.ts'
import { defineAgent } from './define-agent.ts'
import { defineCustomAgent } from './define-custom-agent.ts'
import { handoff } from './handoff.ts'

const lookUp = { toolCalls: [{ toolCallId: 'call-1', toolName: 'look_up', input: { id: 7 } }] }

const lookUpTool = (execute: () => unknown) =>
  defineTool({ name: 'look_up', description: 'd', input: z.object({ id: z.number() }), effect: 'none', execute })

/** The conversations that a model was given, without instructions. */
const prompts = (model: ReturnType<typeof scriptedModel>): readonly (readonly LanguageModelV4Message[])[] =>
  model.calls.map(({ options }) => options.prompt.filter(({ role }) => role !== 'system'))

describe('the messages of a run', () => {
  it('are what it was asked and what it answered', async () => {
    const agent = defineAgent({ name: 'a', model: scriptedModel(['Hello.']), instructions: 'Be kind.' })
    const { messages } = await agent.run('Hi')
    expect(messages).toEqual([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello.' },
    ])
  })

  it('hold the calls of tools and their results', async () => {
    const agent = defineAgent({
      name: 'a',
      model: scriptedModel([{ text: 'Let me see.', ...lookUp }, 'Found.']),
      tools: [lookUpTool(() => ({ plan: 'pro' }))],
    })
    const { messages } = await agent.run('Which plan?')
    const call = { toolCallId: 'call-1', toolName: 'look_up' }
    expect(messages).toEqual([
      { role: 'user', content: 'Which plan?' },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'Let me see.' },
          { type: 'tool-call', ...call, input: { id: 7 } },
        ],
      },
      { role: 'tool', content: [{ type: 'tool-result', ...call, output: { plan: 'pro' } }] },
      { role: 'assistant', content: 'Found.' },
    ])
  })

  it('say in words what the model gave by a tool of the output', async () => {
    const output = z.object({ risk: z.enum(['low', 'high']) })
    const model = scriptedModel([{ toolCalls: [{ toolName: 'final_output', input: { risk: 'low' } }] }])
    const agent = defineAgent({ name: 'a', model, output, outputMode: 'tool' })
    const { messages } = await agent.run('How risky?')
    expect(messages.at(-1)).toEqual({ role: 'assistant', content: '{"risk":"low"}' })
  })

  it('are made of input and output where no model gave the answer', async () => {
    const agent = defineCustomAgent({
      name: 'sum',
      input: z.object({ a: z.number() }),
      execute: ({ a }) => ({ sum: a + 1 }),
    })
    const { messages, reasoning } = await agent.run({ a: 1 })
    expect(messages).toEqual([
      { role: 'user', content: '{"a":1}' },
      { role: 'assistant', content: '{"sum":2}' },
    ])
    expect(reasoning).toBeUndefined()
  })

  it('are those of the agent whose answer is forwarded', async () => {
    const writer = defineAgent({
      name: 'writer',
      model: scriptedModel([lookUp, 'Done.']),
      tools: [lookUpTool(() => 1)],
    })
    const outer = defineCustomAgent({
      name: 'outer',
      execute: (text, { call }) => call(writer, text, { forward: true }),
    })
    expect((await outer.run('go')).messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'assistant'])
    const asking = defineCustomAgent({
      name: 'asking',
      execute: async (text, { call }) => `${await call(other, text)}!`,
    })
    const other = defineAgent({ name: 'other', model: scriptedModel(['Yes']) })
    expect((await asking.run('go')).messages.at(-1)).toEqual({ role: 'assistant', content: 'Yes!' })
  })

  it('are plain JSON, and the same when the run is replayed', async () => {
    const png = new Uint8Array([137, 80])
    const agent = () =>
      defineAgent({
        name: 'a',
        model: scriptedModel([lookUp, { reasoning: 'Hm.', text: 'A cat.' }]),
        tools: [
          lookUpTool(() =>
            toolContent([
              { type: 'text', text: 'see' },
              { type: 'file', mediaType: 'image/png', data: png },
            ]),
          ),
        ],
      })
    const ledger = memoryLedger()
    const input = [
      { type: 'text', text: 'What is it?' },
      { type: 'file', mediaType: 'image/png', data: png },
    ] as const
    const { messages } = await agent().run(input, { ledger })
    expect(JSON.parse(JSON.stringify(messages))).toEqual(messages)
    const replayed = await agent().run(input, { ledger: memoryLedger(ledger.records) })
    expect(replayed.messages).toEqual(messages)
    expect(messages[2]).toEqual({
      role: 'tool',
      content: [
        {
          type: 'tool-result',
          toolCallId: 'call-1',
          toolName: 'look_up',
          isContent: true,
          output: [
            { type: 'text', text: 'see' },
            { type: 'file', mediaType: 'image/png', data: 'iVA=' },
          ],
        },
      ],
    })
  })

  it.each(['plain', 'tools', 'final tool', 'handed over', 'hosted'] as const)(
    'are the same of a run that is over, from its record: %s',
    async (kind) => {
      const billing = defineAgent({
        name: 'billing',
        model: scriptedModel([{ reasoning: 'Once, surely.', text: 'Once.' }]),
      })
      const output = z.object({ risk: z.enum(['low', 'high']) })
      const transfer = { toolCalls: [{ toolName: 'transfer_to_billing', input: {} }] }
      const triage = () => defineAgent({ name: 'a', model: scriptedModel([transfer]), tools: [handoff(billing)] })
      const twice = { text: 'One moment.', toolCalls: [...lookUp.toolCalls, ...lookUp.toolCalls] }
      const tools = [lookUpTool(() => ({ plan: 'pro' }))]
      const final = { toolCalls: [{ toolName: 'final_output', input: { risk: 'low' } }] }
      const ways: Readonly<Record<typeof kind, () => Agent<'a', string>>> = {
        plain: () => defineAgent({ name: 'a', model: scriptedModel([{ reasoning: 'Easy.', text: 'Hello.' }]) }),
        tools: () => defineAgent({ name: 'a', model: scriptedModel([twice, lookUp, 'Found.']), tools }),
        'final tool': () => defineAgent({ name: 'a', model: scriptedModel([final]), output, outputMode: 'tool' }),
        'handed over': triage,
        hosted: triage,
      }
      const agent = ways[kind]()
      const store = memoryStore()
      const runtime = await createRuntime({ agents: kind === 'hosted' ? [agent, billing] : [agent], store })
      const first = await runtime.call('a', 'Hi', { runId: 'r1' })
      const again = await runtime.call('a', 'Hi', { runId: 'r1' })
      expect([again.messages, again.reasoning]).toEqual([first.messages, first.reasoning])
      expect(first.messages.length).toBeGreaterThan(1)
      await runtime.close()
    },
  )

  it('are question and answer of code that is over', async () => {
    const store = memoryStore()
    const agent = defineCustomAgent({ name: 'a', execute: () => 'Hello.' })
    await agent.run('Hi', { store, runId: 'r1' })
    const again = await agent.run('Hi', { store, runId: 'r1' })
    expect(again.messages).toEqual([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello.' },
    ])
  })
})

describe('run and stream of an agent', () => {
  it('may be taken from it', async () => {
    const { run, stream } = defineAgent({ name: 'a', model: scriptedModel(['One.', 'Two.', 'Three.']) })
    expect((await run('go')).output).toBe('One.')
    expect((await Array.fromAsync(stream('go').text())).join('')).toBe('Two.')
    expect((await Promise.all(['go'].map((text) => run(text))))[0]?.output).toBe('Three.')
  })
})

describe('the JSON of a result', () => {
  it('holds what whoever asked may see, and nothing of what happened inside', async () => {
    const agent = defineAgent({
      name: 'a',
      model: scriptedModel([lookUp, { reasoning: 'The token is s3cret.', text: 'Fine.' }]),
      tools: [lookUpTool(() => ({ token: 's3cret' }))],
    })
    const result = await agent.run('go')
    expect(result.reasoning).toBe('The token is s3cret.')
    const json = JSON.stringify(result)
    expect(Object.keys(JSON.parse(json) as object)).toEqual([
      'output',
      'finishReason',
      'usage',
      'cost',
      'costByAgent',
      'runId',
      'warnings',
    ])
    expect(json).not.toContain('s3cret')
    expect(JSON.stringify({ ...result })).not.toContain('s3cret')
  })
})

describe('a conversation as input', () => {
  it('goes on over several runs in three lines', async () => {
    const model = scriptedModel(['Hello Ann.', lookUp, 'Your name is Ann.'])
    const agent = defineAgent({ name: 'chat', model, instructions: 'Be kind.', tools: [lookUpTool(() => 'Ann')] })
    const history: ConversationMessage[] = []
    for (const line of ['I am Ann.', 'What is my name?'])
      history.push(...(await agent.run({ messages: [...history, { role: 'user', content: line }] })).messages)
    expect(history.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant', 'tool', 'assistant'])
    const text = (role: 'user' | 'assistant', words: string) => ({ role, content: [{ type: 'text', text: words }] })
    expect(prompts(model)[1]).toEqual([
      text('user', 'I am Ann.'),
      text('assistant', 'Hello Ann.'),
      text('user', 'What is my name?'),
    ])
    expect(model.calls[1]?.options.prompt[0]).toEqual({ role: 'system', content: 'Be kind.' })
  })

  it('gives the model back what it said, as it said it', async () => {
    const model = scriptedModel([lookUp, 'One.', 'Two.'])
    const signed: LanguageModelV4 = {
      ...model,
      doGenerate: async (options) => {
        const answer = await model.doGenerate(options)
        const thought = {
          type: 'reasoning' as const,
          text: 'Hm.',
          providerMetadata: { anthropic: { signature: 'abc' } },
        }
        return { ...answer, content: [thought, ...answer.content] }
      },
    }
    const agent = defineAgent({ name: 'chat', model: signed, tools: [lookUpTool(() => [1, 2])] })
    const first = await agent.run('go')
    // As it is after it was kept somewhere.
    const kept = JSON.parse(JSON.stringify(first.messages)) as ConversationMessage[]
    await agent.run({ messages: [...kept, { role: 'user', content: 'And now?' }] })
    const [, second, third] = prompts(model)
    expect(third?.slice(0, 3)).toEqual(second)
    expect(second?.[1]?.content[0]).toMatchObject({ providerOptions: { anthropic: { signature: 'abc' } } })
  })

  it('may end with an answer that the model goes on from', async () => {
    const model = scriptedModel(['Three.'])
    const agent = defineAgent({ name: 'chat', model })
    const { messages } = await agent.run({
      messages: [
        { role: 'user', content: 'Count.' },
        { role: 'assistant', content: 'One, two,' },
      ],
    })
    expect(messages).toEqual([{ role: 'assistant', content: 'Three.' }])
  })

  it('may be sent to an agent of a runtime, and called with', async () => {
    const model = scriptedModel(['One.', 'Two.'])
    const agent = defineAgent({ name: 'chat', model })
    const runtime = await createRuntime({ agents: [agent] })
    const messages: ConversationMessage[] = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
      { role: 'user', content: 'How are you?' },
    ]
    await runtime.call('chat', { messages })
    await runtime.send('chat', { messages })
    await runtime.idle()
    await runtime.close()
    expect(prompts(model).map((prompt) => prompt.length)).toEqual([3, 3])
    expect(prompts(model)[1]).toEqual(prompts(model)[0])
  })

  const junk: readonly (readonly [string, unknown, RegExp])[] = [
    ['no message', [], /messages must hold at least one message/],
    ['a role that is misspelt', [{ role: 'asistant', content: 'x' }], /messages\[0\]\.role .*Did you mean "assistant"/],
    ['a role of another library', [{ role: 'function', content: 'x' }], /messages\[0\]\.role must be one of "system"/],
    ['no content', [{ role: 'user' }], /messages\[0\]\.content must be text, or a list of parts/],
    ['parts without a list', [{ role: 'user', content: { type: 'text', text: 'x' } }], /messages\[0\]\.content/],
    [
      'system parts',
      [{ role: 'system', content: [{ type: 'text', text: 'x' }] }],
      /messages\[0\]\.content must be text/,
    ],
    [
      'an image of another library',
      [
        { role: 'user', content: 'x' },
        { role: 'user', content: [{ type: 'image', image: 'x' }] },
      ],
      /Part 1 of messages\[1\] of agent "chat" has the type "image", as other libraries have it/,
    ],
    [
      'a part without its text',
      [{ role: 'user', content: [{ type: 'text', content: 'x' }] }],
      /Part 1 of messages\[0\] .*Write \{ type: 'text', text/,
    ],
    [
      'a result without a call',
      [{ role: 'tool', content: [{ type: 'tool-result', output: 1 }] }],
      /messages\[0\]\.content\[0\]\.toolCallId is missing/,
    ],
  ]
  it.each(junk)('is refused with %s', async (_what, messages, message) => {
    const model = scriptedModel(['x'])
    const run = defineAgent({ name: 'chat', model }).run({ messages } as UserInput)
    await expect(run).rejects.toMatchObject({
      code: 'AGENT_INPUT_INVALID',
      message: expect.stringMatching(message) as string,
    })
    expect(model.calls).toEqual([])
  })

  const message = { role: 'user', content: 'Hi' }
  const meant: readonly (readonly [string, unknown, RegExp])[] = [
    ['a bare list', [message], /is a list of messages\. Give it as a conversation: \{ messages: \[\.\.\.\] \}/],
    ['a message alone', message, /is one message\. Give it as a conversation/],
    ['more beside the messages', { messages: [message], temperature: 0 }, /has "temperature" beside messages/],
    ['messages that are texts', { messages: ['Hi'] }, /messages\[0\]\.role must be one of/],
    ['one that is none', { messages: [message, null] }, /messages\[1\]\.role must be one of/],
    ['a text for the messages', { messages: 'Hi' }, /messages must be a list, not a text/],
    [
      'messages of a page',
      { messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hi' }] }] },
      /messages\[0\]\.content is missing\. Messages of useChat become a conversation with fromUiMessages/,
    ],
    ['an empty list of parts', { messages: [{ role: 'user', content: [] }] }, /content must not be an empty list/],
  ]
  it.each(meant)('is refused with %s, which a model would be sent as JSON', async (_what, input, problem) => {
    const model = scriptedModel(['x'])
    await expect(defineAgent({ name: 'chat', model }).run(input as UserInput)).rejects.toMatchObject({
      code: 'AGENT_INPUT_INVALID',
      message: expect.stringMatching(problem) as string,
    })
    expect(model.calls).toEqual([])
  })

  it('is not what data looks like that happens to have such fields', async () => {
    const data = [{ messages: ['a'], topic: 'b' }, [{ role: 'admin' }], { role: 'admin' }, { messages: 7 }]
    const model = scriptedModel(data.map(() => 'x'))
    const agent = defineAgent({ name: 'a', model })
    for (const input of data) await agent.run(input as unknown as UserInput)
    expect(prompts(model).map(([asked]) => asked)).toEqual(
      data.map((input) => ({ role: 'user', content: [{ type: 'text', text: JSON.stringify(input) }] })),
    )
  })

  it('is not what an agent with an input schema takes', async () => {
    const model = scriptedModel(['x'])
    const agent = defineAgent({
      name: 'a',
      model,
      input: z.object({ messages: z.array(z.object({ role: z.string() })) }),
    })
    await agent.run({ messages: [{ role: 'anything' }] })
    expect(prompts(model)[0]).toEqual([
      { role: 'user', content: [{ type: 'text', text: '{"messages":[{"role":"anything"}]}' }] },
    ])
    const input = z.object({ role: z.string(), content: z.string() })
    const poet = scriptedModel(['x'])
    await defineAgent({ name: 'poet', model: poet, input }).run({ role: 'user', content: 'x' })
    expect(poet.calls).toHaveLength(1)
  })
})
