import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { toJsonSchema } from '../../../schema/to-json-schema.ts'
import type { AnyJsonSchema } from './fill-context.ts'
import { fillSchema } from './fill-schema.ts'
import { readSource } from '../source.ts'

/** The value, which the schema must allow. */
async function fill(schema: AnyJsonSchema, ...texts: string[]): Promise<unknown> {
  const { value, valid } = await fillSchema(schema, { source: readSource(texts) })
  if (!valid) throw new Error(`Not allowed: ${JSON.stringify(value)}`)
  return value
}

const object = (
  properties: Readonly<Record<string, AnyJsonSchema>>,
  required = Object.keys(properties),
): AnyJsonSchema => ({ type: 'object', properties: { ...properties }, required })

// As text, because an object with a `then` looks like a promise.
const conditional = JSON.parse(`{
  "type": "object",
  "properties": { "kind": { "enum": ["a", "b"] } },
  "required": ["kind"],
  "if": { "properties": { "kind": { "const": "a" } } },
  "then": { "properties": { "x": { "type": "number" } }, "required": ["x"] },
  "else": { "properties": { "y": { "type": "string" } }, "required": ["y"] }
}`) as AnyJsonSchema

describe('filling a schema', () => {
  it('takes what the input labels, under any spelling of the name', async () => {
    const schema = object({
      orderId: { type: 'integer' },
      'due date': { type: 'string' },
      is_urgent: { type: 'boolean' },
      tags: { type: 'array', items: { type: 'string' } },
    })
    const value = { orderId: 7, 'due date': 'Monday', is_urgent: true, tags: ['a', 'b'] }
    expect(await fill(schema, 'Order ID: 7\nDue date: Monday\n**Urgent**: yes\nTags: a, b')).toEqual(value)
    expect(await fill(schema, 'order_id=7 due_date=Monday urgent=true tags="a, b"')).toEqual(value)
    expect(
      await fill(schema, JSON.stringify({ order: { orderID: 7, dueDate: 'Monday' }, urgent: true, tags: ['a', 'b'] })),
    ).toEqual(value)
    expect(await fill(schema, 'The order id is 7. The due date is Monday. It is urgent.\nTags: a, b')).toEqual(value)
  })

  it("lets what is said last win, and an object's own keys before those inside it", async () => {
    expect(await fill(object({ size: { type: 'integer' } }), 'size: 1', 'size: 2')).toEqual({ size: 2 })
    const schema = object({ id: { type: 'integer' }, customer: object({ id: { type: 'integer' } }) })
    expect(await fill(schema, '{"id":1,"customer":{"id":2}}')).toEqual({ id: 1, customer: { id: 2 } })
  })

  it('takes numbers that stand near the name, and no parts of dates, times and names', async () => {
    const schema = object({
      items: { type: 'integer' },
      total: { type: 'number' },
      score: { type: 'number', minimum: 0, maximum: 1 },
    })
    const text = 'On 2026-03-02 at 10:30 unit B2 sent 3 items. A total of 1,250.50 was paid.'
    expect(await fill(schema, text)).toEqual({ items: 3, total: 1250.5, score: 0.5 })
  })

  it('says false where the input says not', async () => {
    expect(
      await fill(
        object({ urgent: { type: 'boolean' }, paid: { type: 'boolean' } }),
        'This is not urgent. It was paid.',
      ),
    ).toEqual({ urgent: false, paid: true })
  })

  it('gives null for what is not said where that is allowed, and leaves out what is optional', async () => {
    const schema = object(
      {
        email: { type: ['string', 'null'], format: 'email' },
        phone: { anyOf: [{ type: 'string' }, { type: 'null' }] },
        name: { type: 'string' },
      },
      ['email', 'phone'],
    )
    expect(await fill(schema, 'hello there')).toEqual({ email: null, phone: null })
    expect(await fill(schema, 'Write to ada@example.org.')).toMatchObject({ email: 'ada@example.org' })
  })

  it('chooses the branch that the input speaks of', async () => {
    const schema = {
      oneOf: [
        object({ kind: { const: 'square' }, side: { type: 'number' } }),
        object({ kind: { const: 'circle' }, radius: { type: 'number' } }),
      ],
    }
    expect(await fill(schema, 'A circle with a radius of 5')).toEqual({ kind: 'circle', radius: 5 })
  })

  it('takes lists: of objects, of enumerated values, of keywords, of sentences', async () => {
    expect(await fill({ type: 'array', items: object({ id: { type: 'integer' } }) }, '[{"id":1},{"id":2}]')).toEqual([
      { id: 1 },
      { id: 2 },
    ])
    const schema = object({
      topics: { type: 'array', items: { enum: ['billing', 'login', 'travel'] } },
      keywords: { type: 'array', items: { type: 'string' }, maxItems: 1 },
      keyPoints: { type: 'array', items: { type: 'string' } },
    })
    expect(await fill(schema, 'Login fails. Billing fails too.')).toEqual({
      topics: ['billing', 'login'],
      keywords: ['fails'],
      keyPoints: ['Login fails.', 'Billing fails too.'],
    })
  })

  it('takes a table of any names from what is labelled', async () => {
    expect(
      await fill({ type: 'object', additionalProperties: { type: 'integer' } }, 'apples: 3; pears: 4; colour: red'),
    ).toEqual({ apples: 3, pears: 4 })
  })

  it.each([
    ['a pattern with anchors', { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' }],
    ['several patterns at once', { allOf: [{ type: 'string', pattern: '^ab' }, { pattern: 'z$' }, { minLength: 6 }] }],
    ['what must not be', { type: 'integer', not: { enum: [0, 1] } }],
    ['a condition', conditional],
    ['something contained', { type: 'array', contains: { const: 5 }, minItems: 2 }],
    ['different items', { type: 'array', items: { type: 'boolean' }, minItems: 2, uniqueItems: true }],
    [
      'names by pattern',
      { type: 'object', patternProperties: { '^x_': { type: 'number' } }, additionalProperties: false },
    ],
    [
      'properties that bring others',
      { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, dependencies: { a: ['b'] } },
    ],
    [
      'a schema that repeats itself',
      {
        type: 'object',
        properties: { a: { type: 'string' }, next: { anyOf: [{ $ref: '#' }, { type: 'null' }] } },
        required: ['a', 'next'],
      },
    ],
    [
      'references by path',
      {
        type: 'object',
        properties: { a: { type: 'integer', minimum: 5 }, b: { $ref: '#/properties/a' } },
        required: ['a', 'b'],
      },
    ],
  ] as readonly (readonly [string, AnyJsonSchema])[])('satisfies %s', async (_what, schema) => {
    for (const text of ['a: hello', '']) await expect(fill(schema, text)).resolves.toBeDefined()
  })

  it('satisfies what zod exports, and zod accepts it', async () => {
    const schema = z.object({
      email: z.email(),
      url: z.url(),
      id: z.uuid(),
      on: z.iso.date(),
      at: z.iso.datetime(),
      time: z.iso.time(),
      lasts: z.iso.duration(),
      ip: z.ipv4(),
      phone: z.e164(),
      version: z.string().regex(/^v\d+\.\d+\.\d+$/),
      both: z.string().min(3).startsWith('ab').endsWith('z'),
      few: z.int().positive().lt(5),
      quarter: z.number().multipleOf(0.25).min(1),
      pair: z.tuple([z.string(), z.number()]),
      table: z.record(z.enum(['p', 'q']), z.boolean()),
      either: z.discriminatedUnion('k', [
        z.object({ k: z.literal('x'), n: z.number() }),
        z.object({ k: z.literal('y'), s: z.string() }),
      ]),
    })
    const value = await fill(await toJsonSchema(schema), 'Write to bob@example.org.')
    expect(schema.parse(value)).toMatchObject({ email: 'bob@example.org', either: { k: 'x' } })
  })

  it('says so when no value can be found', async () => {
    for (const schema of [
      false,
      { type: 'string', pattern: '(' },
      { $ref: '#/nowhere' },
      { type: 'object', required: ['a'], properties: { a: { $ref: '#' } } },
    ] as const) {
      expect((await fillSchema(schema as unknown as AnyJsonSchema, { source: readSource(['x']) })).valid).toBe(false)
    }
  })

  it('comes to an end with inputs made to be slow', async () => {
    const schema = object({
      email: { type: 'string', format: 'email' },
      host: { type: 'string', format: 'hostname' },
      name: { type: 'string' },
      n: { type: 'number' },
      formula: { type: 'string' },
    })
    for (const unit of ['a', 'a-', '1 ', '"', '- ', '((1', 'x=', 'a: ', '\n', '{', '.']) {
      await expect(fill(schema, unit.repeat(100_000))).resolves.toHaveProperty('email')
    }
  })
})
