import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { rawAnswer, startRawServer } from '../support/servers/raw-server.ts'

// The executable runs on Bun, whose sockets are others than those of Node.js; so is its `fetch`, which is asked over TLS.

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const bun = path('node_modules/.bin/bun')
const http = path('src/models/http')
const ca = `${http}/__fixtures__/localhost-certificate.pem`
const certificate = { cert: readFileSync(ca), key: readFileSync(`${http}/__fixtures__/localhost-key.pem`) }

/** What a program prints that asks for these addresses in Bun. */
async function askInBun(
  urls: readonly string[],
  environment: Record<string, string> = {},
  before = '',
): Promise<string> {
  const program = `
    import { createModelFetch } from ${JSON.stringify(`${http}/model-fetch.ts`)}
    const ask = createModelFetch({ environment: process.env, provider: 'vllm', model: 'm', maxBytes: 100 })
    ${before}
    for (const url of ${JSON.stringify(urls)}) {
      try {
        console.log(await (await ask(url, { method: 'POST', body: '{}', headers: { 'x-key': 'k' } })).text())
      } catch (error) { console.log(error.code) }
    }`
  return (await promisify(execFile)(bun, ['-e', program], { env: environment })).stdout
}

describe('in Bun', () => {
  it('connections, broken answers and redirects are what they are on Node.js', async () => {
    const files = ['connections', 'broken-answers', 'redirects'].map((name) => `${http}/${name}.test.ts`)
    const { stderr } = await promisify(execFile)(bun, ['test', ...files])
    expect(stderr).toMatch(/\n 0 fail\n/)
  }, 60_000)

  it('a global fetch that was replaced is used', async () => {
    await using server = await startRawServer((socket) => void socket.write(rawAnswer('ours')))
    const replace = `globalThis.fetch = async () => new Response('theirs')`
    expect(await askInBun([server.url])).toBe('ours\n')
    expect(await askInBun([server.url], {}, replace)).toBe('theirs\n')
  })

  it('its own fetch is asked over TLS, with what the environment trusts, and limited', async () => {
    await using server = await startRawServer((socket, { number }) => {
      socket.write(rawAnswer(number === 1 ? 'secret' : 'x'.repeat(101)))
    }, certificate)
    const url = server.url.replace('127.0.0.1', 'localhost')
    expect(await askInBun([url, url], { NODE_EXTRA_CA_CERTS: ca })).toBe('secret\nMODEL_RESPONSE_INVALID\n')
    expect(await askInBun([url])).toMatch(/CERT/)
  })

  it('the proxies of the environment are used, by our rules', async () => {
    await using proxy = await startRawServer((socket) => void socket.write(rawAnswer('through')))
    await using server = await startRawServer((socket) => void socket.write(rawAnswer('directly')))
    const environment = {
      HTTP_PROXY: `http://user:p%40ss@127.0.0.1:${proxy.port}`,
      NO_PROXY: `127.0.0.0/8:${server.port}`,
    }
    const output = await askInBun(['http://models.example/v1', server.url], environment)
    expect(output).toBe('through\ndirectly\n')
    expect(proxy.requests).toHaveLength(1)
    expect(JSON.stringify(proxy.requests)).toContain(Buffer.from('user:p@ss').toString('base64'))
  })

  it('a redirect to TLS leaves the key behind', async () => {
    await using server = await startRawServer((socket) => void socket.write(rawAnswer('secret')), certificate)
    const location = server.url.replace('127.0.0.1', 'localhost')
    await using plain = await startRawServer((socket) => void socket.write(rawAnswer('', { location }, 307)))
    expect(await askInBun([plain.url], { NODE_EXTRA_CA_CERTS: ca })).toBe('secret\n')
    expect(plain.requests[0]?.headers['x-key']).toBe('k')
    expect(JSON.stringify(server.requests[0]?.headers)).not.toContain('"k"')
  })
})
