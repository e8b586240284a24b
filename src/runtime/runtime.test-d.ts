import { expectTypeOf, it } from 'vitest'
import * as z from 'zod'
import { createAgent } from '../agents/create-agent.ts'
import type { UserInput } from '../messages/conversation.ts'
import { defineCustomAgent } from '../agents/define-custom-agent.ts'
import type { RunResult } from '../runs/result/run-result.ts'
import { createRuntime } from './create-runtime.ts'
import type { AgentEntry } from './runtime-options.ts'
import type { AgentName, Runtime } from './runtime.ts'

const analyst = defineCustomAgent({ name: 'analyst', execute: () => ({ risk: 'low' as const }) })
const scorer = defineCustomAgent({
  name: 'scorer',
  input: z.object({ points: z.number() }),
  execute: ({ points }) => points,
})
const clerk = defineCustomAgent<'clerk', string, undefined, { readonly db: string }>({
  name: 'clerk',
  execute: (_text, { context }) => context.db,
})

it('knows the agents by name, registered with wiring or without', async () => {
  const runtime = await createRuntime({
    agents: [analyst, { agent: scorer, inputs: ['analyst'], concurrency: 2 }, clerk],
  })
  expectTypeOf(runtime.agents).toEqualTypeOf<readonly ('analyst' | 'scorer' | 'clerk')[]>()
  expectTypeOf(await runtime.call('analyst', 'text')).toEqualTypeOf<RunResult<{ risk: 'low' }>>()
  expectTypeOf(await runtime.call('scorer', { points: 1 })).toEqualTypeOf<RunResult<number>>()
  expectTypeOf(await runtime.call('clerk', 'text', { context: { db: 'x' }, timeoutMs: 5 })).toEqualTypeOf<
    RunResult<string>
  >()

  // @ts-expect-error there is no such agent
  await runtime.call('analist', 'text')
  // @ts-expect-error the input has another shape
  await runtime.call('scorer', 'text')
  // @ts-expect-error the input has another shape
  await runtime.call('analyst', { points: 1 })
  // @ts-expect-error the agent needs its context
  await runtime.call('clerk', 'text')
  // @ts-expect-error the context has another shape
  await runtime.call('clerk', 'text', { context: { db: 1 } })
  // @ts-expect-error there is no such option
  await runtime.call('analyst', 'text', { timeout: 5 })
})

it('knows what calling several agents gives', async () => {
  const writer = defineCustomAgent({ name: 'writer', execute: () => 'text' })
  const runtime = await createRuntime({ agents: [analyst, writer, scorer, clerk] })
  const { results, failures } = await runtime.callParallel(['analyst', 'writer'], 'text')
  expectTypeOf(results.analyst).toEqualTypeOf<RunResult<{ risk: 'low' }> | undefined>()
  expectTypeOf(results.writer).toEqualTypeOf<RunResult<string> | undefined>()
  expectTypeOf(failures.writer).toEqualTypeOf<Error | undefined>()

  // @ts-expect-error an agent that is not called has no result
  void results.scorer
  // @ts-expect-error there is no such agent
  await runtime.callParallel(['analyst', 'nobody'], 'text')
  // @ts-expect-error not all of them take text
  await runtime.callParallel(['analyst', 'scorer'], 'text')
  // @ts-expect-error one of them needs its context
  await runtime.callParallel(['analyst', 'clerk'], 'text')
})

it('sends to agents and to channels', async () => {
  const runtime = await createRuntime({ agents: [analyst] })
  await runtime.send('analyst', 'text', { from: 'me', deadline: 5 })
  await runtime.send('some-channel', { any: ['json'] })
  // @ts-expect-error a function is no content
  await runtime.send('analyst', () => 'text')
})

it('takes any name where the agents are not known when it is compiled', async () => {
  const entries: AgentEntry[] = [analyst, { agent: scorer }]
  const runtime = await createRuntime({ agents: entries })
  expectTypeOf<AgentName<readonly AgentEntry[]>>().toEqualTypeOf<string>()
  expectTypeOf(await runtime.call('anybody', { any: 'input' }, { context: 1 })).toEqualTypeOf<RunResult<unknown>>()
  const named = createAgent<string, UserInput, string>({ name: String(1), role: 'custom', doRun: async () => 'x' })
  const mixed = await createRuntime({ agents: [analyst, named] })
  expectTypeOf(await mixed.call('anybody', 1)).toEqualTypeOf<RunResult<unknown>>()
})

it('can be handed to code that takes any runtime', async () => {
  const runtime = await createRuntime({ agents: [analyst, clerk] })
  expectTypeOf(runtime).toExtend<Runtime>()
})
