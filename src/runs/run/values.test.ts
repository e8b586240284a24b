import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'
import type { AgentContext } from '../context.ts'
import { outcomeOf, testLedger } from '../__fixtures__/test-ledger.ts'

class Money {
  readonly #amount = 3
  get amount() {
    return this.#amount
  }
}

class Named {
  toJSON() {
    return { name: 'named', at: new Date(0) }
  }
}

const cycle: { self?: unknown } = {}
cycle.self = cycle
const shared = { a: 1 }
const bare = Object.assign(Object.create(null) as object, { a: 1 })

/** Values that JSON carries in a form of its own, with what code is given of them. */
const carried: readonly (readonly [string, unknown, unknown])[] = [
  ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
  ['nothing', undefined, null],
  ['nothing in an object', { a: undefined, b: 1 }, { b: 1 }],
  ['nothing deep in an object', { a: { b: { c: undefined } } }, { a: { b: {} } }],
  ['nothing in a list', [1, undefined, 3], [1, null, 3]],
  ['a gap in a list', [1, , 3], [1, null, 3]], // oxlint-disable-line no-sparse-arrays -- that is the case
  ['an object with toJSON', new Named(), { name: 'named', at: '1970-01-01T00:00:00.000Z' }],
  ['one object twice', [shared, shared], [{ a: 1 }, { a: 1 }]],
  ['an object without a prototype', bare, { a: 1 }],
  ['bytes', new Uint8Array([1, 2, 255]), new Uint8Array([1, 2, 255])],
  ['bytes deep down', { file: [new Uint8Array([7])] }, { file: [new Uint8Array([7])] }],
  ['a buffer', Buffer.from('hi'), new Uint8Array([104, 105])],
  ['a lone surrogate', 'a\ud800b', 'a\ud800b'],
  ['a lone surrogate as a key', { '\udfff': '\ud83d' }, { '\udfff': '\ud83d' }],
  ['a negative zero', -0, 0],
  ['a key that is a prototype', JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"a":1}}')],
  ['text with a zero', 'a\u0000b', 'a\u0000b'],
  ['a large number', 2 ** 60, 2 ** 60],
  ['a boxed text', Object('x'), 'x'],
]

/** Values that JSON would lose, with the path at which they are. */
const refused: readonly (readonly [string, unknown, string])[] = [
  ['a map', new Map([[1, 2]]), ''],
  ['a set deep down', { tags: [new Set([1])] }, 'tags[0]'],
  ['NaN', { amount: Number.NaN }, 'amount'],
  ['an infinite number', [Number.POSITIVE_INFINITY], '[0]'],
  ['a big integer', { n: 1n }, 'n'],
  ['an instance of a class', { price: new Money() }, 'price'],
  ['a cycle', { outer: cycle }, 'outer'],
  ['a function', { run: () => 1 }, 'run'],
  ['a symbol', [Symbol('x')], '[0]'],
  ['an error', { error: new Error('x') }, 'error'],
  ['a promise', { later: Promise.resolve(1) }, 'later'],
  [
    'a getter that throws',
    {
      get a() {
        throw new Error('no')
      },
    },
    'a',
  ],
]

const echo = (name = 'echo') => defineCustomAgent({ name, input: {}, execute: (input: unknown) => input })

/** Every way in which a value goes through a run, with what the code saw of it. */
const ways: Readonly<Record<string, (context: AgentContext, value: unknown) => Promise<unknown>>> = {
  'the value of a step': (context, value) => context.step('x', () => value, { effect: 'none' }),
  'the input of a call and its output': (context, value) => context.call(echo(), value as never),
  'the output of a nested agent': (context, value) =>
    context.call(defineCustomAgent({ name: 'inner', execute: () => value }), ''),
}

const problem = (path: string) => ({
  code: 'VALUE_NOT_JSON',
  details: path === '' ? { path: '' } : { path: expect.stringContaining(path) as string },
})

describe.each(Object.entries(ways))('%s', (_way, take) => {
  const seeing = (value: unknown, seen: unknown[]) =>
    defineCustomAgent({
      name: 'main',
      execute: async (_, context) => {
        await take(context, value).then(
          (given) => seen.push(given),
          (error: { code: string; details: object }) => seen.push({ code: error.code, details: error.details }),
        )
        return 'done'
      },
    })

  it.each(carried)('that is %s is the same live as on replay', async (_name, value, expected) => {
    const ledger = testLedger()
    const seen: unknown[] = []
    await seeing(value, seen).run('', { ledger })
    await seeing(value, seen).run('', { ledger: ledger.reopened() })
    expect(seen).toHaveLength(2)
    expect(seen[0]).toStrictEqual(expected)
    expect(seen[1]).toStrictEqual(expected)
  })

  it.each(refused)('that is %s is refused with its place, live as on replay', async (_name, value, path) => {
    const ledger = testLedger()
    const seen: unknown[] = []
    await seeing(value, seen).run('', { ledger })
    await seeing(value, seen).run('', { ledger: ledger.reopened() })
    expect(seen[0]).toMatchObject(problem(path))
    expect(seen[1]).toEqual(seen[0])
  })
})

describe('the input and the output of a run', () => {
  it.each(carried)('that are %s are what JSON makes of them', async (_name, value, expected) => {
    const seen: unknown[] = []
    const agent = defineCustomAgent({ name: 'main', input: {}, execute: (input: unknown) => (seen.push(input), value) })
    const ledger = testLedger()
    const { output } = await agent.run(value as never, { ledger })
    const again = await agent.run(value as never, { ledger: ledger.reopened() })
    expect([output, again.output, ...seen]).toStrictEqual([expected, expected, expected, expected])
  })

  it.each(refused)('that are %s are refused', async (_name, value, path) => {
    let hasRun = false
    const agent = defineCustomAgent({ name: 'main', execute: () => ((hasRun = true), value) })
    const asked = testLedger()
    await expect(agent.run(value as string, { ledger: asked })).rejects.toMatchObject(problem(path))
    expect([hasRun, asked.records]).toEqual([false, []])
    const answered = testLedger()
    await expect(agent.run('', { ledger: answered })).rejects.toMatchObject(problem(path))
    expect(answered.records.at(-1)?.type).toBe('error')
    await expect(agent.run('', { ledger: answered.reopened() })).rejects.toMatchObject(problem(path))
  })

  it('does not change with what the agent does to it', async () => {
    const input = { list: [1] }
    const agent = defineCustomAgent({
      name: 'main',
      input: z.object({ list: z.array(z.number()) }),
      execute: ({ list }) => (list.push(2), list.length),
    })
    const ledger = testLedger()
    expect((await agent.run(input, { ledger })).output).toBe(2)
    expect(input).toEqual({ list: [1] })
    expect((await agent.run({ list: [1] }, { ledger: ledger.reopened() })).output).toBe(2)
  })
})

describe('a value that two share', () => {
  it('is not changed for one by the other', async () => {
    const agent = defineCustomAgent({
      name: 'main',
      execute: async (_, { step }) => {
        const cell = { list: [1] }
        const first = await step('first', () => cell)
        first.list.push(2)
        cell.list.push(3)
        const second = await step('second', () => cell)
        second.list.push(4)
        return [first, second, cell]
      },
    })
    const ledger = testLedger()
    const { output } = await agent.run('', { ledger })
    expect(output).toEqual([{ list: [1, 2] }, { list: [1, 3, 4] }, { list: [1, 3] }])
    // On replay the effects do not happen, and the cell is the code's own.
    const again = agent.run('', { ledger: testLedger({ history: ledger.records.slice(0, 5) }) })
    expect((await again).output).toEqual([{ list: [1, 2] }, { list: [1, 3, 4] }, { list: [1, 3] }])
  })
})

describe('the answer of a tool', () => {
  it.each([
    ['a date', new Date(0)],
    ['a map', new Map([[1, 2]])],
    ['nothing', undefined],
    ['a big integer', 1n],
    ['NaN', Number.NaN],
    ['a cycle', cycle],
  ])('that is %s is told to the model in the same way live as on replay', async (_name, value) => {
    const tool = defineTool({
      name: 'odd',
      description: 'odd',
      input: z.object({}),
      effect: 'none',
      execute: () => value,
    })
    const first = scriptedModel([{ toolCalls: [{ toolName: 'odd', input: {} }] }, 'done'])
    const ledger = testLedger()
    await defineAgent({ name: 'main', model: first, tools: [tool] }).run('', { ledger })
    const cut = ledger.records.findIndex((record) => record.type === 'outcome' && record.key.startsWith('tool:'))
    const history = ledger.records.slice(0, cut + 1)
    // Of the two calls, only the last is made again.
    const last = scriptedModel(['done'])
    await defineAgent({ name: 'main', model: last, tools: [tool] }).run('', { ledger: testLedger({ history }) })
    expect(last.calls[0]?.options.prompt).toEqual(first.calls[1]?.options.prompt)
  })
})

describe('the input of an own step', () => {
  it('is refused before the step begins where JSON cannot carry it', async () => {
    let calls = 0
    const agent = defineCustomAgent({
      name: 'main',
      execute: (_, { step }) => step('x', () => (calls += 1), { input: { at: new Map() } }),
    })
    expect(await outcomeOf(agent.run(''))).toMatchObject({ code: 'VALUE_NOT_JSON', details: { path: 'at' } })
    expect(calls).toBe(0)
  })
})
