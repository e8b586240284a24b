import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import { temporaryFolder } from '../../../test/support/temporary-folder.ts'
import { begin, intentRecord, listed, recordsOf, startRecord } from '../../testing/run-store-suite/run-store-test.ts'
import { nextTurn } from '../../util/clock.ts'
import { fileName } from './file-name.ts'
import { systemFiles, type FilePort } from './file-port.ts'
import { fileStore } from './file-store.ts'

/** What is done to the calls of the file system. Each says what it wants to happen instead. */
interface Faults {
  write?: (bytes: Uint8Array, write: (bytes: Uint8Array) => Promise<number>) => Promise<number>
  sync?: (sync: () => Promise<void>) => Promise<void>
  open?: (path: string) => void
}

function faultyFiles(faults: Faults): FilePort & { readonly calls: string[] } {
  const files = systemFiles()
  const calls: string[] = []
  return {
    ...files,
    calls,
    syncFolder: async (path) => {
      calls.push('syncFolder')
      await files.syncFolder(path)
    },
    open: async (path, options) => {
      faults.open?.(path)
      const file = await files.open(path, options)
      return {
        ...file,
        write: (bytes, position) => {
          calls.push('write')
          const write = (part: Uint8Array) => file.write(part, position)
          return faults.write === undefined ? write(bytes) : faults.write(bytes, write)
        },
        sync: () => {
          calls.push('sync')
          return faults.sync === undefined ? file.sync() : faults.sync(() => file.sync())
        },
      }
    },
  }
}

const failure = (code: string) => Object.assign(new Error(`${code}: it failed`), { code })

it('goes on where the system writes less than it was asked to', async () => {
  const folder = temporaryFolder()
  const files = faultyFiles({ write: (bytes, write) => write(bytes.subarray(0, 7)) })
  const store = fileStore(folder, { files })
  const ledger = await begin(store, startRecord('run'))
  await ledger.append(intentRecord('a'), 'safe')
  await store.close?.()
  const again = fileStore(folder)
  expect(await recordsOf(again, 'run')).toEqual([startRecord('run'), intentRecord('a')])
  await again.close?.()
})

it.each([
  ['a full disk', 'ENOSPC', 'write'],
  ['a broken disk', 'EIO', 'write'],
  ['a sync that fails', 'EIO', 'sync'],
  ['a file that takes nothing more', 'none', 'write'],
] as const)('ends the ledger for good at %s, and no other run', async (_, code, call) => {
  const folder = temporaryFolder()
  const faults: Faults = {}
  const files = faultyFiles(faults)
  const store = fileStore(folder, { files })
  const ledger = await begin(store, startRecord('run'))
  const other = await begin(store, startRecord('other'))
  await ledger.append(intentRecord('kept'), 'safe')

  if (call === 'sync') faults.sync = () => Promise.reject(failure(code))
  else
    faults.write = async (bytes, write) => {
      if (code === 'none') return 0
      await write(bytes.subarray(0, bytes.length - 5))
      throw failure(code)
    }
  const attempts = ['lost', 'lost too'].map((key) =>
    rejection(Promise.resolve(ledger.append(intentRecord(key), 'safe'))),
  )
  for (const attempt of attempts) expect(await attempt).toMatchObject({ code: 'LEDGER_FAILED' })
  expect(ledger.lost?.aborted).toBe(true)

  delete faults.write
  delete faults.sync
  files.calls.length = 0
  for (const need of ['safe', 'ordered'] as const) {
    const late = rejection(Promise.resolve(ledger.append(intentRecord('late'), need)))
    expect(await late).toMatchObject({ code: 'LEDGER_FAILED' })
  }
  await nextTurn()
  // Nothing is tried again on the file that failed.
  expect(files.calls).toEqual([])

  await other.append(intentRecord('fine'), 'safe')
  await ledger.close?.()
  expect(await listed(store)).toEqual(['run', 'other'])
  const again = await store.open('run')
  expect(again.history).toEqual([startRecord('run'), intentRecord('kept')])
  await again.append(intentRecord('next'), 'safe')
  await store.close?.()
  const last = fileStore(folder)
  expect(await recordsOf(last, 'run')).toEqual([startRecord('run'), intentRecord('kept'), intentRecord('next')])
  expect(await recordsOf(last, 'other')).toEqual([startRecord('other'), intentRecord('fine')])
  await last.close?.()
})

it('refuses a run whose file cannot be mended, and opens it once it can be', async () => {
  const faults: Faults = {}
  const store = fileStore(temporaryFolder(), { files: faultyFiles(faults) })
  const ledger = await begin(store, startRecord('run'))
  faults.sync = () => Promise.reject(failure('EIO'))
  await rejection(Promise.resolve(ledger.append(intentRecord('lost'), 'safe')))
  await ledger.close?.()
  expect(await rejection(store.open('run'))).toMatchObject({ code: 'STORE_FAILED' })
  expect(await rejection(listed(store))).toMatchObject({ code: 'STORE_FAILED' })
  delete faults.sync
  expect(await recordsOf(store, 'run')).toEqual([startRecord('run')])
  expect(await listed(store)).toEqual(['run'])
  await store.close?.()
})

it('says what is wrong when a file cannot be opened', async () => {
  const faults: Faults = {}
  const store = fileStore(temporaryFolder(), { files: faultyFiles(faults) })
  await listed(store)
  faults.open = () => {
    throw failure('EMFILE')
  }
  const error = await rejection(store.open('run', startRecord('run')))
  expect(error).toMatchObject({ code: 'STORE_FAILED', message: expect.stringContaining('EMFILE') })
  await store.close?.()
})

it('ends the ledger at a record that has no JSON, and writes nothing behind it', async () => {
  const store = fileStore(temporaryFolder())
  const ledger = await begin(store, startRecord('run'))
  const value = 1n as unknown as number
  const broken = ledger.append({ type: 'outcome', key: 'a', at: 1, value }, 'safe')
  expect(await rejection(Promise.resolve(broken))).toMatchObject({ code: 'LEDGER_FAILED' })
  expect(await rejection(Promise.resolve(ledger.append(intentRecord('b'), 'safe')))).toMatchObject({
    code: 'LEDGER_FAILED',
  })
  await ledger.close?.()
  expect(await recordsOf(store, 'run')).toEqual([startRecord('run')])
  await store.close?.()
})

it('calls nothing safe before it is synced, the name of a new file included', async () => {
  const faults: Faults = {}
  const files = faultyFiles(faults)
  const store = fileStore(temporaryFolder(), { files })
  const ledger = await store.open('run', startRecord('run'))
  const gate = Promise.withResolvers<void>()
  faults.sync = async (sync) => {
    await gate.promise
    await sync()
  }
  let isSafe = false
  const pending = Promise.resolve(ledger.append(startRecord('run'), 'safe')).then(() => (isSafe = true))
  while (!files.calls.includes('sync')) await nextTurn()
  await nextTurn()
  expect(isSafe).toBe(false)
  gate.resolve()
  await pending
  expect(files.calls).toEqual(['write', 'sync', 'syncFolder'])
  await store.close?.()
})

it('writes together what is appended together, and what comes while it syncs', async () => {
  const files = faultyFiles({})
  const store = fileStore(temporaryFolder(), { files })
  const ledger = await begin(store, startRecord('run'))
  files.calls.length = 0
  const first = Array.from({ length: 100 }, (_, step) => ledger.append(intentRecord(`a#${step}`), 'safe'))
  await Promise.resolve()
  await Promise.resolve()
  const second = Array.from({ length: 100 }, (_, step) => ledger.append(intentRecord(`b#${step}`), 'safe'))
  await Promise.all([...first, ...second])
  expect(files.calls).toEqual(['write', 'sync', 'write', 'sync'])
  await store.close?.()
})

it('writes what is only to be kept in order within a turn, without a sync', async () => {
  const folder = temporaryFolder()
  const files = faultyFiles({})
  const store = fileStore(folder, { files })
  const ledger = await begin(store, startRecord('run'))
  files.calls.length = 0
  for (let step = 0; step < 10; step += 1) expect(ledger.append(intentRecord(`a#${step}`), 'ordered')).toBeUndefined()
  const path = join(folder, 'runs', fileName('run'))
  const lines = () => readFileSync(path, 'utf8').split('\n').length
  while (lines() < 12) await nextTurn()
  expect(files.calls).toEqual(['write'])
  await store.close?.()
})
