import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import { rawAnswer, startRawServer } from '../../../test/support/servers/raw-server.ts'
import { toModelError } from '../errors/model-errors.ts'
import { connectTimeoutMs } from './connection/wire.ts'
import { createModelFetch } from './model-fetch.ts'

const path = (name: string): string => fileURLToPath(new URL(`./__fixtures__/${name}`, import.meta.url))
const certificatePath = path('localhost-certificate.pem')
const certificate = { cert: readFileSync(certificatePath), key: readFileSync(path('localhost-key.pem')) }
const startServer = () => startRawServer((socket) => void socket.write(rawAnswer('secret')), certificate)
const ask = createModelFetch({ environment: {}, provider: 'vllm', model: 'm' })

/** What a program prints that asks with this environment; its variables are read when a process starts. */
async function askInProcess(url: string, environment: Record<string, string>): Promise<string> {
  const program = `
    import { createModelFetch } from ${JSON.stringify(new URL('./model-fetch.ts', import.meta.url).href)}
    const ask = createModelFetch({ environment: process.env, provider: 'vllm', model: 'm' })
    try {
      for (let i = 0; i < 2; i += 1) console.log(await (await ask(${JSON.stringify(url)})).text())
    } catch (error) { console.log(error.cause.code) }`
  return (
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      env: environment,
    })
  ).stdout
}

afterEach(() => void vi.useRealTimers())

describe('over TLS', () => {
  it('a certificate that nobody vouches for is refused, with its code', async () => {
    await using server = await startServer()
    const error = await rejection(ask(server.url))
    expect(error).toMatchObject({ message: 'fetch failed', cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } })
    expect(toModelError(error, { provider: 'vllm', model: 'm' })).toMatchObject({ code: 'MODEL_UNAVAILABLE' })
    expect(server.requests).toHaveLength(0)
  })

  it('the certificates and the leniency that the environment names are those of Node.js', async () => {
    await using server = await startServer()
    const byName = server.url.replace('127.0.0.1', 'localhost')
    const trusting = { NODE_EXTRA_CA_CERTS: certificatePath }
    expect(await askInProcess(server.url, trusting)).toBe('secret\nsecret\n')
    expect(await askInProcess(byName, trusting)).toBe('secret\nsecret\n')
    // Both requests of each process went over one connection.
    expect([server.requests.length, server.connections]).toEqual([4, 2])
    expect(await askInProcess(byName, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toBe('secret\nsecret\n')
  })

  it('a certificate of another name is refused, through a proxy too', async () => {
    await using server = await startServer()
    await using proxy = await startRawServer((socket) => {
      const there = connect(server.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connected\r\n\r\n')
        socket.pipe(there).pipe(socket)
      })
      socket.on('close', () => there.destroy())
    })
    const trusting = { NODE_EXTRA_CA_CERTS: certificatePath, https_proxy: proxy.url }
    expect(await askInProcess('https://other.example/', trusting)).toBe('ERR_TLS_CERT_ALTNAME_INVALID\n')
    expect(await askInProcess('https://localhost/', trusting)).toBe('secret\nsecret\n')
    expect(server.requests).toHaveLength(2)
  })

  it('a server that does not answer the greeting is given up after ten seconds', async () => {
    const server = createServer((socket) => void socket.on('error', () => {}).resume())
    const port = await listen(server)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const failure = rejection(ask(`https://127.0.0.1:${port}`))
    await vi.advanceTimersByTimeAsync(connectTimeoutMs)
    expect(await failure).toMatchObject({ message: 'fetch failed', cause: { code: 'ETIMEDOUT' } })
    server.close()
  })

  it('what is no TLS is an error of the transport', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {}).on('data', () => socket.end('HTTP/1.1 400 Plain\r\n\r\n'))
    })
    const port = await listen(server)
    const error = await rejection(ask(`https://127.0.0.1:${port}`))
    expect(error).toMatchObject({ message: 'fetch failed' })
    expect(toModelError(error, { provider: 'vllm', model: 'm' })).toMatchObject({ code: 'MODEL_UNAVAILABLE' })
    server.close()
  })
})

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
