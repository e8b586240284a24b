import { spawn } from 'node:child_process'
import { getEventListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import { chunkedAnswer, rawAnswer, startRawServer, type RawServer } from '../../../test/support/servers/raw-server.ts'
import { createModelFetch } from './model-fetch.ts'

const ask = createModelFetch({ environment: {}, provider: 'vllm', model: 'm' })
const post = (server: RawServer, signal?: AbortSignal) =>
  ask(server.url, { method: 'POST', body: '{}', ...(signal === undefined ? {} : { signal }) })

/** Waits until something is so: a socket tells of its end a little later. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !isSo(); turn += 1) await wait(5)
  expect(isSo()).toBe(true)
}

describe('a connection', () => {
  it('carries one request after the other, streams and answers without a body included', async () => {
    await using server = await startRawServer((socket, { number }) => {
      socket.write(
        number % 3 === 0 ? 'HTTP/1.1 204 None\r\n\r\n' : number % 2 ? rawAnswer('a') : chunkedAnswer(['a', 'b']),
      )
    })
    for (let count = 0; count < 12; count += 1) {
      const response = await post(server)
      if (count % 2) await response.text()
      else await Array.fromAsync(response.body ?? [])
    }
    expect([server.requests.length, server.connections]).toEqual([12, 1])
  })

  it('is opened for each of many requests at once, and used again afterwards', async () => {
    const asked: (() => void)[] = []
    await using server = await startRawServer((socket, { body }) => {
      asked.push(() => socket.write(rawAnswer(body)))
      // All of them are there before the first is answered.
      if (asked.length === 100) for (const answer of asked.splice(0)) answer()
    })
    const round = () =>
      Promise.all(
        Array.from({ length: 100 }, async (_value, index) => {
          const response = await ask(server.url, { method: 'POST', body: `${index}` })
          return Number(await response.text())
        }),
      )
    expect(await round()).toEqual(Array.from({ length: 100 }, (_value, index) => index))
    expect(server.connections).toBe(100)
    await round()
    expect([server.requests.length, server.connections]).toEqual([200, 100])
  })

  it.each([
    ['says that it closes', rawAnswer('x', { connection: 'close' })],
    ['speaks HTTP/1.0', Buffer.from('HTTP/1.0 200 OK\r\ncontent-length: 1\r\n\r\nx')],
    ['sends more than its answer', Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nxy')],
  ])('is not used again after a server that %s', async (_what, answer) => {
    await using server = await startRawServer((socket) => void socket.write(answer))
    for (let count = 0; count < 3; count += 1) expect(await (await post(server)).text()).toBe('x')
    expect(server.connections).toBe(3)
    await until(() => server.open === 0)
  })

  it('is closed when the server says something unasked', async () => {
    await using server = await startRawServer((socket) => {
      socket.write(rawAnswer('x'))
      setTimeout(() => socket.write(rawAnswer('for nobody')), 20)
    })
    await (await post(server)).text()
    await until(() => server.open === 0)
    expect(await (await post(server)).text()).toBe('x')
  })

  it('is not kept for longer than the server says', async () => {
    await using server = await startRawServer(
      (socket) => void socket.write(rawAnswer('x', { 'Keep-Alive': 'timeout=1, max=9' })),
    )
    for (let count = 0; count < 3; count += 1) await (await post(server)).text()
    expect(server.connections).toBe(3)
  })

  it('that the server closed while it waited is replaced, and the request sent once more, unseen', async () => {
    await using server = await startRawServer((socket, { number }) => {
      // The second request meets a server that has just hung up.
      if (number === 2) socket.resetAndDestroy()
      else socket.write(rawAnswer(`${number}`))
    })
    expect(await (await post(server)).text()).toBe('1')
    expect(await (await post(server)).text()).toBe('3')
    expect([server.requests.length, server.connections]).toEqual([3, 2])
  })

  it('that breaks when it is new, or after a byte of the answer, is an error and no second request', async () => {
    await using fresh = await startRawServer((socket) => void socket.destroy())
    expect(await rejection(post(fresh))).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } })
    expect(fresh.requests).toHaveLength(1)
    await using begun = await startRawServer((socket, { number }) => {
      if (number === 1) socket.write(rawAnswer('x'))
      else socket.write('H', () => socket.destroy())
    })
    await (await post(begun)).text()
    expect(await rejection(post(begun))).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } })
    expect([begun.requests.length, begun.connections]).toEqual([2, 1])
  })

  it('is used again where the reader left at the last event and the end was on its way', async () => {
    await using server = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\n[DONE]\r\n')
      setTimeout(() => socket.write('0\r\n\r\n'), 20)
    })
    for (let count = 0; count < 3; count += 1) {
      const reader = (await post(server)).body?.getReader()
      await reader?.read()
      await reader?.cancel()
      await wait(60)
    }
    expect(server.connections).toBe(1)
  })

  it('is closed where the reader left and the answer goes on, or never ends', async () => {
    for (const goesOn of [true, false]) {
      await using server = await startRawServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n')
        if (!goesOn) return
        const timer = setInterval(() => socket.write(`400\r\n${'y'.repeat(1024)}\r\n`), 2)
        socket.on('close', () => clearInterval(timer))
      })
      const reader = (await post(server)).body?.getReader()
      await reader?.read()
      await reader?.cancel()
      await until(() => server.open === 0)
      expect(server.connections).toBe(1)
    }
  })
})

describe('an abort', () => {
  const reason = new Error('no more')

  it('before the request sends nothing', async () => {
    await using server = await startRawServer(() => {})
    expect(await rejection(post(server, AbortSignal.abort(reason)))).toBe(reason)
    expect(server.connections).toBe(0)
  })

  it.each([
    ['before the answer', ''],
    ['in the head', 'HTTP/1.1 200 OK\r\nx:'],
    ['in the body', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'],
    ['in a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nhalf'],
    ['in a body without end', 'HTTP/1.1 200 OK\r\n\r\nhalf'],
  ])('%s rejects with its reason and leaves no connection and no listener', async (_when, said) => {
    for (const streamed of [false, true]) {
      await using server = await startRawServer((socket) => void (said !== '' && socket.write(said)))
      const controller = new AbortController()
      const failure = rejection(
        post(server, controller.signal).then((response): Promise<unknown> =>
          streamed ? Array.fromAsync(response.body ?? []) : response.text(),
        ),
      )
      await until(() => server.requests.length === 1)
      await wait(20)
      controller.abort(reason)
      expect(await failure).toBe(reason)
      expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
      await until(() => server.open === 0)
    }
  })

  it('while it connects, or agrees on TLS, closes the connection', async () => {
    const { createServer } = await import('node:net')
    const open = new Set<object>()
    // Takes connections and never says a word of TLS.
    const server = createServer((socket) => {
      open.add(socket)
      socket.on('close', () => open.delete(socket)).on('error', () => {})
      socket.resume()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const controller = new AbortController()
    const { port } = server.address() as { readonly port: number }
    const failure = rejection(ask(`https://127.0.0.1:${port}`, { signal: controller.signal }))
    await until(() => open.size === 1)
    controller.abort(reason)
    expect(await failure).toBe(reason)
    await until(() => open.size === 0)
    server.close()
  })

  it('leaves no listener on the signal of many requests that were answered', async () => {
    await using server = await startRawServer((socket) => void socket.write(rawAnswer('x')))
    const { signal } = new AbortController()
    await Promise.all(Array.from({ length: 50 }, async () => (await post(server, signal)).text()))
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })
})

describe('a slow reader', () => {
  it('holds the server back, and gets everything in the end', async () => {
    const size = 32 * 2 ** 20
    let sent = 0
    await using server = await startRawServer((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${size}\r\n\r\n`)
      const send = (): void => {
        while (sent < size) {
          sent += 65_536
          if (!socket.write(Buffer.alloc(65_536, 'x'))) return void socket.once('drain', send)
        }
      }
      send()
    })
    const reader = (await post(server)).body?.getReader()
    await reader?.read()
    await wait(200)
    // What the system keeps between the two is a few megabytes.
    expect(sent).toBeLessThan(size / 2)
    let received = 0
    for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read())
      received += next.value.byteLength
    expect(received).toBeGreaterThan(size - 2 * 65_536)
    await (await post(server)).body?.cancel()
    expect(server.connections).toBe(1)
  })
})

describe('a process', () => {
  it('ends though a large answer was never read', async () => {
    await using server = await startRawServer((socket) => void socket.write(rawAnswer(Buffer.alloc(2 ** 20, 'x'))))
    const program = `
      import { createModelFetch } from ${JSON.stringify(new URL('./model-fetch.ts', import.meta.url).href)}
      const ask = createModelFetch({ environment: {}, provider: 'vllm', model: 'm' })
      console.log((await ask(${JSON.stringify(server.url)})).status)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.on('data', (data) => (output += String(data)))
    expect([await new Promise((resolve) => child.on('close', resolve)), output]).toEqual([0, '200\n'])
  })

  it('ends by itself after its calls, though connections are kept', async () => {
    await using server = await startRawServer((socket) => void socket.write(rawAnswer('x')))
    const program = `
      import { createModelFetch } from ${JSON.stringify(new URL('./model-fetch.ts', import.meta.url).href)}
      const ask = createModelFetch({ environment: {}, provider: 'vllm', model: 'm' })
      for (let i = 0; i < 3; i += 1) console.log(await (await ask(${JSON.stringify(server.url)})).text())
      console.log(process.moduleLoadList.some((name) => /undici|NativeModule _?http/.test(name)) ? 'loaded' : 'light')`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.on('data', (data) => (output += String(data)))
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect([code, output]).toEqual([0, 'x\nx\nx\nlight\n'])
    expect(server.connections).toBe(1)
  })
})
