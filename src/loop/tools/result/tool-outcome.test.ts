import { Readable } from 'node:stream'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { defineAgent } from '../../../agents/define-agent.ts'
import { ModelError } from '../../../errors/model-error.ts'
import { memoryLedger } from '../../../runs/memory/memory-ledger.ts'
import { scriptedModel } from '../../../testing/scripted-model.ts'
import { defineTool } from '../../../tools/define-tool.ts'
import { toolContent } from '../../../tools/tool-content.ts'

/** What is recorded of a call of a tool that does this. The model is told the same, live and on replay. */
async function told(execute: () => unknown): Promise<unknown> {
  const look = defineTool({ name: 'look', description: 'Looks', input: { type: 'object' }, effect: 'none', execute })
  const run = async (before: ReturnType<typeof memoryLedger>) => {
    const model = scriptedModel([{ toolCalls: [{ toolName: 'look', input: {} }] }, 'done'])
    const { ledger } = await defineAgent({ name: 'a', model, tools: [look] }).run('go', { ledger: before })
    const { records } = ledger as ReturnType<typeof memoryLedger>
    return { records, prompt: model.calls.at(-1)?.options.prompt }
  }
  const { records, prompt } = await run(memoryLedger())
  const outcome = records.find((record) => record.type === 'outcome' && record.key === 'tool:look#1')
  const cut = records.slice(0, records.indexOf(outcome as never) + 1)
  // The first reply of the replayed model is never asked for.
  const again = scriptedModel(['done'])
  await defineAgent({ name: 'a', model: again, tools: [look] }).run('go', { ledger: memoryLedger(cut) })
  expect(again.calls.at(-1)?.options.prompt).toEqual(prompt)
  const value = outcome !== undefined && 'value' in outcome ? outcome.value : undefined
  expect(JSON.parse(JSON.stringify(value))).toEqual(value)
  return value
}

const unfit = (problem: string) => ({
  isError: true,
  output: `TOOL_FAILED: Tool "look" ran, but its result cannot be written as JSON: ${problem}. Return texts, numbers, lists and plain objects.`,
})
const base64 = (data: string, more: object = {}) => ({ output: { encoding: 'base64', data, ...more } })
const response = (body: string | Uint8Array<ArrayBuffer>, type: string, init: ResponseInit = {}) =>
  new Response(body, { headers: { 'content-type': type }, ...init })
const hi = () => new TextEncoder().encode('hi')

class Money {
  amount = 1
}

class Connection {
  readonly #socket = 1

  get port(): number {
    return this.#socket
  }
}

class Rows {
  readonly #rows = ['a', 'b'];

  [Symbol.iterator]() {
    return this.#rows.values()
  }
}

describe('a result of which JSON keeps all', () => {
  it.each([
    [undefined, null],
    [null, null],
    ['text', 'text'],
    [0, 0],
    [false, false],
    [{}, {}],
    [[], []],
    [{ a: [1, { b: undefined }] }, { a: [1, {}] }],
    [Array(2), [null, null]],
    [Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    [new Money(), { amount: 1 }],
    [{ toJSON: () => ({ a: 1 }) }, { a: 1 }],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [{ at: new URL('http://a.example/') }, { at: 'http://a.example/' }],
    [
      [Object(1), Object('a'), Object(true)],
      [1, 'a', true],
    ],
    [runInNewContext('({ a: [1, { b: 2 }] })'), { a: [1, { b: 2 }] }],
    [JSON.parse('{"__proto__":{"admin":true},"at":{}}'), JSON.parse('{"__proto__":{"admin":true},"at":{}}')],
  ])('is that: case %#', async (value, output) => {
    expect(await told(() => value)).toEqual({ output })
  })
})

describe('a result of which JSON keeps nothing, or nothing of use', () => {
  it.each([
    ['a BigInt', () => ({ count: 5n, boxed: Object(6n) }), { output: { count: '5', boxed: '6' } }],
    ['a map with texts as keys', () => new Map([['a', new Map([['b', 1]])]]), { output: { a: { b: 1 } } }],
    ['another map', () => new Map([[1, 'a']]), { output: [[1, 'a']] }],
    ['a set', () => ({ tags: new Set(['a', 'b']) }), { output: { tags: ['a', 'b'] } }],
    ['what is in a query', () => new URLSearchParams({ q: 'a b' }), { output: 'q=a+b' }],
    ['headers', () => new Headers({ 'content-type': 'text/plain' }), { output: { 'content-type': 'text/plain' } }],
    ['an iterable', () => new Rows(), { output: ['a', 'b'] }],
    ['an iterator', () => [1, 2].values(), { output: [1, 2] }],
    ['bytes', () => hi(), base64('aGk=')],
    ['a buffer', () => ({ file: Buffer.from('hi') }), { output: { file: { encoding: 'base64', data: 'aGk=' } } }],
    ['an ArrayBuffer', () => hi().buffer, base64('aGk=')],
    ['a view', () => new DataView(hi().buffer), base64('aGk=')],
    ['numbers', () => new Float32Array([0.5, 2]), { output: [0.5, 2] }],
    ['large numbers', () => new BigInt64Array([5n]), { output: ['5'] }],
  ])('is converted: %s', async (_kind, make, outcome) => {
    expect(await told(make)).toEqual(outcome)
  })

  it('is converted: shared memory and form data', async () => {
    const shared = new SharedArrayBuffer(2)
    new Uint8Array(shared).set(hi())
    expect(await told(() => shared)).toEqual(base64('aGk='))
    const form = new FormData()
    form.append('tag', 'a')
    form.append('tag', 'b')
    form.append('file', new File(['hi'], 'a.txt', { type: 'text/plain' }))
    expect(await told(() => form)).toEqual({ output: { tag: ['a', 'b'], file: 'hi' } })
  })

  it.each([
    ['a function', () => () => 1, 'it is a function'],
    ['a symbol', () => Symbol('s'), 'it is a symbol'],
    ['a function in a list', () => [1, () => 1], '"[1]" is a function'],
    ['a method', () => ({ a: { run() {} } }), '"a.run" is a function'],
    ['a number that is none', () => ({ mean: [0, NaN] }), '"mean[1]" is NaN'],
    ['infinity', () => -Infinity, 'it is -Infinity'],
    ['a date that is none', () => ({ at: new Date(NaN) }), '"at" is a date that is none'],
    ['a regular expression', () => ({ pattern: /x+/g }), '"pattern" is a regular expression'],
    ['a promise', () => ({ later: Promise.resolve(1) }), '"later" is a promise, which the tool has to await'],
    ['a WeakMap', () => new WeakMap(), 'it is an instance of WeakMap, of which JSON keeps nothing'],
    ['an instance', () => [new Connection()], '"[0]" is an instance of Connection, of which JSON keeps nothing'],
    ['hidden fields', () => ({ a: { [Symbol('b')]: 1 } }), '"a" has only fields that JSON does not see'],
    ['toJSON of nothing', () => ({ a: { toJSON: () => undefined } }), '"a" has a toJSON that gives nothing'],
    [
      'content within a result',
      () => [toolContent([{ type: 'text', text: 'a' }])],
      '"[0]" is made by toolContent, which is a result of its own and no part of one',
    ],
  ])('is told: %s', async (_kind, make, problem) => {
    expect(await told(make)).toEqual(unfit(problem))
  })

  it('is told, and where, when it cannot be read', async () => {
    const closed = (): never => {
      throw new Error('closed')
    }
    const getter = { a: { get b() { return closed() } } } // prettier-ignore
    expect(await told(() => getter)).toEqual(unfit('"a.b" could not be read: closed'))
    expect(await told(() => ({ a: { toJSON: closed } }))).toEqual(unfit('"a" could not be read: closed'))
    expect(await told(() => new Proxy({}, { ownKeys: closed }))).toEqual(unfit('it could not be read: closed'))
    const revoked = Proxy.revocable({}, {})
    revoked.revoke()
    expect(await told(() => revoked.proxy)).toMatchObject({ isError: true })
  })

  it('is told when it goes round in a circle or down too deep', async () => {
    const rows = Array.from({ length: 1000 }, (_, id) => ({ id }))
    const circle: Record<string, unknown> = { rows }
    circle['self'] = { of: circle }
    expect(await told(() => circle)).toEqual(unfit('"self.of" refers to an object that it is part of'))
    let deep: unknown = 1
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep]
    const outcome = await told(() => deep)
    expect(outcome).toMatchObject({ output: expect.stringContaining('is nested more than 500 levels deep') })
    const shared = { a: new Date(0) }
    expect(await told(() => [shared, shared])).toMatchObject({ output: [{}, {}] })
  })
})

describe('an error as a result', () => {
  it('is a failure that says what it is and says', async () => {
    expect(await told(() => new Error('card declined'))).toEqual({ isError: true, output: 'card declined' })
    expect(await told(async () => new RangeError('Too far.'))).toEqual({
      isError: true,
      output: 'RangeError: Too far.',
    })
    expect(await told(() => runInNewContext('new TypeError("foreign")'))).toEqual({
      isError: true,
      output: 'TypeError: foreign',
    })
  })

  it('is told within a result, without its stack and its fields', async () => {
    const error = Object.assign(new Error('no', { cause: new TypeError('why') }), { code: 'E1', key: 'secret' })
    expect(await told(() => ({ ok: false, error }))).toEqual({
      output: {
        ok: false,
        error: { name: 'Error', message: 'no', code: 'E1', cause: { name: 'TypeError', message: 'why' } },
      },
    })
    const failures = new AggregateError([new Error('a'), new Error('b')], 'both')
    expect(await told(() => [failures])).toEqual({
      output: [
        {
          name: 'AggregateError',
          message: 'both',
          errors: [
            { name: 'Error', message: 'a' },
            { name: 'Error', message: 'b' },
          ],
        },
      ],
    })
  })
})

describe('what a tool throws', () => {
  const thrown = (value: unknown) =>
    told(() => {
      throw value
    })

  it.each([
    [new Error('No.'), 'No.'],
    [new RangeError('Too far.'), 'RangeError: Too far.'],
    [new Error(''), 'It failed without a message.'],
    [Object.assign(new Error('gone'), { code: 'E_GONE' }), 'E_GONE: gone'],
    [Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' }), 'ENOENT: no such file'],
    [
      new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }),
      'TypeError: fetch failed (caused by ECONNREFUSED: refused)',
    ],
    [new AggregateError([new Error('a'), new Error('b')]), 'AggregateError (a; b)'],
    [new ModelError('MODEL_FAILED', 'No answer.', { cause: new Error('body') }), 'MODEL_FAILED: No answer.'],
    ['just a text', 'just a text'],
    [undefined, 'A value that is not an error was thrown: undefined'],
  ])('is told in words: %s', async (value, output) => {
    expect(await thrown(value)).toEqual({ isError: true, output })
  })

  it('is converted like a result where it is no error', async () => {
    expect(await thrown({ status: 402, why: new Error('no money') })).toEqual({
      isError: true,
      output: { status: 402, why: { name: 'Error', message: 'no money' } },
    })
    expect(await thrown(response('{"a":1}', 'application/json', { status: 500 }))).toEqual({
      isError: true,
      output: { status: 500, body: { a: 1 } },
    })
    expect(await thrown({ run() {} })).toMatchObject({ isError: true, output: expect.stringContaining('not an error') })
  })
})

describe('a body as a result', () => {
  it.each([
    ['JSON', () => response('{"a":[1]}', 'application/json; charset=utf-8'), { output: { a: [1] } }],
    ['JSON that is none', () => response('<html>', 'application/json'), { output: '<html>' }],
    ['a problem', () => response('{"a":1}', 'application/problem+json'), { output: { a: 1 } }],
    ['text', () => response('hi', 'text/html'), { output: 'hi' }],
    [
      'text in another character set',
      () => response(new Uint8Array([0xe9]), 'text/plain; charset=latin1'),
      { output: 'é' },
    ],
    ['text that says nothing of itself', () => new Response(hi()), { output: 'hi' }],
    ['bytes that say nothing of themselves', () => new Response(new Uint8Array([255])), base64('/w==')],
    ['bytes', () => response(hi(), 'application/zip'), base64('aGk=', { mediaType: 'application/zip' })],
    ['nothing', () => new Response(null, { status: 204 }), { output: '' }],
    ['a blob', () => new Blob(['hi']), { output: 'hi' }],
    [
      'a blob of bytes',
      () => new Blob([hi()], { type: 'application/zip' }),
      base64('aGk=', { mediaType: 'application/zip' }),
    ],
    ['a file of text', () => new File(['a,b'], 'a.csv', { type: 'text/csv' }), { output: 'a,b' }],
    [
      'a request',
      () => new Request('http://a.example/', { method: 'POST', body: 'hi' }),
      { output: { method: 'POST', url: 'http://a.example/', body: 'hi' } },
    ],
  ])('is read: %s', async (_kind, make, outcome) => {
    expect(await told(make)).toEqual(outcome)
  })

  it('is a failure with its status where the answer is one', async () => {
    expect(await told(() => response('no such order', 'text/plain', { status: 404, statusText: 'Not Found' }))).toEqual(
      {
        isError: true,
        output: { status: 404, statusText: 'Not Found', body: 'no such order' },
      },
    )
    expect(await told(() => ({ answer: response('{}', 'application/json', { status: 201 }) }))).toEqual({
      output: { answer: { status: 201, body: {} } },
    })
  })

  it('is told when it was read before', async () => {
    const read = async () => {
      const answer = response('hi', 'text/plain')
      await answer.text()
      return { answer }
    }
    expect(await told(read)).toEqual(unfit('"answer" has a body that was read already'))
  })

  it('is shown to the model where it is a picture or a PDF', async () => {
    const file = { type: 'file', mediaType: 'image/png', data: { $bytes: 'aGk=' } }
    expect(await told(() => response(hi(), 'image/png'))).toEqual({ output: [file], isContent: true })
    expect(await told(() => new File([hi()], 'a.png', { type: 'image/png' }))).toEqual({
      output: [{ ...file, filename: 'a.png' }],
      isContent: true,
    })
    expect(await told(() => ({ picture: new Blob([hi()], { type: 'image/png' }) }))).toEqual({
      output: { picture: { encoding: 'base64', mediaType: 'image/png', data: 'aGk=' } },
    })
    expect(await told(() => new Blob(['<svg/>'], { type: 'image/svg+xml' }))).toEqual({ output: '<svg/>' })
  })
})

describe('a stream as a result', () => {
  const web =
    (...chunks: readonly unknown[]) =>
    () =>
      ReadableStream.from(chunks)

  it.each([
    ['of bytes that are text', web(hi(), new Uint8Array([0xc3]), new Uint8Array([0xa9])), { output: 'hié' }],
    ['of other bytes', web(new Uint8Array([255]), new Uint8Array([254])), base64('//4=')],
    ['of text', web('h', 'i'), { output: 'hi' }],
    ['of objects', web({ a: 1 }, { b: new Date(0) }), { output: [{ a: 1 }, { b: '1970-01-01T00:00:00.000Z' }] }],
    ['of nothing', web(), { output: '' }],
    ['of Node.js', () => Readable.from([Buffer.from('h'), Buffer.from('i')]), { output: 'hi' }],
    ['of objects, of Node.js', () => ({ rows: Readable.from([{ a: 1 }]) }), { output: { rows: [{ a: 1 }] } }],
  ])('is read to its end: one %s', async (_kind, make, outcome) => {
    expect(await told(make)).toEqual(outcome)
  })

  it('is told where it fails, or is read by somebody else', async () => {
    const failing = () =>
      new ReadableStream({
        pull(controller) {
          controller.error(new Error('line cut'))
        },
      })
    expect(await told(() => ({ log: failing() }))).toEqual(unfit('"log" could not be read: line cut'))
    const locked = () => {
      const stream = web('a')()
      stream.getReader()
      return stream
    }
    expect(await told(locked)).toEqual(unfit('it is a stream that somebody else reads'))
  })
})

describe('a generator as a result', () => {
  it('is a list of what it yields and returns', async () => {
    const texts = async function* () {
      yield 'a'
      yield { b: new Set([1]) }
    }
    expect(await told(texts)).toEqual({ output: ['a', { b: [1] }] })
    const counting = function* () {
      yield 1
      return 2
    }
    expect(await told(counting)).toEqual({ output: [1, 2] })
    const nested = function* () {
      yield counting()
    }
    expect(await told(() => ({ nested: nested() }))).toEqual({ output: { nested: [[1, 2]] } })
  })

  it('is a failure where it throws', async () => {
    const failing = async function* () {
      yield 1
      throw new Error('broken')
    }
    expect(await told(failing)).toEqual(unfit('it could not be read: broken'))
  })

  it('is read to a limit', async () => {
    let isStopped = false
    const endless = function* () {
      try {
        for (;;) yield 1
      } finally {
        isStopped = true
      }
    }
    const { output } = (await told(endless)) as { readonly output: readonly unknown[] }
    expect([output.length, output.at(-1), isStopped]).toEqual([100_001, expect.stringContaining('not read'), true])
  })
})
