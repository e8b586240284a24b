import { describe, expect, it } from 'vitest'
import { defineAgent } from '../src/agents/define-agent.ts'
import { defineCustomAgent } from '../src/agents/define-custom-agent.ts'
import { loadSystem } from '../src/config/build-system.ts'
import type { RunOptions } from '../src/runs/start-run.ts'
import type { CallOptions } from '../src/runtime/hosting/agent-call.ts'
import { createRuntime } from '../src/runtime/create-runtime.ts'
import { scriptedModel } from '../src/testing/scripted-model.ts'
import { defineTool, type ToolOptions } from '../src/tools/define-tool.ts'
import type { AnySchema } from '../src/schema/json-schema.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

/** Every option that a function knows, undefined: it lists them where it is given one that it does not know. */
async function known(make: (options: never) => unknown): Promise<Record<string, undefined>> {
  const refusal = await Promise.resolve()
    .then(() => make({ qqqqqqqqqqqqqqqqqq: true } as never))
    .then(() => 'nothing was refused', String)
  const names = /Known: ([\w, ]+)\./.exec(refusal)?.[1]?.split(', ') ?? []
  expect(names.length).toBeGreaterThan(2)
  return Object.fromEntries(names.map((name) => [name, undefined]))
}

const toolOptions = {
  jsonSchema: undefined,
  effect: undefined,
  timeoutMs: undefined,
  maxResultChars: undefined,
  reconcile: undefined,
} satisfies { readonly [Name in Exclude<keyof ToolOptions<string, AnySchema, unknown, unknown>, Given>]: undefined }

type Given = 'name' | 'description' | 'input' | 'execute'

const callOptions = {
  signal: undefined,
  timeoutMs: undefined,
  session: undefined,
  tenant: undefined,
  budget: undefined,
  runId: undefined,
  ledger: undefined,
  onEvent: undefined,
} satisfies Record<keyof CallOptions, undefined>

const runOptions = {
  ...callOptions,
  store: undefined,
  parent: undefined,
  clock: undefined,
  random: undefined,
  resolveModel: undefined,
  budgets: undefined,
  prices: undefined,
} satisfies Record<keyof RunOptions, undefined>

const double = {
  name: 'double',
  description: 'Doubles',
  input: { type: 'object' as const },
  execute: () => ({ is: 4 }),
}

function model() {
  return scriptedModel([{ toolCalls: [{ toolName: 'double', input: {} }] }, 'Four.'])
}

describe('an option that is undefined is left out', () => {
  it('by defineTool', () => {
    // Plain JavaScript may give anything.
    const open = defineTool({ ...toolOptions, ...double })
    expect(open).toEqual(defineTool(double))
    expect(open.effect).toBe('once')
  })

  it('by defineAgent, run and stream', async () => {
    const all = await known((options: object) => defineAgent({ name: 'a', model: 'offline', ...options }))
    const given = { name: 'a', model: model(), tools: [defineTool(double)] }
    const open = defineAgent({ ...all, ...given })
    const plain = await defineAgent({ ...given, model: model() }).run('two and two?')
    const result = await open.run('two and two?', runOptions)
    expect([result.output, result.usage, result.finishReason]).toEqual([plain.output, plain.usage, plain.finishReason])
    const again = defineAgent({ ...all, ...given, model: model() })
    expect((await again.stream('two and two?', runOptions).result).output).toBe('Four.')
  })

  it('by defineCustomAgent', async () => {
    const all = await known((options: object) => defineCustomAgent({ name: 'a', execute: () => 'x', ...options }))
    const agent = defineCustomAgent({ ...all, name: 'a', execute: () => 'answer' })
    expect((await agent.run('x')).output).toBe('answer')
  })

  it('by createRuntime and call', async () => {
    const agent = defineCustomAgent({ name: 'a', execute: () => 'answer' })
    const all = await known((options: object) => createRuntime({ agents: [agent], ...options }))
    const given = { agents: [agent] as const }
    const runtime = await createRuntime({ ...all, ...given })
    expect((await runtime.call('a', 'x', callOptions)).output).toBe('answer')
    await runtime.close()
  })

  it('by loadSystem and call', async () => {
    const file = `${temporaryFolder({
      'agents.yaml': 'agents: [{ name: a, role: react, model: openai:gpt-4o }]\n',
    })}/agents.yaml`
    const all = await known((options) => loadSystem(file, options))
    const system = await loadSystem(file, { ...all, offline: true })
    await system.start()
    const options = callOptions
    expect((await system.call('a', 'x', options)).output).toContain('x')
    await system.close()
  })
})
