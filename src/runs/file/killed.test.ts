import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { isThorough } from '../../../test/support/effort.ts'
import { rejection } from '../../../test/support/rejection.ts'
import { temporaryFolder } from '../../../test/support/temporary-folder.ts'
import { listed, recordsOf } from '../../testing/run-store-suite/run-store-test.ts'
import { fileStore } from './file-store.ts'

// Four runs at once, each of which says what is safe as soon as it is.
const program = `
import { writeSync } from 'node:fs'
const { fileStore } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'file-store.ts')).href)})
const say = (line) => {
  for (;;) try { return writeSync(1, line + '\\n') } catch (error) { if (error.code !== 'EAGAIN') throw error }
}
const store = fileStore(process.argv[1])
const work = async (runId) => {
  const start = { type: 'run', v: 1, runId, agent: 'a', input: 'x', at: 1, code: 't', start: { streaming: false } }
  const ledger = await store.open(runId, start)
  if (ledger.history.length === 0) await ledger.append(start, 'safe')
  const done = ledger.history.filter((record) => record.type === 'outcome').length
  for (let step = done; ; step += 1) {
    ledger.append({ type: 'intent', key: 'step:s#' + step, kind: 'step', name: 's', effect: 'none', at: 1 }, 'ordered')
    await ledger.append({ type: 'outcome', key: 'step:s#' + step, at: 2, value: 'x'.repeat(step % 300) }, 'safe')
    say(runId + ' ' + step)
  }
}
await Promise.all(['r0', 'r1', 'r2', 'r3'].map(work))
`

/** Lets the program work until it has said so many lines, kills it, and gives the last safe step of each run. */
async function killAfter(
  folder: string,
  count: number,
  meanwhile?: (pid: number) => Promise<void>,
): Promise<ReadonlyMap<string, number>> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const safe = new Map<string, number>()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  let seen = 0
  for await (const line of createInterface(child.stdout)) {
    const [runId = '', step] = line.split(' ')
    safe.set(runId, Number(step))
    seen += 1
    if (seen !== count) continue
    await meanwhile?.(child.pid ?? 0)
    child.kill('SIGKILL')
  }
  await ended
  return safe
}

it(
  'loses nothing that it called safe when its process is killed, and is free at once',
  { timeout: 60_000 },
  async () => {
    const folder = temporaryFolder()
    const safe = new Map<string, number>()
    for (const count of isThorough ? [1, 2, 3, 5, 9, 20, 40, 90, 150, 400, 1000, 2500] : [1, 9, 150]) {
      for (const [runId, step] of await killAfter(folder, count)) safe.set(runId, step)
      const store = fileStore(folder)
      expect((await listed(store, { status: 'open' })).length).toBeGreaterThan(0)
      for (const [runId, step] of safe) {
        const records = await recordsOf(store, runId)
        const outcomes = records.flatMap((record) => (record.type === 'outcome' ? [record.key] : []))
        expect(outcomes.length, `${runId} after ${count}`).toBeGreaterThan(step)
        expect(outcomes).toEqual(outcomes.map((_, position) => `step:s#${position}`))
      }
      await store.close?.()
    }
  },
)

it('says which process has the folder', { timeout: 30_000 }, async () => {
  const folder = temporaryFolder()
  await killAfter(folder, 5, async (pid) => {
    const error = await rejection(listed(fileStore(folder)))
    expect(error).toMatchObject({ code: 'STORE_FAILED', details: { folder, pid } })
    expect(String(error)).toContain(`process ${pid}`)
  })
})
