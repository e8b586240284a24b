import { suiteRunner } from '../../../../test/support/suite-runner.ts'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fakeClock, type FakeClock } from '../../../testing/fake-clock.ts'
import { describeSource } from '../../../testing/describe-source.ts'
import { nextTurn, systemClock, type Clock } from '../../../util/clock.ts'
import { openSource } from '../../../../test/support/read-source.ts'
import { producerAgent } from '../producer-agent.ts'
import type { HttpPoll } from './http-source.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A server on loopback that answers each request with the next handler, the last one for ever. */
async function serve(...handlers: readonly Handler[]) {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    handlers[Math.min(requests.length, handlers.length) - 1]?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): Promise<void> => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }
  onTestFinished(close)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`, requests, close }
}

const text =
  (body: string, headers: Readonly<Record<string, string>> = {}): Handler =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/plain', ...headers }).end(body)
const status =
  (code: number): Handler =>
  (_request, response) =>
    void response.writeHead(code).end('no')

function poller(poll: Partial<HttpPoll> & { readonly url: string }, intervalMs?: number) {
  return producerAgent({ name: 'poller', intervalMs, source: { http: { fetch, ...poll } } })
}

/** Waits for a promise of real input and output while moving the clock whenever the poller waits for its interval. */
async function whileTicking<Value>(promise: Promise<Value>, clock: FakeClock, intervalMs: number): Promise<Value> {
  const done = new AbortController()
  promise.then(
    () => done.abort(),
    () => done.abort(),
  )
  while (!done.signal.aborted) {
    // The other timer there can be is the time limit of a request under way, which is another time.
    if (clock.nextTimerMs === intervalMs) await clock.advance(intervalMs)
    await nextTurn()
  }
  return promise
}

/** Time in which short waits are over at once, and long ones never. */
const hastyClock: Clock = {
  ...systemClock,
  setTimer: (callback, delayMs) => (delayMs > 1000 ? () => {} : systemClock.setTimer(callback, 0)),
}

/** Answers one after another, in memory, and counts what is asked and what is still under way. */
function answering(...answers: readonly (() => Response)[]) {
  const state = { asked: 0, underWay: 0 }
  const request = async (): Promise<Response> => {
    const answer = answers[Math.min(state.asked, answers.length - 1)]
    state.asked += 1
    state.underWay += 1
    try {
      await nextTurn()
      return answer?.() ?? new Response('')
    } finally {
      state.underWay -= 1
    }
  }
  return { state, request }
}

describeSource('http', {
  ...suiteRunner,
  create: () => {
    const bodies = ['one', 'two', 'three'].map((body) => () => new Response(body))
    const { state, request } = answering(...bodies)
    const url = 'http://feed.example/items'
    return {
      source: { http: { url, intervalMs: 5, fetch: request } },
      items: ['one', 'two', 'three'],
      clock: hastyClock,
      isOpen: () => state.underWay > 0,
      read: { soFar: () => state.asked, mostForOne: 1 },
      file: { keys: { http: { url, interval: '5ms' } }, options: { fetch: answering(...bodies).request } },
    }
  },
  broken: {
    'the server refuses': {
      create: () => {
        const { state, request } = answering(() => new Response('no', { status: 403 }))
        const http = { url: 'http://feed.example/items?key=secret', fetch: request }
        return { source: { http }, clock: hastyClock, isOpen: () => state.underWay > 0 }
      },
      place: '"http://feed.example/items"',
    },
  },
  without: { end: 'there may always be something new', again: 'what was emitted is not emitted again' },
})

describe('http', () => {
  it('asks at once, then at each interval, and gives text as text and JSON as its value', async () => {
    const { url, requests } = await serve(
      text('first'),
      text('{"n":2}', { 'content-type': 'application/json; charset=utf-8' }),
    )
    const clock = fakeClock()
    const iterator = openSource(poller({ url, intervalMs: 5000, headers: { 'x-key': 'k' } }), { clock })
    expect((await iterator.next()).value).toBe('first')
    expect(clock.monotonic()).toBe(0)
    expect((await whileTicking(iterator.next(), clock, 5000)).value).toEqual({ n: 2 })
    expect(clock.monotonic()).toBe(5000)
    expect(requests.map(({ method, headers }) => [method, headers['x-key']])).toEqual([
      ['GET', 'k'],
      ['GET', 'k'],
    ])
  })

  it('says which answer it has, and gives nothing for 304', async () => {
    const notModified: Handler = (_request, response) => void response.writeHead(304).end()
    const { url, requests } = await serve(
      text('first', { etag: '"v1"' }),
      notModified,
      text('second', { etag: '"v2"' }),
    )
    const clock = fakeClock()
    const iterator = openSource(poller({ url, intervalMs: 1000 }), { clock })
    await iterator.next()
    expect((await whileTicking(iterator.next(), clock, 1000)).value).toBe('second')
    expect(clock.monotonic()).toBe(2000)
    expect(requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"v1"', '"v1"'])
  })

  it('uses the time of the answer where there is no ETag', async () => {
    const modified = 'Thu, 01 Jan 2026 00:00:00 GMT'
    const { url, requests } = await serve(text('first', { 'last-modified': modified }), text('second'))
    const clock = fakeClock()
    const iterator = openSource(poller({ url, intervalMs: 1000 }), { clock })
    await iterator.next()
    await whileTicking(iterator.next(), clock, 1000)
    expect(requests[1]?.headers['if-modified-since']).toBe(modified)
  })

  it('does not repeat an unchanged body of a server that knows no ETags', async () => {
    const { url, requests } = await serve(text('same'), text('same'), text('other'))
    const clock = fakeClock()
    const iterator = openSource(poller({ url, intervalMs: 1000 }), { clock })
    await iterator.next()
    expect((await whileTicking(iterator.next(), clock, 1000)).value).toBe('other')
    expect(requests).toHaveLength(3)
  })

  it('takes the interval of the producer when it has none of its own, and waits for it once', async () => {
    const { url } = await serve(text('first'), text('second'))
    const clock = fakeClock()
    const iterator = openSource(poller({ url }, 3000), { clock })
    await iterator.next()
    await whileTicking(iterator.next(), clock, 3000)
    expect(clock.monotonic()).toBe(3000)
  })

  const refusals: readonly (readonly [number, boolean])[] = [
    [500, true],
    [503, true],
    [429, true],
    [404, false],
    [401, false],
  ]

  it.each(refusals)('fails with status %i; worth retrying: %s', async (code, retryable) => {
    const { url } = await serve(status(code))
    await expect(openSource(poller({ url: `${url}?key=secret`, intervalMs: 1000 })).next()).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      retryable,
      message: `Producer "poller" got nothing from "${url}": the server answered with status ${code}.`,
    })
  })

  it('remembers across a restart what it has already given', async () => {
    const { url, requests } = await serve(text('first', { etag: '"v1"' }), status(500), text('first'), text('second'))
    const clock = fakeClock()
    const agent = poller({ url, intervalMs: 1000 })
    const iterator = openSource(agent, { clock })
    await iterator.next()
    await expect(whileTicking(iterator.next(), clock, 1000)).rejects.toMatchObject({ retryable: true })
    expect((await whileTicking(openSource(agent, { clock }).next(), clock, 1000)).value).toBe('second')
    expect(requests[2]?.headers['if-none-match']).toBe('"v1"')
  })

  it('fails in a way worth retrying when nobody listens', async () => {
    const { url, close } = await serve()
    await close()
    await expect(openSource(poller({ url, intervalMs: 1000 })).next()).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      retryable: true,
      message: expect.stringContaining('ECONNREFUSED') as string,
    })
  })

  it('gives up a request that takes longer than its limit', async () => {
    const { url, requests } = await serve(() => {})
    const clock = fakeClock()
    const next = openSource(poller({ url, intervalMs: 1000, timeoutMs: 200 }), { clock }).next()
    next.catch(() => {})
    while (requests.length === 0) await nextTurn()
    await clock.advance(200)
    await expect(next).rejects.toThrow('no answer within 200 ms')
  })

  it('says when an answer that claims to be JSON is none', async () => {
    const { url } = await serve(text('<html>', { 'content-type': 'application/json' }))
    await expect(openSource(poller({ url, intervalMs: 1000 })).next()).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      retryable: true,
    })
  })

  it('refuses an answer without end before it fills the memory', async () => {
    const { url } = await serve((_request, response) => {
      response.on('error', () => {})
      const pump = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 'x')));
        response.once('drain', pump)
      }
      pump()
    })
    await expect(openSource(poller({ url, intervalMs: 1000 })).next()).rejects.toThrow('has more than 10485760 bytes')
  })

  it('ends at once, and ends its request, when it is aborted', async () => {
    const { url, requests } = await serve(() => {})
    const controller = new AbortController()
    const next = openSource(poller({ url, intervalMs: 1000 }), { signal: controller.signal }).next()
    while (requests.length === 0) await nextTurn()
    const closed = new Promise((resolve) => requests[0]?.once('close', resolve))
    controller.abort()
    expect(await next).toEqual({ done: true, value: undefined })
    await closed
  })
})
