import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { endStreams, graceMs } from './end-streams.ts'
import { eventStream } from './event-stream.ts'

const wire = eventStream({
  isAsked: (_url, body) => body.includes('stream'),
  meaningOf: (event) => (event.includes('last') ? 'over' : event.includes('reason') ? 'complete' : 'more'),
  ending: 'data: "ending"\n\n',
})

/** A body whose end the test decides. */
function openBody(...texts: readonly string[]) {
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined
  const cancelled: unknown[] = []
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (given) => {
      controller = given
      for (const text of texts) given.enqueue(new TextEncoder().encode(text))
    },
    cancel: (reason) => void cancelled.push(reason),
  })
  return { body, cancelled, controller: controller! }
}

async function fetched(body: string | ReadableStream, contentType = 'text/event-stream'): Promise<Response> {
  const fetch = endStreams(async () => new Response(body, { headers: { 'content-type': contentType } }), wire)
  return fetch('http://localhost/', { method: 'POST', body: '{"stream":true}' })
}

async function textOf(response: Response): Promise<string> {
  let text = ''
  for await (const bytes of response.body ?? []) text += new TextDecoder().decode(bytes)
  return text
}

afterEach(() => vi.useRealTimers())

describe('a stream', () => {
  it('ends with the answer though the connection stays open', async () => {
    const { body } = openBody('data: "a"\n\n', 'data: "last"\n\n')
    expect(await textOf(await fetched(body))).toBe('data: "a"\n\ndata: "last"\n\n')
  })

  it('waits a little for what may follow a complete answer, and no longer', async () => {
    vi.useFakeTimers()
    const { body, controller } = openBody('data: "reason"\n\n')
    const text = textOf(await fetched(body))
    await vi.advanceTimersByTimeAsync(graceMs - 1)
    controller.enqueue(new TextEncoder().encode('data: "usage"\n\n'))
    await vi.advanceTimersByTimeAsync(graceMs)
    expect(await text).toBe('data: "reason"\n\ndata: "usage"\n\ndata: "ending"\n\n')
  })

  it('keeps a complete answer whose connection breaks', async () => {
    const { body, controller } = openBody('data: "reason"\n\n')
    const response = await fetched(body)
    const reader = response.body!.getReader()
    await reader.read()
    controller.error(new Error('reset'))
    const { value } = await reader.read()
    expect(new TextDecoder().decode(value)).toBe('data: "ending"\n\n')
    expect((await reader.read()).done).toBe(true)
  })

  it('fails with its connection while the answer is not complete', async () => {
    const { body, controller } = openBody('data: "a"\n\n')
    const response = await fetched(body)
    const reader = response.body!.getReader()
    await reader.read()
    controller.error(new Error('reset'))
    await expect(reader.read()).rejects.toThrow('reset')
  })

  it('that nobody reads any more is left at once', async () => {
    const { body, cancelled } = openBody('data: "a"\n\n')
    const response = await fetched(body)
    await response.body!.cancel('enough')
    expect(cancelled).toEqual(['enough'])
  })

  it('that does not end after its answer is left after a while', async () => {
    vi.useFakeTimers()
    const { body, cancelled } = openBody('data: "last"\n\n')
    await textOf(await fetched(body))
    expect(cancelled).toEqual([])
    await vi.advanceTimersByTimeAsync(graceMs)
    expect(cancelled).toHaveLength(1)
  })
})

describe('an answer that is no stream', () => {
  it('fails where it is an error', async () => {
    const body = JSON.stringify({ error: { message: 'No.', code: 429 } })
    await expect(fetched(body, 'application/json')).rejects.toMatchObject({ data: JSON.parse(body) as unknown })
  })

  it('is passed on where it is none, or no stream was asked for', async () => {
    const body = JSON.stringify({ error: { message: 'No.', code: 429 } })
    expect(await textOf(await fetched('{"answer":1}', 'application/json'))).toBe('{"answer":1}')
    const fetch = endStreams(async () => new Response(body, { headers: { 'content-type': 'application/json' } }), wire)
    expect(await (await fetch('http://localhost/', { method: 'POST', body: '{}' })).text()).toBe(body)
  })
})

it('leaves its connection for the next request', async () => {
  const sockets = new Set<Socket>()
  const server = createServer((_request, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: "last"\n\n')
    setImmediate(() => response.end())
  })
  server.on('connection', (socket: Socket) => sockets.add(socket))
  const url = await listen(server)
  const fetch = endStreams(globalThis.fetch, wire)
  for (let call = 0; call < 5; call++) {
    const response = await fetch(url)
    const reader = response.body!.getReader()
    await reader.read()
    // As the guard of models does once it has the end of an answer.
    await reader.cancel()
  }
  server.close()
  server.closeAllConnections()
  // A request may begin while the connection of the one before is read to its end.
  expect(sockets.size).toBeLessThanOrEqual(2)
})

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
