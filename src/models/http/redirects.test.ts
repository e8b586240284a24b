import { describe, expect, it } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import { rawAnswer, startRawServer } from '../../../test/support/servers/raw-server.ts'
import { createModelFetch } from './model-fetch.ts'

const ask = createModelFetch({ environment: {}, provider: 'vllm', model: 'm' })
const post = {
  method: 'POST',
  body: '{"prompt":"p"}',
  headers: { 'content-type': 'application/json', authorization: 'Bearer k', 'x-api-key': 'k', 'user-agent': 'u' },
}

/** A server that sends the first request on, and answers the others. */
const startRedirecting = (status: number, location: string) =>
  startRawServer((socket, { number }) => {
    socket.write(number === 1 ? rawAnswer('moved', { Location: location }, status) : rawAnswer('arrived'))
  })

describe('a redirect', () => {
  it.each([
    [301, 'GET', ''],
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', post.body],
    [308, 'POST', post.body],
  ])('of %i asks again with %s', async (status, method, body) => {
    await using server = await startRedirecting(status, '../there?x=1')
    const response = await ask(`${server.url}/a/here`, post)
    expect(await response.text()).toBe('arrived')
    expect(response).toMatchObject({ status: 200, redirected: true })
    expect(response.url).toBe(`${server.url}/there?x=1`)
    expect(server.requests[1]).toMatchObject({ method, body, target: '/there?x=1' })
    // The same server knows who asks.
    expect(server.requests[1]?.headers['authorization']).toBe('Bearer k')
    expect(server.requests[1]?.headers['content-type']).toBe(method === 'POST' ? 'application/json' : undefined)
  })

  it('keeps the method of what is no POST, and HEAD through 303', async () => {
    for (const [status, method] of [
      [301, 'PUT'],
      [303, 'HEAD'],
    ] as const) {
      await using server = await startRedirecting(status, '/there')
      await ask(server.url, { method })
      expect(server.requests[1]?.method).toBe(method)
    }
  })

  it('to another origin leaves behind whatever a key may be in', async () => {
    await using other = await startRawServer((socket) => void socket.write(rawAnswer('arrived')))
    await using server = await startRedirecting(307, `${other.url}/there`)
    expect(await (await ask(server.url, post)).text()).toBe('arrived')
    expect(other.requests[0]).toMatchObject({ method: 'POST', body: post.body, headers: { 'user-agent': 'u' } })
    expect(JSON.stringify(other.requests[0]?.headers)).not.toMatch(/Bearer|api-key/)
  })

  it('that does not end is an error after five, and no retry', async () => {
    await using server = await startRawServer((socket) => void socket.write(rawAnswer('', { location: '/again' }, 307)))
    expect(await rejection(ask(server.url, post))).toMatchObject({ code: 'MODEL_ADDRESS_INVALID', retryable: false })
    expect(server.requests).toHaveLength(6)
  })

  it.each(['ftp://127.0.0.1/', 'http://', 'data:,x'])('to %s is refused', async (location) => {
    await using server = await startRedirecting(302, location)
    expect(await rejection(ask(server.url, post))).toMatchObject({ code: 'MODEL_ADDRESS_INVALID' })
  })

  it('is an error or an answer where the caller says so', async () => {
    await using server = await startRawServer(
      (socket) => void socket.write(rawAnswer('moved', { location: '/x' }, 302)),
    )
    expect(await rejection(ask(server.url, { redirect: 'error' }))).toMatchObject({ message: 'fetch failed' })
    const response = await ask(server.url, { redirect: 'manual' })
    expect([response.status, response.headers.get('location'), await response.text()]).toEqual([302, '/x', 'moved'])
  })

  it('without an address, or of another kind, is an answer', async () => {
    for (const [status, headers] of [
      [302, {}],
      [300, { location: '/x' }],
      [304, { location: '/x' }],
    ] as const) {
      await using server = await startRawServer((socket) => void socket.write(rawAnswer('', headers, status)))
      expect((await ask(server.url)).status).toBe(status)
    }
  })

  it('is given up with the request', async () => {
    const controller = new AbortController()
    await using server = await startRawServer((socket, { number }) => {
      if (number === 1) socket.write(rawAnswer('', { location: '/x' }, 307))
      else controller.abort(new Error('no more'))
    })
    await expect(ask(server.url, { ...post, signal: controller.signal })).rejects.toThrow('no more')
  })
})
