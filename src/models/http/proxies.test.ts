import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import { rawAnswer, startRawServer, type RawRequest } from '../../../test/support/servers/raw-server.ts'
import type { Environment } from '../settings/provider-settings.ts'
import { createModelFetch } from './model-fetch.ts'
import { findProxy } from './proxy/find-proxy.ts'

const fixture = (name: string): string => readFileSync(new URL(`./__fixtures__/${name}`, import.meta.url), 'utf8')
const certificate = { cert: fixture('localhost-certificate.pem'), key: fixture('localhost-key.pem') }

const asker = (environment: Environment) => createModelFetch({ environment, provider: 'vllm', model: 'm' })
const proxyOf = (url: string, environment: Environment) => findProxy(new URL(url), environment)?.host

/** Takes the bytes of a tunnel to where it leads. */
function tunnel(socket: Socket, { target }: RawRequest): void {
  const there = connect(Number(target.split(':')[1]), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connected\r\n\r\n')
    socket.pipe(there).pipe(socket)
  })
  there.on('error', () => socket.destroy())
  socket.on('close', () => there.destroy())
}

describe('a proxy', () => {
  it('for http is told the whole address and who asks, over kept connections', async () => {
    await using proxy = await startRawServer((socket) => void socket.write(rawAnswer('through')))
    const ask = asker({ http_proxy: `http://user:p%40ss@127.0.0.1:${proxy.port}` })
    for (let count = 0; count < 2; count += 1) {
      const response = await ask('http://models.example/v1/chat?x=1', { method: 'POST', body: '{}' })
      expect(await response.text()).toBe('through')
    }
    expect(proxy.requests[0]).toMatchObject({
      method: 'POST',
      target: 'http://models.example/v1/chat?x=1',
      body: '{}',
      headers: {
        host: 'models.example',
        'proxy-authorization': `Basic ${Buffer.from('user:p@ss').toString('base64')}`,
      },
    })
    expect(proxy.connections).toBe(1)
  })

  it('for https connects the two and sees nothing of the request', async () => {
    await using server = await startRawServer((socket) => void socket.write(rawAnswer('secret')), certificate)
    await using proxy = await startRawServer(tunnel)
    const program = `
      import { createModelFetch } from ${JSON.stringify(new URL('./model-fetch.ts', import.meta.url).href)}
      const environment = { HTTPS_PROXY: 'http://user:pass@127.0.0.1:${proxy.port}' }
      const ask = createModelFetch({ environment, provider: 'vllm', model: 'm' })
      const headers = { authorization: 'Bearer k' }
      for (let i = 0; i < 2; i += 1) console.log(await (await ask('https://localhost:${server.port}/x', { headers })).text())`
    expect(await run(program)).toBe('secret\nsecret\n')
    expect(proxy.requests).toMatchObject([{ method: 'CONNECT', target: `localhost:${server.port}` }])
    expect(proxy.requests[0]?.headers['proxy-authorization']).toBe(
      `Basic ${Buffer.from('user:pass').toString('base64')}`,
    )
    expect(JSON.stringify(proxy.requests)).not.toContain('Bearer')
    expect(server.requests).toMatchObject([{ target: '/x' }, { target: '/x' }])
    expect(JSON.stringify(server.requests)).not.toContain('Basic')
    expect(server.connections).toBe(1)
  })

  it('that speaks TLS itself is spoken to in TLS', async () => {
    await using proxy = await startRawServer((socket) => void socket.write(rawAnswer('through')), certificate)
    const program = `
      import { createModelFetch } from ${JSON.stringify(new URL('./model-fetch.ts', import.meta.url).href)}
      const ask = createModelFetch({ environment: { http_proxy: 'https://localhost:${proxy.port}' }, provider: 'v', model: 'm' })
      console.log(await (await ask('http://models.example/')).text())`
    expect(await run(program)).toBe('through\n')
  })

  it.each([
    [
      'wants a login',
      'HTTP/1.1 407 Login\r\ncontent-length: 4\r\n\r\nno!!',
      'EPROTO',
      /refused to connect.*status 407/,
    ],
    ['reaches nobody', 'HTTP/1.1 502 None\r\n\r\n', 'ECONNREFUSED', /refused to connect.*status 502/],
    ['says too much', 'HTTP/1.1 200 OK\r\n\r\nSSH-2.0', 'HPE_INVALID', /nobody asked for/],
    ['is none', 'SSH-2.0\r\n\r\n', 'HPE_INVALID', /HTTP\/1/],
  ])('that %s is named in the error, without its password', async (_what, said, code, words) => {
    await using proxy = await startRawServer((socket) => void socket.write(said))
    const ask = asker({ HTTPS_PROXY: `http://user:hunter2@127.0.0.1:${proxy.port}` })
    const error = await rejection(ask('https://models.example/'))
    expect(error).toMatchObject({ message: 'fetch failed', cause: { code } })
    expect(String((error as Error).cause)).toMatch(words)
    expect(String((error as Error).cause)).not.toContain('hunter2')
  })

  it('that is not there is named in the error', async () => {
    await using proxy = await startRawServer(() => {})
    await proxy.close()
    const ask = asker({ HTTP_PROXY: `127.0.0.1:${proxy.port}` })
    const error = await rejection(ask('http://models.example/'))
    expect(error).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNREFUSED' } })
    expect(String((error as Error).cause)).toContain(`127.0.0.1:${proxy.port} in HTTP_PROXY`)
  })

  it('whose address cannot be used is refused by the name of its variable', async () => {
    for (const value of ['socks5://127.0.0.1:1', 'http://user:hunter2@']) {
      const error = await rejection(asker({ HTTP_PROXY: value })('http://models.example/'))
      expect(error).toMatchObject({ code: 'MODEL_ADDRESS_INVALID', details: { variable: 'HTTP_PROXY' } })
      expect(String(error)).not.toContain('hunter2')
    }
  })
})

describe('the environment', () => {
  it('names a proxy for http and one for https; lower case wins, and an empty one is none', () => {
    const both = { http_proxy: 'low:1', HTTP_PROXY: 'high:1', https_proxy: '', HTTPS_PROXY: 'https://s:2' }
    expect(proxyOf('http://a.example', both)).toBe('low')
    expect(proxyOf('https://a.example', both)).toBe('s')
    expect(proxyOf('https://a.example', { http_proxy: 'low:1' })).toBeUndefined()
    expect(findProxy(new URL('http://a.example'), { http_proxy: 'p' })).toMatchObject({ port: 80, secure: false })
    expect(findProxy(new URL('http://a.example'), { http_proxy: 'https://u%zz:@[::1]' })).toMatchObject({
      host: '::1',
      port: 443,
      secure: true,
      authorization: `Basic ${Buffer.from('u%zz:').toString('base64')}`,
    })
  })

  it.each([
    ['*', 'http://a.example', true],
    ['a.example', 'http://a.example', true],
    ['a.example', 'http://A.Example:8080', true],
    ['a.example', 'http://sub.a.example', true],
    ['a.example', 'http://nota.example', false],
    ['.a.example', 'http://sub.a.example', true],
    ['*.a.example', 'http://sub.a.example', true],
    ['.a.example', 'http://a.example', false],
    ['b.example, a.example', 'http://a.example', true],
    ['b.example a.example', 'http://a.example', true],
    ['a.example:8080', 'http://a.example:8080', true],
    ['a.example:8080', 'http://a.example', false],
    ['a.example:80', 'http://a.example', true],
    ['a.example:443', 'https://a.example', true],
    ['localhost', 'http://localhost:11434', true],
    ['127.0.0.1', 'http://127.0.0.1:8000', true],
    ['127.0.0.1:9', 'http://127.0.0.1:8000', false],
    ['10.0.0.0/8', 'http://10.1.2.3', true],
    ['10.0.0.0/8', 'http://11.1.2.3', false],
    ['10.0.0.0/99', 'http://10.1.2.3', false],
    ['0.0.0.1', 'http://10.0.0.1', false],
    ['::1', 'http://[::1]:8000', true],
    ['[::1]:8000', 'http://[::1]:8000', true],
    ['[::1]:8001', 'http://[::1]:8000', false],
    ['fd00::/8', 'http://[fd12::1]', true],
    ['', 'http://a.example', false],
  ])('with NO_PROXY=%s exempts %s: %s', (list, url, isExempt) => {
    expect(proxyOf(url, { http_proxy: 'p:1', https_proxy: 'p:1', NO_PROXY: list })).toBe(isExempt ? undefined : 'p')
  })
})

/** Runs a program that trusts the certificate of the tests, and gives what it prints. */
async function run(program: string): Promise<string> {
  const { execFile } = await import('node:child_process')
  const { promisify } = await import('node:util')
  const { fileURLToPath } = await import('node:url')
  const ca = fileURLToPath(new URL('./__fixtures__/localhost-certificate.pem', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    env: { NODE_EXTRA_CA_CERTS: ca },
  })
  return stdout
}
