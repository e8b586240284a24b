import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { chunk, sse, streamed } from '../../../test/support/chat-wire.ts'
import type { LanguageModelV4 } from '../model.ts'
import { createModelResolver } from '../resolve-model.ts'

/** A server on this machine, and how many connections it was asked on and still has. */
async function serve(answer: (response: ServerResponse) => void) {
  const seen = { opened: 0, open: 0 }
  const server = createServer((request, response) => {
    request.resume().on('end', () => answer(response))
  })
  server.on('connection', (socket) => {
    seen.opened += 1
    seen.open += 1
    socket.on('close', () => (seen.open -= 1))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  const model = (await createModelResolver({ environment: {}, overrides: { vllm: { baseUrl } } })(
    'vllm:m',
  )) satisfies LanguageModelV4
  return {
    seen,
    model,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const body = sse(chunk({ content: 'Hello' }), chunk({}, 'stop')).body

describe('a connection', () => {
  it('serves one stream after another', async () => {
    await using server = await serve((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(body.slice(0, 50))
      // The end comes as a packet of its own.
      response.write(body.slice(50), () => setImmediate(() => response.end()))
    })
    for (let count = 0; count < 3; count++) {
      expect((await streamed(server.model)).text).toBe('Hello')
      await expect.poll(() => server.seen.open).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(server.seen.opened).toBe(1)
  })

  it('that the server keeps open behind the answer is closed', async () => {
    await using server = await serve((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(body)
    })
    expect((await streamed(server.model)).text).toBe('Hello')
    await expect.poll(() => server.seen.open, { timeout: 5000 }).toBe(0)
  })

  it('is closed when nobody reads on', async () => {
    await using server = await serve((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(body.slice(0, body.indexOf('[DONE]')))
    })
    const { stream } = await server.model.doStream({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    })
    const reader = stream.getReader()
    await reader.read()
    await reader.cancel()
    await expect.poll(() => server.seen.open, { timeout: 5000 }).toBe(0)
  })

  it('is closed by an abort, which is then the error', async () => {
    await using server = await serve(() => {})
    const controller = new AbortController()
    const reason = new Error('the caller left')
    const pending = server.model.doGenerate({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
      abortSignal: controller.signal,
    })
    await expect.poll(() => server.seen.open).toBe(1)
    controller.abort(reason)
    await expect(pending).rejects.toBe(reason)
    await expect.poll(() => server.seen.open, { timeout: 5000 }).toBe(0)
  })
})
