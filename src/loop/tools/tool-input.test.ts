import { type } from 'arktype'
import * as v from 'valibot'
import * as z from 'zod'
import * as zm from 'zod/mini'
import { describe, expect, it } from 'vitest'
import { agentTool } from '../../agents/agent-tool.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import type { AnySchema } from '../../schema/json-schema.ts'
import { formatIssues, type StandardSchema } from '../../schema/standard-schema.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'
import type { AnyTool } from '../../tools/tool.ts'

interface Call {
  /** What models are told of the tool's input. */
  readonly sent: unknown
  /** What the tool's code got; nothing where it was not called. */
  readonly got: readonly unknown[]
  /** What the model is told in the end. */
  readonly told: string
}

async function call(input: AnySchema, written: unknown, jsonSchema?: object): Promise<Call> {
  const got: unknown[] = []
  const tool = defineTool({
    name: 'look',
    description: 'Looks',
    input,
    ...(jsonSchema === undefined ? {} : { jsonSchema }),
    effect: 'none',
    execute: (value) => got.push(value),
  })
  return { got, ...(await callOf(tool, written)) }
}

async function callOf(tool: AnyTool<unknown>, written: unknown): Promise<Omit<Call, 'got'>> {
  const arguments_ = typeof written === 'string' ? written : JSON.stringify(written)
  const model = scriptedModel([{ toolCalls: [{ toolName: tool.name, input: arguments_ }] }, 'done'])
  await defineAgent({ name: 'a', model, tools: [tool] }).run('go')
  const [definition] = model.calls[0]?.options.tools ?? []
  return {
    sent: definition?.type === 'function' ? definition.inputSchema : undefined,
    told: JSON.stringify(model.calls[1]?.options.prompt.at(-1)),
  }
}

const text = { type: 'string' } as const
const wrapped = (schema: object, more: object = {}): object => ({
  type: 'object',
  properties: { input: schema },
  required: ['input'],
  additionalProperties: false,
  ...more,
})
const node = { type: 'object', properties: { next: { $ref: '#/$defs/n' } } }

describe('the input of a tool', () => {
  it.each<[string, AnySchema, unknown, unknown]>([
    ['an object', { type: 'object', properties: { a: text } }, { a: 'x' }, { type: 'object', properties: { a: text } }],
    ['an object without a type', { properties: { a: text } }, { a: 'x' }, { type: 'object', properties: { a: text } }],
    ['an object without properties', { type: 'object' }, { a: 1 }, { type: 'object', properties: {} }],
    ['a reference to one', { $ref: '#/$defs/n', $defs: { n: node } }, { next: {} }, { ...node, $defs: { n: node } }],
    [
      'objects joined by "allOf"',
      { allOf: [{ type: 'object', properties: { a: text }, required: ['a'] }, node], $defs: { n: node } },
      { a: 'x' },
      { type: 'object', properties: { a: text, next: { $ref: '#/$defs/n' } }, required: ['a'], $defs: { n: node } },
    ],
    [
      'objects that valibot joins',
      v.intersect([v.object({ a: v.string() }), v.object({ b: v.string() })]),
      { a: 'x', b: 'y' },
      { type: 'object', properties: { a: text, b: text }, required: ['a', 'b'] },
    ],
  ])('is an object to models, as it is: %s', async (_, input, written, sent) => {
    expect(await call(input, written)).toMatchObject({ sent, got: [written] })
  })

  const union = z.discriminatedUnion('k', [
    z.object({ k: z.literal('a') }),
    z.object({ k: z.literal('b'), n: z.number() }),
  ])

  it.each<[string, AnySchema, unknown, object]>([
    ['a text', z.string(), 'x', wrapped(text)],
    ['a list', z.array(z.string()), ['x'], wrapped({ type: 'array', items: text })],
    ['a number', v.number(), 5, wrapped({ type: 'number' })],
    ['a union of objects', union, { k: 'b', n: 1 }, wrapped({ anyOf: [{ type: 'object' }, { type: 'object' }] })],
    ['a union of arktype', type({ a: 'string' }).or({ b: 'string' }), { b: 'x' }, wrapped({ anyOf: [{}, {}] })],
    ['an object or null', z.nullable(z.object({})), null, wrapped({ anyOf: [{ type: 'object' }, { type: 'null' }] })],
    ['an object or null by type', { type: ['object', 'null'] }, null, wrapped({ type: ['object', 'null'] })],
    ['anything', {}, [1], wrapped({})],
    ['anything, in a key of the same name', {}, { input: 1 }, wrapped({})],
    ['one of some values', { enum: ['x', 1] }, 1, wrapped({ type: ['string', 'number'], enum: ['x', 1] })],
    [
      'objects that "allOf" cannot join',
      { allOf: [node, node], $defs: { n: node } },
      {},
      wrapped({ allOf: [{}, {}] }, { $defs: { n: node } }),
    ],
    [
      'an object with choices at its root',
      { ...node, anyOf: [{ required: ['next'] }], $defs: { n: node } },
      { next: {} },
      wrapped({ anyOf: [{}] }),
    ],
    [
      'a list that holds itself',
      { type: 'array', items: { $ref: '#' } },
      [[]],
      wrapped({ items: { $ref: '#/properties/input' } }),
    ],
    [
      'a reference into itself',
      { type: 'array', items: { anyOf: [text, { $ref: '#/items/anyOf/0' }] } },
      ['x'],
      wrapped({ items: { anyOf: [{}, { $ref: '#/properties/input/items/anyOf/0' }] } }),
    ],
    [
      'a reference to what is no object',
      { $ref: '#/definitions/t', definitions: { t: text } },
      'x',
      wrapped({ $ref: '#/definitions/t' }, { definitions: { t: text } }),
    ],
  ])('is wrapped in an object for models where it is %s', async (_, input, value, sent) => {
    expect(await call(input, { input: value })).toMatchObject({ sent, got: [value] })
  })

  it('is taken without the wrapper too', async () => {
    expect((await call(union, { k: 'a' })).got).toEqual([{ k: 'a' }])
    expect((await call(z.array(z.string()), ['x'])).got).toEqual([['x']])
  })

  it('may have a JSON Schema beside it, which is wrapped likewise', async () => {
    const called = await call(z.string().transform(Number), { input: '5' }, text)
    expect(called).toMatchObject({ sent: wrapped(text), got: [5] })
  })

  it('is told to be wrong in the words of its own schema', async () => {
    const { told, got } = await call(union, { input: { k: 'b', n: 'ten' } })
    expect(told).toMatch(/- n: .*expected number.*you wrote \\"ten\\"/)
    expect(told).not.toContain('Write the arguments as')
    expect(got).toEqual([])
  })

  it('is told to be wrapped where it is neither that nor right', async () => {
    expect((await call(z.string(), '')).told).toContain('Write the arguments as {\\"input\\": ...}.')
    expect((await call(z.string(), { text: 5 })).told).toContain('Write the arguments as {\\"input\\": ...}.')
  })

  it('is told of a union what is wrong with the variant that came closest, in JSON Schema too', async () => {
    const input = {
      type: 'object',
      properties: { to: { oneOf: [text, { type: 'object', properties: { zip: text }, required: ['zip'] }] } },
    }
    expect((await call(input, { to: { zip: 5 } })).told).toMatch(/- to\.zip: [^-]*you wrote 5/)
  })
})

describe('what a schema makes of what was written', () => {
  const number = { type: 'number' } as const
  const instant = { type: 'string', format: 'date-time' }
  const decimal = z.codec(z.string(), z.number(), { decode: Number, encode: String })

  it.each<[string, StandardSchema, object, object]>([
    ['zod: a transform', z.object({ a: z.string().transform(Number) }), { a: '5' }, text],
    ['zod: a pipe', z.object({ a: z.string().pipe(z.coerce.number()) }), { a: '5' }, text],
    ['zod: a default', z.object({ a: z.number().default(3) }), {}, number],
    ['zod: a prefault', z.object({ a: z.string().transform(Number).prefault('3') }), {}, text],
    ['zod: a coercion', z.object({ a: z.coerce.number() }), { a: '5' }, number],
    ['zod: a coerced date', z.object({ a: z.coerce.date() }), { a: '2026-03-01T00:00:00.000Z' }, instant],
    ['zod: preprocess', z.object({ a: z.preprocess(String, z.string()) }), { a: 5 }, text],
    ['zod: a codec', z.object({ a: decimal }), { a: '5' }, text],
    ['zod: a brand', z.object({ a: z.string().brand('x') }), { a: 'x' }, text],
    ['zod: catch', z.object({ a: z.string().catch('q') }), { a: 5 }, text],
    ['zod: a check', z.object({ a: z.string().refine(Boolean) }), { a: 'x' }, text],
    ['zod mini: a transform', zm.object({ a: zm.pipe(zm.string(), zm.transform(Number)) }), { a: '5' }, text],
    ['zod mini: a default', zm.object({ a: zm._default(zm.number(), 3) }), {}, number],
    ['valibot: a transform', v.object({ a: v.pipe(v.string(), v.transform(Number)) }), { a: '5' }, text],
    ['valibot: a default', v.object({ a: v.optional(v.number(), 3) }), {}, number],
    [
      'valibot: a check',
      v.object({
        a: v.pipe(
          v.string(),
          v.check((value: string) => value !== ''),
        ),
      }),
      { a: 'x' },
      text,
    ],
    ['valibot: a fallback', v.object({ a: v.fallback(v.string(), 'q') }), { a: 5 }, text],
    ['arktype: a morph', type({ a: ['string', '=>', Number] }), { a: '5' }, text],
    ['arktype: a parsed number', type({ a: 'string.numeric.parse' }), { a: '5' }, text],
    ['arktype: a default', type({ a: 'number = 3' }), {}, number],
    ['arktype: a narrowing', type({ a: type('string').narrow(Boolean) }), { a: 'x' }, text],
  ])('reaches tools and callers; the model is told what to write; %s', async (_, schema, written, property) => {
    const made = await schema['~standard'].validate(written)
    if (made.issues !== undefined) throw new Error(formatIssues(made.issues))
    expect(await call(schema, written)).toMatchObject({
      sent: { type: 'object', properties: { a: property }, additionalProperties: false },
      got: [made.value],
    })
    const model = scriptedModel([JSON.stringify(written)])
    const { output } = await defineAgent({ name: 'a', model, output: schema }).run('go')
    // An output goes on the record, as JSON.
    expect(output).toEqual(JSON.parse(JSON.stringify(made.value)))
    expect(model.calls[0]?.options.responseFormat).toMatchObject({ schema: { properties: { a: property } } })
  })

  it('happens once to the input of an agent that is offered as a tool', async () => {
    const inner = defineAgent({
      name: 'inner',
      model: scriptedModel(['inner done']),
      input: z.object({ a: z.string().transform(Number) }),
      instructions: ({ input }) => `a is a ${typeof input.a}`,
    })
    const { sent, told } = await callOf(agentTool(inner), { a: '5' })
    expect(sent).toMatchObject({ properties: { a: text } })
    expect(told).toContain('inner done')
  })

  it('is wrapped for an agent whose input is no object', async () => {
    const inner = defineAgent({ name: 'inner', model: scriptedModel(['inner done']), input: z.array(z.string()) })
    const { sent, told } = await callOf(agentTool(inner), { input: ['x'] })
    expect(sent).toEqual(wrapped({ type: 'array', items: text }))
    expect(told).toContain('inner done')
  })
})
