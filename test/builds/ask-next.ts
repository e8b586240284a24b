import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { places } from './places.ts'
import { environment, runQuietly } from './run-quietly.ts'

const next = join(places.modules, 'next/dist/bin/next')

/** Builds the Next.js project with its default bundler, starts it, and gives the answer of its route. */
export async function askNext(): Promise<string> {
  // Nothing of an earlier build, which may have been cut off.
  rmSync(join(places.next, '.next'), { recursive: true, force: true })
  await runQuietly(places.node, [next, 'build'], { cwd: places.next })
  const port = await freePort()
  const server = spawn(places.node, [next, 'start', '--hostname', '127.0.0.1', '--port', String(port)], {
    cwd: places.next,
    env: environment(),
    stdio: 'ignore',
  })
  try {
    return await ask(`http://127.0.0.1:${port}`)
  } finally {
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    await ended
  }
}

/** The page is for the browser; that it is served at all means that its bundle was made. */
async function ask(address: string): Promise<string> {
  for (let left = 300; left > 0; left--) {
    const page = await fetch(address).catch(() => undefined)
    if (page === undefined) await delay(200)
    else if (!page.ok) throw new Error(`The page answered with ${page.status}.`)
    else return (await fetch(`${address}/ask`)).text()
  }
  throw new Error('Next.js did not start within a minute.')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
