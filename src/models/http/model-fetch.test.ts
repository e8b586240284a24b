import { channel } from 'node:diagnostics_channel'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import { chunkedAnswer, rawAnswer, startRawServer } from '../../../test/support/servers/raw-server.ts'
import { onActivity } from './activity.ts'
import { createModelFetch } from './model-fetch.ts'

const ask = createModelFetch({ environment: {}, provider: 'vllm', model: 'm' })
const json = { 'content-type': 'application/json' }

/** A server that answers everything, and tells whether it was our transport that asked. */
const startEcho = () =>
  startRawServer(
    (socket, { headers }) => void socket.write(rawAnswer(headers['user-agent'] === 'aixgo' ? 'ours' : 'other')),
  )

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the fetch of a provider', () => {
  it('is ours where nobody else has a say', async () => {
    await using server = await startEcho()
    expect(await (await ask(server.url)).text()).toBe('ours')
    // Once it was used, the built-in one has a dispatcher: that alone changes nothing.
    await (await globalThis.fetch(server.url)).text()
    expect(await (await ask(server.url)).text()).toBe('ours')
  })

  it('is the one of the user, and also a global one that was replaced, at any time', async () => {
    await using server = await startEcho()
    const other = vi.fn<typeof fetch>(async () => new Response('theirs'))
    const given = createModelFetch({ environment: {}, provider: 'vllm', model: 'm', fetch: other })
    expect(await (await given(server.url)).text()).toBe('theirs')
    vi.stubGlobal('fetch', other)
    expect(await (await ask(server.url)).text()).toBe('theirs')
    vi.stubGlobal('fetch', globalThis.fetch.bind(undefined))
    expect(await (await ask(server.url)).text()).toBe('theirs')
    vi.unstubAllGlobals()
    expect(await (await ask(server.url)).text()).toBe('ours')
  })

  it('is the global one while somebody has set its dispatcher or listens to its requests', async () => {
    await using server = await startEcho()
    const key = Symbol.for('undici.globalDispatcher.1')
    const global = globalThis as unknown as Record<symbol, unknown>
    await (await globalThis.fetch(server.url)).text()
    const agent = global[key]
    global[key] = Object.create({ constructor: { name: 'MockAgent' } })
    await rejection(ask(server.url))
    global[key] = agent
    const requests = channel('undici:request:create')
    const seen = vi.fn<() => void>()
    requests.subscribe(seen)
    expect(await (await ask(server.url)).text()).toBe('other')
    requests.unsubscribe(seen)
    expect(seen).toHaveBeenCalledTimes(1)
    expect(await (await ask(server.url)).text()).toBe('ours')
  })

  it.each([
    ['a form', () => Object.assign(new FormData(), {}), 'multipart/form-data'],
    ['a blob', () => new Blob(['x'], { type: 'text/x' }), 'text/x'],
  ])('hands %s over to the built-in one', async (_what, makeBody, type) => {
    await using server = await startEcho()
    expect(await (await ask(server.url, { method: 'POST', body: makeBody() })).text()).toBe('other')
    expect(server.requests[0]?.headers['content-type']).toMatch(type)
  })
})

describe('a request', () => {
  it('is sent with its method, path, headers and body, and what fetch adds', async () => {
    await using server = await startEcho()
    await ask(`${server.url}/v1/chat?x=ü#y`, {
      method: 'post',
      headers: { ...json, Authorization: ' Bearer k ', 'x-latin': 'é' },
      body: '{"text":"Grüße 🌍"}',
    })
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      target: '/v1/chat?x=%C3%BC',
      body: '{"text":"Grüße 🌍"}',
      headers: {
        ...json,
        host: `127.0.0.1:${server.port}`,
        authorization: 'Bearer k',
        'x-latin': 'é',
        'content-length': '23',
        accept: '*/*',
        'accept-encoding': 'gzip, deflate, br, zstd',
        'user-agent': 'aixgo',
      },
    })
  })

  it.each([
    ['a table', { a: '1', A: '2' }],
    ['pairs', [['a', '1'] as [string, string], ['A', '2'] as [string, string]]],
    [
      'Headers',
      new Headers([
        ['a', '1'],
        ['a', '2'],
      ]),
    ],
  ])('takes its headers from %s, and joins those of one name', async (_what, headers) => {
    await using server = await startEcho()
    await ask(new URL(server.url), { headers })
    expect(server.requests[0]?.headers['a']).toBe('1, 2')
  })

  it.each([
    ['text', 'text ü', 'text ü', 'text/plain;charset=UTF-8'],
    ['bytes', new TextEncoder().encode('ü').subarray(0, 2), 'ü', undefined],
    ['a buffer', new TextEncoder().encode('ü').buffer, 'ü', undefined],
    ['parameters', new URLSearchParams({ a: 'b c' }), 'a=b+c', 'application/x-www-form-urlencoded;charset=UTF-8'],
  ])('takes %s as its body', async (_what, body, sent, type) => {
    await using server = await startEcho()
    expect(await (await ask(server.url, { method: 'POST', body })).text()).toBe('ours')
    expect(server.requests[0]?.body).toBe(sent)
    expect(server.requests[0]?.headers['content-type']).toBe(type)
  })

  it('never lets a caller say what belongs to the connection', async () => {
    await using server = await startEcho()
    const headers = { 'transfer-encoding': 'chunked', 'Content-Length': '99', connection: 'close', host: 'a.example' }
    await ask(server.url, { method: 'POST', body: 'x', headers })
    expect(server.requests[0]).toMatchObject({
      body: 'x',
      headers: { 'content-length': '1', connection: 'keep-alive', host: 'a.example' },
    })
    expect(server.requests[0]?.headers).not.toHaveProperty('transfer-encoding')
  })

  it('with a header that cannot be sent is refused without a word of its value', async () => {
    await using server = await startEcho()
    for (const headers of [{ 'x-api-key': 'sk-se\ncret' }, { 'x-api-key': 'sk-secret→' }, { 'x:y': 'sk-secret' }]) {
      const error = await rejection(ask(server.url, { headers }))
      expect(error).toMatchObject({ code: 'MODEL_REQUEST_INVALID', retryable: false })
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('cret')
    }
    expect(server.requests).toHaveLength(0)
  })
})

describe('an answer', () => {
  it('has what providers read of one', async () => {
    await using server = await startRawServer((socket) => {
      socket.write(rawAnswer('\uFEFF{"a":"ü"}', { ...json, 'X-Id': '7' }, 429))
    })
    const response = await ask(`${server.url}/x`)
    expect(response).toMatchObject({ status: 429, statusText: 'Said', ok: false, redirected: false, bodyUsed: false })
    expect(response.url).toBe(`${server.url}/x`)
    expect([response.headers.get('x-ID'), response.headers.get('none'), response.headers.has('x-id')]).toEqual([
      '7',
      null,
      true,
    ])
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'x-id': '7', ...json })
    expect(Object.fromEntries(response.headers.entries())).toMatchObject({ 'x-id': '7', ...json })
    expect(await response.json()).toEqual({ a: 'ü' })
    expect(response.bodyUsed).toBe(true)
    await expect(response.text()).rejects.toThrow('read already')
  })

  it('is read as bytes and as a stream, piece by piece as it comes', async () => {
    const { promise: goOn, resolve: sendMore } = Promise.withResolvers<void>()
    await using server = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n')
      void goOn.then(() => socket.write('1\r\nc\r\n0\r\n\r\n'))
    })
    const reader = (await ask(server.url)).body?.getReader()
    expect(await reader?.read()).toEqual({ done: false, value: new TextEncoder().encode('ab') })
    sendMore()
    expect(await reader?.read()).toEqual({ done: false, value: new TextEncoder().encode('c') })
    expect(await reader?.read()).toEqual({ done: true, value: undefined })
    expect(await (await ask(server.url)).arrayBuffer()).toEqual(new TextEncoder().encode('abc').buffer)
  })

  it('has no body where none is allowed', async () => {
    await using server = await startRawServer((socket, { method }) => {
      socket.write(`HTTP/1.1 ${method === 'HEAD' ? '200' : '204'} OK\r\ncontent-length: 5\r\n\r\n`)
    })
    for (const method of ['HEAD', 'GET']) {
      const response = await ask(server.url, { method })
      expect([response.body, await response.text()]).toEqual([null, ''])
    }
    expect(server.connections).toBe(1)
  })

  it('ends with an error where it is larger than it may be, whole or streamed, compressed or not', async () => {
    const limited = createModelFetch({ environment: {}, provider: 'vllm', model: 'm', maxBytes: 1000 })
    const { gzipSync } = await import('node:zlib')
    for (const answer of [
      chunkedAnswer(['x'.repeat(600), 'x'.repeat(600)]),
      rawAnswer('x'.repeat(1001)),
      rawAnswer(gzipSync('x'.repeat(1001)), { 'content-encoding': 'gzip' }),
    ]) {
      await using server = await startRawServer((socket) => void socket.write(answer))
      const whole = await limited(server.url)
      expect(await rejection(whole.text())).toMatchObject({
        code: 'MODEL_RESPONSE_INVALID',
        details: { maxBytes: 1000 },
      })
      const streamed = await limited(server.url)
      expect(await rejection(Array.fromAsync(streamed.body ?? []))).toMatchObject({ code: 'MODEL_RESPONSE_INVALID' })
    }
    await using server = await startRawServer((socket) => void socket.write(rawAnswer('x'.repeat(1000))))
    expect(await (await limited(server.url)).text()).toHaveLength(1000)
  })

  it('tells of every piece that arrives, whatever is in it, and whoever fetches', async () => {
    await using server = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
      const pieces = [': alive\n\n', ': alive\n\n', 'data: x\n\n']
      const send = (): void => {
        const piece = pieces.shift()
        if (piece === undefined) return void socket.write('0\r\n\r\n')
        socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`, () => setImmediate(send))
      }
      send()
    })
    const given = createModelFetch({
      environment: {},
      provider: 'vllm',
      model: 'm',
      fetch: (...args) => globalThis.fetch(...args),
    })
    for (const fetch of [ask, given]) {
      const { signal } = new AbortController()
      const alive = vi.fn<() => void>()
      onActivity(signal, alive)
      await (await fetch(server.url, { signal })).text()
      expect(alive.mock.calls.length).toBeGreaterThanOrEqual(1)
    }
  })
})
