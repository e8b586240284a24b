import { type } from 'arktype'
import * as v from 'valibot'
import * as z from 'zod'
import * as zm from 'zod/mini'
import { describe, expect, it } from 'vitest'
import { agentTool } from '../agents/agent-tool.ts'
import type { AnyAgent } from '../agents/agent.ts'
import { defineAgent } from '../agents/define-agent.ts'
import { withTimeLimit } from '../agents/with-time-limit.ts'
import type { AnySchema } from '../schema/json-schema.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import { defineTool } from '../tools/define-tool.ts'
import { createRuntime } from './create-runtime.ts'

const model = scriptedModel(['done'])
const tool = (name: string, input: AnySchema) =>
  defineTool({ name, description: 'd', input, effect: 'none', execute: () => 1 })
const withTool = (name: string, input: AnySchema) => defineAgent({ name: 'a', model, tools: [tool(name, input)] })

async function failure(...agents: readonly AnyAgent[]): Promise<{ code: string; message: string }> {
  return createRuntime({ agents, start: false }).then(
    () => ({ code: 'none', message: '' }),
    ({ code, message }: { code: string; message: string }) => ({ code, message }),
  )
}

describe('a schema that cannot be exported', () => {
  it('is found when a runtime is made, with agent and tool', async () => {
    expect(await failure(withTool('t', z.object({ when: z.date() })))).toEqual({
      code: 'TOOL_SCHEMA_INVALID',
      message:
        'Agent "a", tool "t": the input schema cannot be given to a model. The zod schema cannot be exported as JSON Schema. ' +
        '`when`: Date cannot be represented in JSON Schema. Use z.iso.datetime(), or z.coerce.date(). ' +
        'A JSON Schema of it may be given beside it, as "jsonSchema".',
    })
    expect(await failure(defineAgent({ name: 'a', model, output: z.map(z.string(), z.string()) }))).toEqual({
      code: 'AGENT_SCHEMA_INVALID',
      message:
        'Agent "a": the output schema cannot be given to a model. The zod schema cannot be exported as JSON Schema. ' +
        'Map cannot be represented in JSON Schema. Use z.record(), or a list of pairs.',
    })
  })

  it.each<[string, AnySchema, string]>([
    ['zod: of two dates', z.object({ a: z.array(z.date()), b: z.bigint() }), '`a.items`: Date cannot'],
    ['zod: the second', z.object({ a: z.array(z.date()), b: z.bigint() }), '`b`: BigInt cannot'],
    ['zod: code', z.object({ a: z.custom(() => true) }), '`a`: Custom types cannot'],
    [
      'zod: undefined in a union',
      z.object({ a: z.union([z.string(), z.undefined()]) }),
      'Use z.optional(), or z.null().',
    ],
    ['zod mini', zm.object({ when: zm.date() }), '`when`: Date cannot'],
    ['valibot', v.object({ when: v.date() }), 'The "date" schema cannot be converted to JSON Schema.'],
    ['arktype', type({ when: 'Date' }), 'Date cannot be represented in JSON Schema.'],
    ['arktype: a class', type({ when: 'Map' }), 'Map cannot be represented in JSON Schema.'],
    ['arktype: bigint', type({ when: 'bigint' }), 'bigint cannot be represented in JSON Schema.'],
    [
      'a library that is not known here',
      { '~standard': { version: 1, vendor: 'other', validate: (value) => ({ value }) } },
      'The other schema cannot be exported as JSON Schema. The library has no JSON Schema exporter that is known here.',
    ],
  ])('is told with what it is about; %s', async (_, input, words) => {
    expect((await failure(withTool('t', input))).message).toContain(words)
  })

  it('is told with all others, also of agents that are tools, once each', async () => {
    const inner = defineAgent({ name: 'inner', model, tools: [tool('deep', z.date())], output: z.set(z.string()) })
    const outer = defineAgent({ name: 'outer', model, tools: [agentTool(inner), tool('t', z.bigint())] })
    const limited = withTimeLimit(defineAgent({ name: 'limited', model, output: z.nan() }), 1000)
    const { code, message } = await failure(outer, limited, inner)
    expect(code).toBe('AGENT_SCHEMA_INVALID')
    expect(message.split('\n').map((line) => line.split(':', 1)[0])).toEqual([
      '4 schemas cannot be given to a model',
      '- Agent "outer", tool "t"',
      '- Agent "inner", tool "deep"',
      '- Agent "inner"',
      '- Agent "limited"',
    ])
  })

  it('does not matter where a JSON Schema is given beside it, or nobody writes it', async () => {
    const options = { name: 't', description: 'd', input: z.date(), jsonSchema: { type: 'string' }, execute: () => 1 }
    expect((await failure(defineAgent({ name: 'a', model, tools: [defineTool(options)] }))).code).toBe('none')
    expect((await failure(defineAgent({ name: 'a', model, input: z.object({ when: z.date() }) }))).code).toBe('none')
  })

  it('is found at the first call of an agent alone, with agent and tool', async () => {
    await expect(withTool('t', z.date()).run('go')).rejects.toMatchObject({
      code: 'TOOL_SCHEMA_INVALID',
      message: expect.stringMatching(/^Agent "a", tool "t": the input schema cannot/),
    })
    await expect(defineAgent({ name: 'a', model, output: z.date() }).run('go')).rejects.toMatchObject({
      code: 'AGENT_SCHEMA_INVALID',
      message: expect.stringMatching(/^Agent "a": the output schema cannot/),
    })
  })
})
