import { dynamicTool, jsonSchema, tool, type ToolSet } from 'ai'
import { expectTypeOf, test } from 'vitest'
import * as z from 'zod'
import { defineAgent } from '../../agents/define-agent.ts'
import type { Tool } from '../../tools/tool.ts'
import { fromAiSdkTools } from './from-ai-sdk-tools.ts'

const weather = tool({
  inputSchema: z.object({ city: z.string() }),
  execute: async ({ city }) => ({ city, degrees: 3 }),
})
const progress = tool({
  inputSchema: z.object({ steps: z.number().default(2) }),
  async *execute({ steps }) {
    const state: string = 'done'
    yield { steps, state }
  },
})
const lookup = tool({ inputSchema: jsonSchema<{ id: string }>({ type: 'object' }), execute: ({ id }) => id.length })
const anything = dynamicTool({ inputSchema: z.object({}), execute: async () => 'x' })
const owned = tool({
  inputSchema: z.object({}),
  contextSchema: z.object({ user: z.string() }),
  execute: (_input, { context }) => context.user,
})

type Named<List extends readonly Tool<string, never, unknown, never>[], Name> = Extract<List[number], { name: Name }>

test('tools of the AI SDK keep their names, inputs and outputs', () => {
  const tools = fromAiSdkTools({ weather, progress, lookup, anything })
  expectTypeOf(tools[0]?.name).toEqualTypeOf<'weather' | 'progress' | 'lookup' | 'anything' | undefined>()
  expectTypeOf<Named<typeof tools, 'weather'>>().toEqualTypeOf<
    Tool<'weather', { city: string }, { city: string; degrees: number }>
  >()
  expectTypeOf<Named<typeof tools, 'progress'>>().toEqualTypeOf<
    Tool<'progress', { steps: number }, { steps: number; state: string }>
  >()
  expectTypeOf<Named<typeof tools, 'lookup'>>().toEqualTypeOf<Tool<'lookup', { id: string }, number>>()
  expectTypeOf<Named<typeof tools, 'anything'>>().toEqualTypeOf<Tool<'anything'>>()
  // A run of an agent that has them asks for no context.
  void (() => defineAgent({ name: 'a', model: 'openai:gpt-4o', tools }).run('x'))
})

test('a tool that needs a context makes the agent ask for it', () => {
  const agent = defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: fromAiSdkTools({ owned }) })
  void (() => agent.run('x', { context: { user: 'ada' } }))
  // @ts-expect-error The tool needs a user.
  void (() => agent.run('x'))
  // @ts-expect-error The user is a text.
  void (() => agent.run('x', { context: { user: 5 } }))
})

test('any set of tools that the AI SDK takes is taken', () => {
  const tools: ToolSet = { weather }
  expectTypeOf(fromAiSdkTools(tools)[0]?.name).toEqualTypeOf<string | undefined>()
  // @ts-expect-error A list has no names.
  void (() => fromAiSdkTools([weather]))
  // @ts-expect-error Tools of version 4 have other schemas.
  void (() => fromAiSdkTools({ old: { parameters: z.object({}), execute: () => 1 } }))
})

test('effects are named after the tools', () => {
  fromAiSdkTools({ weather }, { effects: { weather: 'none' } })
  // @ts-expect-error There is no such tool.
  void (() => fromAiSdkTools({ weather }, { effects: { wether: 'none' } }))
  // @ts-expect-error There is no such effect.
  void (() => fromAiSdkTools({ weather }, { effects: { weather: 'never' } }))
})
