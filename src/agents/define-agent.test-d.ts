import { type } from 'arktype'
import * as v from 'valibot'
import { replayTape } from '../runs/tape/replay-tape.ts'
import { createRuntime } from '../runtime/create-runtime.ts'
import { describe, expectTypeOf, it } from 'vitest'
import * as z from 'zod'
import { defineTool } from '../tools/define-tool.ts'
import type { UserInputFor } from '../models/input/model-input.ts'
import type { AnyTool, ToolContext } from '../tools/tool.ts'
import type { Agent } from './agent.ts'
import { handoff } from './handoff.ts'
import { agentTool } from './agent-tool.ts'
import { defineAgent } from './define-agent.ts'
import { defineCustomAgent } from './define-custom-agent.ts'

interface Database {
  readonly query: (text: string) => Promise<number>
}

describe('the types of tools', () => {
  it('give execute the output of the schema, whichever library made it', () => {
    defineTool({
      name: 'zod',
      description: '',
      input: z.object({ city: z.string(), days: z.number().default(3) }),
      execute: (input) => expectTypeOf(input).toEqualTypeOf<{ city: string; days: number }>(),
    })
    defineTool({
      name: 'valibot',
      description: '',
      input: v.object({ city: v.string() }),
      execute: (input) => expectTypeOf(input).toEqualTypeOf<{ city: string }>(),
    })
    defineTool({
      name: 'arktype',
      description: '',
      input: type({ city: 'string' }),
      execute: (input) => expectTypeOf(input).toEqualTypeOf<{ city: string }>(),
    })
    const plain = defineTool({
      name: 'json-schema',
      description: '',
      input: { type: 'object', properties: { city: { type: 'string' } } },
      execute: (input) => input['city'],
    })
    expectTypeOf(plain.name).toEqualTypeOf<'json-schema'>()
  })

  it('refuse wrong options', () => {
    // @ts-expect-error the effect is one of three words
    defineTool({ name: 't', description: '', input: z.object({}), effect: 'sometimes', execute: () => 1 })
    // @ts-expect-error a tool needs a description
    defineTool({ name: 't', input: z.object({}), execute: () => 1 })
  })
})

describe('the types of agents', () => {
  const analyst = defineAgent({
    name: 'analyst',
    model: 'openai:gpt-4o',
    output: z.object({ risk: z.enum(['low', 'high']), why: z.string() }),
  })

  it('carry the output to the caller', async () => {
    const result = await analyst.run('Review')
    expectTypeOf(result.output).toEqualTypeOf<{ risk: 'low' | 'high'; why: string }>()
    expectTypeOf((await analyst.stream('Review').result).output.risk).toEqualTypeOf<'low' | 'high'>()
    expectTypeOf(analyst.name).toEqualTypeOf<'analyst'>()
  })

  it('take text and answer text without schemas', async () => {
    const agent = defineAgent({ name: 'plain', model: 'openai:gpt-4o' })
    expectTypeOf((await agent.run('hello')).output).toEqualTypeOf<string>()
    // @ts-expect-error the input is text
    await agent.run({ question: 'hello' })
  })

  it('check the input against the input schema', async () => {
    const agent = defineAgent({ name: 'typed', model: 'openai:gpt-4o', input: z.object({ topic: z.string() }) })
    await agent.run({ topic: 'tides' })
    // @ts-expect-error the input needs a topic
    await agent.run({ subject: 'tides' })
    // @ts-expect-error the input is an object
    await agent.run('tides')
  })

  it('take what is written for the input schema, and hand on what it makes of it', async () => {
    const input = z.object({ days: z.number().default(3), city: z.string().transform((name) => name.length) })
    const agent = defineAgent({
      name: 'typed',
      model: 'openai:gpt-4o',
      input,
      instructions: (given) => {
        expectTypeOf(given.input).toEqualTypeOf<{ days: number; city: number }>()
        return ''
      },
    })
    const custom = defineCustomAgent({
      name: 'custom',
      input,
      execute: async (given, context) => {
        expectTypeOf(given).toEqualTypeOf<{ days: number; city: number }>()
        return context.call(agent, { city: 'Oslo' })
      },
    })
    await agent.run({ city: 'Oslo' })
    await custom.run({ city: 'Oslo', days: 1 })
    const runtime = await createRuntime({ agents: [agent, custom] })
    await runtime.call('typed', { city: 'Oslo' })
    await replayTape(agent, 'tape.jsonl', { city: 'Oslo' })
    // @ts-expect-error a city is written as text
    await agent.run({ city: 4 })
    // @ts-expect-error a city is written as text
    await runtime.call('custom', { city: 4 })
    // @ts-expect-error a city is written as text
    await replayTape(agent, 'tape.jsonl', { city: 4 })
  })

  it('answer with what the output schema makes of what the model wrote', async () => {
    const output = z.object({ count: z.string().transform(Number), note: z.string().default('') })
    const result = await defineAgent({ name: 'a', model: 'openai:gpt-4o', output }).run('go')
    expectTypeOf(result.output).toEqualTypeOf<{ count: number; note: string }>()
  })

  it('refuse what is no schema', () => {
    // @ts-expect-error these are names and types, and no JSON Schema
    defineAgent({ name: 'a', model: 'openai:gpt-4o', output: { risk: 'string' } })
    // @ts-expect-error these are parts of a schema of zod
    defineAgent({ name: 'a', model: 'openai:gpt-4o', input: { risk: z.string() } })
    // @ts-expect-error these are parts of a schema of zod
    defineTool({ name: 't', description: '', input: { risk: z.string() }, execute: () => 1 })
    defineAgent({ name: 'a', model: 'openai:gpt-4o', output: { type: 'object', 'x-order': ['a'] } })
    defineAgent({ name: 'a', model: 'openai:gpt-4o', output: JSON.parse('{}') as Record<string, unknown> })
  })

  it('refuse a model that is neither a name nor a model', () => {
    // @ts-expect-error a number is no model
    defineAgent({ name: 'wrong', model: 123 })
  })

  it('ask for the context that the tools need', async () => {
    const lookup = defineTool({
      name: 'lookup',
      description: '',
      input: z.object({ text: z.string() }),
      execute: ({ text }, { context }: ToolContext<{ database: Database }>) => context.database.query(text),
    })
    const agent = defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: [lookup] })
    await agent.run('q', { context: { database: { query: async () => 1 } } })
    // @ts-expect-error the tools need a context
    await agent.run('q')
    // @ts-expect-error the context needs a database
    await agent.run('q', { context: {} })
  })

  it('carry through custom agents and agents called by agents', async () => {
    const caller = defineCustomAgent({
      name: 'caller',
      input: z.object({ month: z.string() }),
      execute: async ({ month }, context) => {
        const review = await context.call(analyst, `Review ${month}`)
        expectTypeOf(review.risk).toEqualTypeOf<'low' | 'high'>()
        return { risky: review.risk === 'high' }
      },
    })
    expectTypeOf((await caller.run({ month: 'March' })).output).toEqualTypeOf<{ risky: boolean }>()
    defineAgent({ name: 'chief', model: 'openai:gpt-4o', tools: [agentTool(analyst), agentTool(caller)] })
    // @ts-expect-error the callee takes text
    defineCustomAgent({ name: 'bad', execute: (_, context) => context.call(analyst, { wrong: 1 }) })
  })
})

describe('the types of what depends on the run', () => {
  interface Person {
    readonly name: string
  }

  it('give functions the input and ask the caller for the context', async () => {
    const agent = defineAgent({
      name: 'a',
      model: ({ context }: { context: Person }) => (context.name === 'Ada' ? 'openai:gpt-4o' : 'openai:gpt-4o-mini'),
      input: z.object({ topic: z.string() }),
      instructions: ({ input }) => {
        expectTypeOf(input).toEqualTypeOf<{ topic: string }>()
        return input.topic
      },
    })
    await agent.run({ topic: 'tides' }, { context: { name: 'Ada' } })
    // @ts-expect-error the model needs a context
    await agent.run({ topic: 'tides' })
  })

  it('check what prepareIteration gives', () => {
    defineAgent({
      name: 'a',
      model: 'openai:gpt-4o',
      prepareIteration: ({ iteration, messages }) => ({ settings: { seed: iteration }, messages: messages.slice(-1) }),
    })
    // @ts-expect-error a seed is a number
    defineAgent({ name: 'a', model: 'openai:gpt-4o', prepareIteration: () => ({ settings: { seed: 'x' } }) })
  })

  it('take options of providers, and refuse misspelt settings', () => {
    defineAgent({
      name: 'a',
      model: 'openai:gpt-4o',
      settings: { reasoning: { budgetTokens: 2000 }, providerOptions: { openai: { reasoningEffort: 'low' } } },
    })
    // @ts-expect-error it is maxOutputTokens
    defineAgent({ name: 'a', model: 'openai:gpt-4o', settings: { maxTokens: 3 } })
  })
})

describe('the types of contexts', () => {
  interface Mail {
    readonly send: (text: string) => void
  }
  const lookup = defineTool({
    name: 'lookup',
    description: '',
    input: z.object({ text: z.string() }),
    execute: ({ text }, { context }: ToolContext<{ readonly database: Database }>) => context.database.query(text),
  })
  const send = defineTool({
    name: 'send',
    description: '',
    input: z.object({ text: z.string() }),
    execute: ({ text }, { context }: ToolContext<{ readonly mail: Mail }>) => context.mail.send(text),
  })
  type Both = { readonly database: Database } & { readonly mail: Mail }

  it('join what all tools need, directly and through agents', () => {
    const both = defineAgent({ name: 'both', model: 'openai:gpt-4o', tools: [lookup, send] })
    expectTypeOf(both).toEqualTypeOf<Agent<'both', UserInputFor<'openai:gpt-4o'>, string, Both>>()
    const clerk = defineAgent({ name: 'clerk', model: 'openai:gpt-4o', tools: [lookup] })
    const chief = defineAgent({ name: 'chief', model: 'openai:gpt-4o', tools: [agentTool(clerk), send] })
    expectTypeOf<NonNullable<(typeof chief)['~context']>>().parameter(0).toExtend<Both>()
    expectTypeOf(agentTool(clerk).name).toEqualTypeOf<'clerk'>()
    expectTypeOf(agentTool(clerk, { name: 'ask' }).name).toEqualTypeOf<'ask'>()
  })

  it('ask for nothing where they are not known', () => {
    const tools: AnyTool[] = [lookup, send]
    const agent = defineAgent({ name: 'a', model: 'openai:gpt-4o', tools })
    expectTypeOf(agent).toEqualTypeOf<Agent<'a', UserInputFor<'openai:gpt-4o'>, string>>()
  })

  it('are the caller’s own in every function of an agent', () => {
    defineAgent({
      name: 'a',
      model: 'openai:gpt-4o',
      tools: [lookup],
      instructions: ({ context }) => {
        expectTypeOf(context).toExtend<{ readonly database: Database }>()
        return ''
      },
      prepareIteration: ({ context, run }) => {
        expectTypeOf(context.database).toEqualTypeOf<Database>()
        expectTypeOf(run.context.database).toEqualTypeOf<Database>()
      },
    })
  })
})

it('an agent that may hand the conversation over answers as the other one does, too', async () => {
  const assessor = defineAgent({ name: 'assessor', model: 'openai:gpt-4o', output: z.object({ risk: z.number() }) })
  const triage = defineAgent({ name: 'triage', model: 'openai:gpt-4o', tools: [handoff(assessor)] })
  expectTypeOf((await triage.run('x')).output).toEqualTypeOf<string | { risk: number }>()
})

it('takes the files that a known model takes, and any where that is not known', async () => {
  const picture = { type: 'file', mediaType: 'image/png', data: new Uint8Array() } as const
  const sound = { type: 'file', mediaType: 'audio/wav', data: new Uint8Array() } as const
  const seeing = defineAgent({ name: 'seeing', model: 'openai:gpt-4o' })
  const reading = defineAgent({ name: 'reading', model: 'openai:gpt-3.5-turbo' })
  const name: string = 'openai:gpt-3.5-turbo'
  const unknown = defineAgent({ name: 'unknown', model: name })
  await seeing.run([picture])
  await unknown.run([picture, sound])
  await reading.run([{ type: 'text', text: 'Hi' }])
  // @ts-expect-error this model takes text alone
  await reading.run([picture])
  // @ts-expect-error this model does not hear
  await seeing.run([sound])
  const runtime = await createRuntime({ agents: [seeing, reading] })
  // @ts-expect-error the agent's model takes text alone
  await runtime.call('reading', [picture])
  await runtime.call('seeing', [picture])
})
