import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { rejection } from '../../test/support/rejection.ts'
import { memoryLedger } from '../runs/memory/memory-ledger.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import { defineTool } from '../tools/define-tool.ts'
import type { AnyTool } from '../tools/tool.ts'
import { defineAgent } from './define-agent.ts'

const tool = <const Name extends string>(name: Name) =>
  defineTool({ name, description: name, input: z.object({}), effect: 'none', execute: () => `${name} ran` })

interface Person {
  readonly name: string
  readonly isAdmin: boolean
}

describe('an agent whose parts depend on the run', () => {
  it('has the instructions, the model and the tools that its functions give', async () => {
    const [small, large] = [scriptedModel(['small']), scriptedModel(['large'])]
    const agent = defineAgent({
      name: 'a',
      instructions: async ({ input, context }: { input: unknown; context: Person }) =>
        `Help ${context.name} with ${String(input)}.`,
      model: ({ context }: { context: Person }) => (context.isAdmin ? large : small),
      tools: async ({ context }: { context: Person }) =>
        context.isAdmin ? [tool('read'), tool('delete')] : [tool('read')],
    })
    expect((await agent.run('it', { context: { name: 'Ada', isAdmin: true } })).output).toBe('large')
    expect((await agent.run('it', { context: { name: 'Bob', isAdmin: false } })).output).toBe('small')
    const [asked] = large.calls
    expect(asked?.options.prompt[0]).toEqual({ role: 'system', content: 'Help Ada with it.' })
    expect(asked?.options.tools?.map(({ name }) => name)).toEqual(['read', 'delete'])
    expect(small.calls[0]?.options.tools?.map(({ name }) => name)).toEqual(['read'])
  })

  it('reads through the door, once: a run that is taken up again has the same', async () => {
    let reads = 0
    const model = scriptedModel(['Hello.'])
    const agent = defineAgent({
      name: 'a',
      model,
      instructions: async ({ step }) => `The stock is ${await step('stock', () => ++reads, { effect: 'none' })}.`,
    })
    const ledger = memoryLedger()
    await agent.run('x', { ledger })
    const again = await agent.run('x', { ledger: memoryLedger([...ledger.records]) })
    expect([again.output, reads, model.calls.length]).toEqual(['Hello.', 1, 1])
    expect(model.calls[0]?.options.prompt[0]).toMatchObject({ content: 'The stock is 1.' })
  })

  it('fails with what a function throws, before any request', async () => {
    const model = scriptedModel([])
    const agent = defineAgent({
      name: 'a',
      model,
      tools: () => {
        throw new Error('no tools today')
      },
    })
    expect(await rejection(agent.run('x'))).toMatchObject({ message: 'no tools today' })
    expect(model.calls).toHaveLength(0)
  })

  it('refuses two tools of one name, whenever they come', async () => {
    const tools: AnyTool[] = [tool('t'), tool('t')]
    const agent = defineAgent({ name: 'a', model: scriptedModel([]), tools: () => tools })
    expect(await rejection(agent.run('x'))).toMatchObject({ code: 'TOOL_DUPLICATE' })
  })
})

describe('prepareIteration', () => {
  it('may change everything of one request, and the run goes on as it was', async () => {
    const model = scriptedModel([{ toolCalls: [{ toolName: 'read', input: {} }] }, 'Done.'])
    const other = scriptedModel([{ toolCalls: [{ toolName: 'extra', input: {} }] }])
    const seen: unknown[] = []
    const agent = defineAgent({
      name: 'a',
      model,
      tools: [tool('read')],
      settings: { temperature: 0 },
      prepareIteration: ({ iteration, messages }) => {
        seen.push([iteration, messages.length])
        if (iteration !== 2) return undefined
        return {
          model: other,
          tools: [tool('extra')],
          settings: { seed: 7 },
          messages: [...messages, { role: 'user', content: [{ type: 'text', text: 'Remember: be kind.' }] }],
        }
      },
    })
    expect((await agent.run('x')).output).toBe('Done.')
    expect(seen).toEqual([
      [1, 1],
      [2, 3],
      [3, 5],
    ])
    const [asked] = other.calls
    expect(asked?.options).toMatchObject({ temperature: 0, seed: 7, tools: [{ name: 'extra' }] })
    expect(JSON.stringify(asked?.options.prompt.at(-1))).toContain('be kind')
    expect(JSON.stringify(model.calls[1]?.options.prompt)).toContain('extra ran')
    expect(JSON.stringify(model.calls[1]?.options.prompt)).not.toContain('be kind')
  })

  it('reads through the door, so that a run taken up again sends nothing twice', async () => {
    let reads = 0
    const model = scriptedModel(['Yes.'])
    const agent = defineAgent({
      name: 'a',
      model,
      prepareIteration: async ({ messages, step }) => {
        const note = await step('recall', () => `note ${++reads}`, { effect: 'none' })
        return { messages: [{ role: 'system', content: note }, ...messages] }
      },
    })
    const ledger = memoryLedger()
    await agent.run('x', { ledger })
    await agent.run('x', { ledger: memoryLedger([...ledger.records]) })
    expect([reads, model.calls.length]).toEqual([1, 1])
    expect(model.calls[0]?.options.prompt[0]).toEqual({ role: 'system', content: 'note 1' })
  })

  it('sees the run and the caller’s own context', async () => {
    let seen: unknown
    const agent = defineAgent({
      name: 'a',
      model: scriptedModel(['Yes.']),
      prepareIteration: ({ context, run }) => {
        seen = [run.agent, context, run.context === context]
      },
    })
    await agent.run('x', { context: { user: 'Ada' } })
    expect(seen).toEqual(['a', { user: 'Ada' }, true])
  })

  it.each([
    ['an unknown change', { modle: 'x' }, 'Did you mean "model"?'],
    ['no object', 'x', 'must return an object'],
    ['no messages', { messages: [] }, 'at least one message'],
    ['a message with text for parts', { messages: [{ role: 'user', content: 'x' }] }, 'messages[0] is no message'],
    ['tools that are no list', { tools: {} }, 'must be a list'],
  ])('refuses %s', async (_what, changes, words) => {
    const agent = defineAgent({ name: 'a', model: scriptedModel(['Yes.']), prepareIteration: () => changes as never })
    expect(await rejection(agent.run('x'))).toMatchObject({
      code: 'AGENT_OPTIONS_INVALID',
      message: expect.stringContaining(words),
    })
  })

  it('keeps what it returns within the window', async () => {
    const model = scriptedModel(['Yes.'])
    const long = Array.from({ length: 20 }, (_, index) => ({
      role: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
      content: [{ type: 'text' as const, text: 'word '.repeat(200) }],
    }))
    const agent = defineAgent({
      name: 'a',
      model,
      contextWindow: { maxTokens: 2000, reserveTokens: 100 },
      prepareIteration: ({ messages }) => ({ messages: [...long, ...messages] }),
    })
    await agent.run('x')
    expect(model.calls[0]?.options.prompt.length).toBeLessThan(15)
  })
})

describe('the settings of an agent', () => {
  it('reach the model in the words of the interface', async () => {
    const model = scriptedModel(['Yes.'])
    await defineAgent({
      name: 'a',
      model,
      tools: [tool('read')],
      settings: {
        presencePenalty: 0.5,
        frequencyPenalty: 0.1,
        seed: 3,
        stopSequences: ['END'],
        reasoning: 'low',
        parallelToolCalls: false,
        providerOptions: { openai: { user: 'u-1' } },
        headers: { 'x-team': 'support' },
      },
    }).run('x')
    expect(model.calls[0]?.options).toMatchObject({
      presencePenalty: 0.5,
      frequencyPenalty: 0.1,
      seed: 3,
      stopSequences: ['END'],
      reasoning: 'low',
      providerOptions: { openai: { user: 'u-1' }, aixgo: { parallelToolCalls: false } },
      headers: { 'x-team': 'support' },
    })
  })

  it.each([
    ['required', { type: 'required' }],
    [{ tool: 'read' }, { type: 'tool', toolName: 'read' }],
  ] as const)('force a tool until one was called (%o)', async (toolChoice, sent) => {
    const model = scriptedModel([{ toolCalls: [{ toolName: 'read', input: {} }] }, 'Done.'])
    await defineAgent({ name: 'a', model, tools: [tool('read')], settings: { toolChoice } }).run('x')
    expect(model.calls.map(({ options }) => options.toolChoice)).toEqual([sent, { type: 'auto' }])
  })

  it('force a tool for one request, whatever was called before', async () => {
    const read = { toolCalls: [{ toolName: 'read', input: {} }] }
    const model = scriptedModel([read, read, 'Done.'])
    await defineAgent({
      name: 'a',
      model,
      tools: [tool('read')],
      prepareIteration: ({ iteration }) => (iteration === 2 ? { settings: { toolChoice: 'required' } } : undefined),
    }).run('x')
    expect(model.calls.map(({ options }) => options.toolChoice?.type)).toEqual(['auto', 'required', 'auto'])
  })

  it('keep headers out of the record and of tapes', async () => {
    const ledger = memoryLedger()
    const requests: unknown[] = []
    await defineAgent({
      name: 'a',
      model: scriptedModel(['Yes.']),
      settings: { headers: { 'x-key': 'a-secret' } },
    }).run('x', { ledger, onEvent: (event) => requests.push(event) })
    expect(JSON.stringify([ledger.records, requests])).not.toContain('a-secret')
  })
})
