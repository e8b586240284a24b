import { inspect } from 'node:util'
import * as v from 'valibot'
import { describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod'
import { AgentError } from '../../errors/agent-error.ts'
import { serializeError } from '../../errors/serialize-error.ts'
import { OutputError } from '../../errors/output-error.ts'
import type { LanguageModelV4CallOptions } from '../../models/model.ts'
import { memoryLedger } from '../../runs/memory/memory-ledger.ts'
import { offlineModel } from '../../models/offline/offline-model.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'
import type { DeepPartial } from '../../util/deep-partial.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { chooseModes } from './output-mode.ts'
import { profileOf } from '../../models/profiles/profile-of.ts'

const risk = z.object({ risk: z.enum(['low', 'high']), why: z.string() })
const high = { risk: 'high', why: 'late' } as const
const final = (input: unknown) => ({ toolCalls: [{ toolName: 'final_output', input: JSON.stringify(input) }] })
const lookup = defineTool({ name: 'lookup', description: 'd', input: z.object({}), execute: () => 'found' })

const lastText = (options: LanguageModelV4CallOptions | undefined): string => JSON.stringify(options?.prompt.at(-1))

describe('native mode', () => {
  it('sends the schema with the request', async () => {
    const model = scriptedModel([{ object: high }])
    expect((await defineAgent({ name: 'a', model, output: risk }).run('go')).output).toEqual(high)
    const { responseFormat, tools, providerOptions } = model.calls[0]?.options ?? {}
    expect(responseFormat).toMatchObject({ type: 'json', schema: { type: 'object', required: ['risk', 'why'] } })
    expect(tools).toBeUndefined()
    expect(providerOptions).toBeUndefined()
  })

  it('leaves it to the provider whether it decodes strictly', async () => {
    const model = scriptedModel(['{}'])
    await defineAgent({ name: 'a', model, output: z.object({ note: z.optional(z.string()) }) }).run('go')
    expect(model.calls[0]?.options.providerOptions).toBeUndefined()
  })

  it.each([
    ['a list', z.array(z.object({ city: z.string() })), [{ city: 'Oslo' }]],
    ['a plain value', z.enum(['yes', 'no']), 'no'],
    ['a valibot list', v.array(v.number()), [1, 2]],
  ])('wraps %s in an object, and takes the answer with or without it', async (_, output, value) => {
    for (const answer of [{ output: value }, value]) {
      const model = scriptedModel([JSON.stringify(answer)])
      expect((await defineAgent({ name: 'a', model, output }).run('go')).output).toEqual(value)
      expect(model.calls[0]?.options.responseFormat).toMatchObject({
        schema: { type: 'object', required: ['output'], additionalProperties: false },
      })
    }
  })

  it('sends a union of objects as an object with "anyOf", and tells what is wrong within the variant', async () => {
    const output = z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('refund'), amount: z.number() }),
      z.object({ kind: z.literal('reply'), text: z.string() }),
    ])
    const model = scriptedModel([
      JSON.stringify({ output: { kind: 'refund', amount: 'ten' } }),
      JSON.stringify({ output: { kind: 'refund', amount: 10 } }),
    ])
    expect((await defineAgent({ name: 'a', model, output }).run('go')).output).toEqual({ kind: 'refund', amount: 10 })
    expect(model.calls[0]?.options.responseFormat).toMatchObject({
      schema: { properties: { output: { anyOf: [{ type: 'object' }, { type: 'object' }] } } },
    })
    expect(lastText(model.calls[1]?.options)).toMatch(/output\.amount: .*expected number.*you wrote \\"ten\\"/)
  })

  it('keeps references of a recursive schema whole when it wraps it', async () => {
    const output = {
      anyOf: [{ type: 'string' }, { type: 'array', items: { $ref: '#' } }, { $ref: '#/definitions/n' }],
      definitions: { n: { type: 'number' } },
    } as const
    const model = scriptedModel(['{"output":["a",["b",1]]}'])
    expect((await defineAgent({ name: 'a', model, output }).run('go')).output).toEqual(['a', ['b', 1]])
    expect(model.calls[0]?.options.responseFormat).toMatchObject({
      schema: {
        properties: {
          output: { anyOf: [{}, { items: { $ref: '#/properties/output' } }, { $ref: '#/definitions/n' }] },
        },
        definitions: { n: { type: 'number' } },
      },
    })
  })

  it('says of a union without a discriminator what is wrong with the variant that came closest', async () => {
    const output = z.object({ to: z.union([z.string(), z.object({ street: z.string(), zip: z.string() })]) })
    const model = scriptedModel(['{"to":{"street":"Main","zip":5}}', '{"to":"Main"}'])
    await defineAgent({ name: 'a', model, output }).run('go')
    expect(lastText(model.calls[1]?.options)).toMatch(/to\.zip: .*expected string.*you wrote 5/)
  })

  it('tells a model that was cut off to be shorter', async () => {
    const model = scriptedModel([{ text: '{"risk":"high","why":"bec', finishReason: 'length' }, { object: high }])
    await defineAgent({ name: 'a', model, output: risk }).run('go')
    expect(lastText(model.calls[1]?.options)).toMatch(/ends in the middle.*Make it shorter/)
  })
})

describe('tool mode', () => {
  it('forces a tool whose arguments are the output', async () => {
    const model = scriptedModel([final(high)])
    const agent = defineAgent({ name: 'a', model, output: risk, outputMode: 'tool' })
    expect((await agent.run('go')).output).toEqual(high)
    const { tools, toolChoice, responseFormat } = model.calls[0]?.options ?? {}
    expect(tools).toMatchObject([{ name: 'final_output', inputSchema: { required: ['risk', 'why'] } }])
    expect(toolChoice).toEqual({ type: 'tool', toolName: 'final_output' })
    expect(responseFormat).toBeUndefined()
  })

  it('lets the model use its tools first, and tells it under the id of its call what is wrong with its answer', async () => {
    const model = scriptedModel([
      { toolCalls: [{ toolName: 'lookup', input: {} }] },
      { toolCalls: [{ toolName: 'final_output', input: { risk: 'high' }, toolCallId: 'f1' }] },
      final(high),
    ])
    const agent = defineAgent({ name: 'a', model, output: risk, outputMode: 'tool', tools: [lookup] })
    expect((await agent.run('go')).output).toEqual(high)
    expect(model.calls.map(({ options }) => options.toolChoice?.type)).toEqual(['required', 'required', 'required'])
    expect(model.calls[2]?.options.prompt.at(-1)).toMatchObject({
      role: 'tool',
      content: [{ toolCallId: 'f1', output: { type: 'error-text', value: expect.stringMatching(/- why: .*string/) } }],
    })
  })

  it('runs the tools beside a wrong answer, and says of those beside a right one that they were not run', async () => {
    let runs = 0
    const tool = defineTool({ name: 'count', description: 'd', input: z.object({}), execute: () => (runs += 1) })
    const both = (input: object) => ({
      toolCalls: [
        { toolName: 'count', input: {} },
        { toolName: 'final_output', input: JSON.stringify(input) },
      ],
    })
    const model = scriptedModel([both({}), both(high)])
    const agent = defineAgent({ name: 'a', model, output: risk, outputMode: 'tool', tools: [tool] })
    const { output, warnings } = await agent.run('go')
    expect(output).toEqual(high)
    expect(runs).toBe(1)
    expect(warnings).toEqual([expect.stringContaining('"count", which were not run')])
  })

  it('takes an answer in text from a model that does not call the tool', async () => {
    const model = scriptedModel(['I think it is high.', JSON.stringify(high)])
    const agent = defineAgent({ name: 'a', model, output: risk, outputMode: 'tool' })
    expect((await agent.run('go')).output).toEqual(high)
    expect(lastText(model.calls[1]?.options)).toContain('Call \\"final_output\\" again')
  })

  it('refuses a tool that has the name of the tool it adds', () => {
    const tool = defineTool({ name: 'final_output', description: 'd', input: z.object({}), execute: () => 1 })
    expect(() => defineAgent({ name: 'a', model: 'openai:x', tools: [tool], output: risk })).toThrow(AgentError)
  })
})

describe('prompt mode', () => {
  it('puts the schema into the instructions', async () => {
    const model = scriptedModel([`Sure!\n\`\`\`json\n${JSON.stringify(high)}\n\`\`\``])
    const agent = defineAgent({ name: 'a', model, instructions: 'Be fair.', output: risk, outputMode: 'prompt' })
    expect((await agent.run('go')).output).toEqual(high)
    const { prompt, responseFormat, tools } = model.calls[0]?.options ?? {}
    expect(prompt?.[0]).toMatchObject({
      role: 'system',
      content: expect.stringMatching(/^Be fair\.[\s\S]*"enum":\["low","high"\]/),
    })
    expect([responseFormat, tools]).toEqual([undefined, undefined])
  })
})

describe('the choice of the mode', () => {
  it.each([
    ['openai:gpt-4o', false, 'native', 'native'],
    ['gpt-4-turbo', false, 'tool', 'native'],
    ['openai.responses:gpt-5.1', true, 'native', 'native'],
    ['claude-sonnet-4-5', true, 'native', 'native'],
    ['anthropic:claude-opus-4-1-20250805', true, 'native', 'native'],
    ['anthropic.messages:claude-3-5-sonnet-latest', true, 'tool', 'native'],
    ['claude-opus-4-20250514', false, 'tool', 'native'],
    ['claude-fable-5-1', true, 'native', 'native'],
    ['anthropic:claude-haiku-5-5', true, 'native', 'native'],
    ['bedrock:anthropic.claude-sonnet-4-5', false, 'tool', 'native'],
    ['gemini-flash-latest', true, 'native', 'native'],
    ['bedrock:anthropic.claude-3-haiku', false, 'tool', 'native'],
    ['gemini-2.5-flash', false, 'native', 'native'],
    ['gemini-2.5-flash', true, 'tool', 'native'],
    ['google:gemini-3-pro', true, 'native', 'native'],
    ['grok-2', false, 'tool', 'native'],
    ['ollama:gemma2', false, 'prompt', 'text'],
    ['vllm:microsoft/phi-3-mini', true, 'prompt', 'text'],
    ['my-own:model', true, 'native', 'native'],
  ])('is, for %s (with tools: %s), %s output and %s tools', (name, hasTools, outputMode, toolMode) => {
    const chosen = chooseModes({ outputMode: 'auto', toolMode: 'auto', abilities: profileOf(name).abilities, hasTools })
    expect(chosen).toEqual({ outputMode, toolMode })
  })

  it.each(['native', 'tool', 'prompt'] as const)(
    'leaves the offline model able to answer in %s mode',
    async (outputMode) => {
      const model = offlineModel({ name: 'ollama:gemma2' })
      const agent = defineAgent({ name: 'a', model, output: risk, outputMode, toolMode: 'text', tools: [lookup] })
      expect((await agent.run('go')).output).toEqual({ risk: expect.any(String), why: expect.any(String) })
    },
  )

  it("is the user's where there is one", () => {
    const { abilities } = profileOf('openai:gpt-4o')
    expect(chooseModes({ outputMode: 'prompt', toolMode: 'text', abilities, hasTools: true })).toEqual({
      outputMode: 'prompt',
      toolMode: 'text',
    })
    expect(chooseModes({ outputMode: 'auto', toolMode: 'text', abilities, hasTools: true }).outputMode).toBe('prompt')
  })
})

describe('an output that stays invalid', () => {
  const fail = async (): Promise<OutputError> => {
    const model = scriptedModel(['no', '{"risk":"none"}', '{"risk":"low","why":["secret"]}'])
    const failure = await defineAgent({ name: 'a', model, output: risk })
      .run('go')
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(OutputError)
    return failure as OutputError
  }

  it('gives the last answer as it was and everything that was wrong with each', async () => {
    const { rawText, problems, code, details } = await fail()
    expect({ code, details }).toEqual({ code: 'AGENT_OUTPUT_INVALID', details: { agent: 'a', tries: 3 } })
    expect(rawText).toBe('{"risk":"low","why":["secret"]}')
    expect(problems.map(({ attempt, path }) => [attempt, path])).toEqual([
      [1, ''],
      [2, 'risk'],
      [2, 'why'],
      [3, 'why'],
    ])
  })

  it('keeps what the model wrote out of messages, logs and ledgers', async () => {
    const error = await fail()
    for (const shown of [error.message, inspect(error), JSON.stringify(error), JSON.stringify(serializeError(error))]) {
      expect(shown).not.toContain('secret')
    }
  })
})

describe('partial outputs', () => {
  const output = z.object({ title: z.string(), lines: z.array(z.object({ pieces: z.number() })) })
  const value = { title: 'Bolts', lines: [{ pieces: 12 }, { pieces: 3 }] }
  const chunks = ['{"tit', 'le": "Bo', 'lts", "lines": [{"pieces": 1', '2}, {"pie', 'ces": 3}]}']

  it('grow while the model writes, typed', async () => {
    const model = scriptedModel([{ chunks }])
    const stream = defineAgent({ name: 'a', model, output }).stream('go')
    const seen: unknown[] = []
    for await (const partial of stream.partials()) {
      expectTypeOf(partial).toEqualTypeOf<DeepPartial<z.infer<typeof output>>>()
      expectTypeOf(partial.lines?.[0]?.pieces).toEqualTypeOf<number | undefined>()
      seen.push(partial)
    }
    expect(seen).toEqual([
      {},
      { title: 'Bo' },
      { title: 'Bolts', lines: [{}] },
      { title: 'Bolts', lines: [{ pieces: 12 }, {}] },
      value,
    ])
    expect((await stream.result).output).toEqual(value)
  })

  it('come from the arguments of the final tool, and without the wrapper of a list', async () => {
    const model = scriptedModel([{ text: 'See {this}.', ...final({ output: ['a', 'b'] }) }])
    const agent = defineAgent({ name: 'a', model, output: z.array(z.string()), outputMode: 'tool' })
    const seen = await Array.fromAsync(agent.stream('go').partials())
    expect(seen.at(-1)).toEqual(['a', 'b'])
  })

  it('start anew when the model corrects itself', async () => {
    const model = scriptedModel(['{"title":7}', JSON.stringify(value)])
    const seen = await Array.fromAsync(defineAgent({ name: 'a', model, output }).stream('go').partials())
    expect(seen[0]).toEqual({ title: 7 })
    expect(seen.at(-1)).toEqual(value)
  })

  it('are read seldom enough to be quick with a long answer, and whole at the end', async () => {
    const long = { title: 'x', lines: Array.from({ length: 4000 }, (_, pieces) => ({ pieces })) }
    const model = scriptedModel([{ chunks: JSON.stringify(long).match(/.{1,4}/g) ?? [] }])
    const seen = await Array.fromAsync(defineAgent({ name: 'a', model, output }).stream('go').partials())
    expect(seen.length).toBeLessThan(1500)
    expect(seen.at(-1)).toEqual(long)
  })

  it('are the text so far where there is no schema', async () => {
    const model = scriptedModel([{ chunks: ['Hel', 'lo'] }])
    expect(await Array.fromAsync(defineAgent({ name: 'a', model }).stream('go').partials())).toEqual(['Hel', 'Hello'])
  })
})

it('replays a run with corrections exactly', async () => {
  const ledger = memoryLedger()
  const replies = [final({ risk: 'none' }), { toolCalls: [{ toolName: 'lookup', input: {} }] }, final(high)]
  const agent = defineAgent({
    name: 'a',
    model: scriptedModel(replies),
    output: risk,
    outputMode: 'tool',
    tools: [lookup],
  })
  await agent.run('go', { ledger })
  const { output } = await agent.run('go', { ledger: memoryLedger(ledger.records) })
  expect(output).toEqual(high)
})
