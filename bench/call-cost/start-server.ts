import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A provider on this machine, in a process of its own. */
export interface BenchServer {
  /** Base URL. */
  readonly address: string
  stop(): void
}

/** Starts it. */
export async function startServer(): Promise<BenchServer> {
  const child = fork(fileURLToPath(new URL('./server.ts', import.meta.url)))
  const address = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)))
    child.once('exit', (code) => reject(new Error(`The server of the bench ended with ${code}.`)))
  })
  return { address, stop: () => void child.kill() }
}
