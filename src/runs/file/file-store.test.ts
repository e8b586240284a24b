import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { suiteRunner } from '../../../test/support/suite-runner.ts'
import { rejection } from '../../../test/support/rejection.ts'
import { createFolder, temporaryFolder } from '../../../test/support/temporary-folder.ts'
import { describeRunStore } from '../../testing/describe-run-store.ts'
import {
  begin,
  intentRecord,
  listed,
  outcomeRecord,
  recordsOf,
  startRecord,
} from '../../testing/run-store-suite/run-store-test.ts'
import { fileName } from './file-name.ts'
import { fileStore } from './file-store.ts'

describeRunStore('file', {
  ...suiteRunner,
  create: () => {
    const folder = createFolder()
    const open = () => fileStore(folder)
    return { store: open(), reopen: open, close: () => rmSync(folder, { recursive: true }) }
  },
})

const fileOf = (folder: string, runId: string) => join(folder, 'runs', fileName(runId))

describe('the folder of a file store', () => {
  it('is not touched before the store is used', () => {
    const folder = join(temporaryFolder(), 'later')
    fileStore(folder)
    expect(existsSync(folder)).toBe(false)
  })

  it.skipIf(process.platform === 'win32')('can be read by its owner alone', async () => {
    const folder = join(temporaryFolder(), 'deep/er')
    const store = fileStore(folder)
    await (await begin(store, startRecord('run'))).close?.()
    const mode = (path: string) => statSync(path).mode & 0o777
    expect([mode(folder), mode(join(folder, 'runs'))]).toEqual([0o700, 0o700])
    for (const path of [fileOf(folder, 'run'), join(folder, 'lock.db'), join(folder, 'owner.json')])
      expect(mode(path)).toBe(0o600)
    await store.close?.()
  })

  it('has one store at a time, also within a process, and is free once that is closed', async () => {
    const folder = temporaryFolder()
    const first = fileStore(folder)
    const second = fileStore(folder)
    await listed(first)
    const error = await rejection(listed(second))
    expect(error).toMatchObject({ code: 'STORE_FAILED', message: expect.stringContaining(folder) })
    expect(String(error)).toContain('another store of this process')
    await first.close?.()
    expect(await listed(second)).toEqual([])
    expect(await rejection(listed(first))).toMatchObject({ code: 'STORE_FAILED' })
    await second.close?.()
  })

  it('has lines that other programs can read', async () => {
    const folder = temporaryFolder()
    const store = fileStore(folder)
    await (await begin(store, startRecord('run'))).close?.()
    const lines = readFileSync(fileOf(folder, 'run'), 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { c: expect.stringMatching(/^[0-9a-f]{8}$/), o: { v: 1, id: 'run', epoch: 1 } },
      { c: expect.stringMatching(/^[0-9a-f]{8}$/), r: startRecord('run') },
    ])
    await store.close?.()
  })

  it('writes short records for steps that are nested deep', async () => {
    const folder = temporaryFolder()
    const store = fileStore(folder)
    const ledger = await begin(store, startRecord('deep'))
    const path = Array.from({ length: 40 }, (_, depth) => `agent:a-worker-of-level-${depth}#1`)
    const sizeOf = () => statSync(fileOf(folder, 'deep')).size
    for (const [depth] of path.entries()) {
      const key = path.slice(0, depth + 1).join('/')
      await ledger.append([intentRecord(key), outcomeRecord(key, 'ok')], 'safe')
    }
    const before = sizeOf()
    await ledger.append([intentRecord(`${path.join('/')}/step:last#1`)], 'safe')
    expect(sizeOf() - before).toBeLessThan(140)
    await store.close?.()
  })
})

describe('a file that a store must not trust', () => {
  async function filled(ids: readonly string[]): Promise<string> {
    const folder = temporaryFolder()
    const store = fileStore(folder)
    for (const id of ids) {
      const ledger = await begin(store, startRecord(id))
      await ledger.append(intentRecord('a'), 'safe')
      await ledger.append(outcomeRecord('a', 'x'), 'safe')
    }
    await store.close?.()
    return folder
  }

  it('stops its own run and no other, and is said in every list', async () => {
    const folder = await filled(['bad', 'good'])
    const path = fileOf(folder, 'bad')
    const bytes = readFileSync(path)
    bytes[40]! ^= 4
    writeFileSync(path, bytes)
    const store = fileStore(folder)
    const seen: string[] = []
    const error = await rejection(
      (async () => {
        for await (const { runId } of store.list()) seen.push(runId)
      })(),
    )
    expect(seen).toEqual(['good'])
    expect(error).toMatchObject({ code: 'STORE_FAILED', details: { file: path, offset: 0 } })
    expect(await rejection(store.open('bad'))).toMatchObject({ code: 'STORE_FAILED', details: { file: path } })
    expect(await recordsOf(store, 'good')).toHaveLength(3)
    await store.close?.()
  })

  it('is refused when a newer version wrote it', async () => {
    const folder = await filled(['new'])
    const path = fileOf(folder, 'new')
    const { formatLine } = await import('./line.ts')
    writeFileSync(path, formatLine('o', JSON.stringify({ v: 2, id: 'new', epoch: 1 }), 0))
    const store = fileStore(folder)
    const error = await rejection(store.open('new'))
    expect(error).toMatchObject({ code: 'STORE_FAILED', message: expect.stringContaining('newer version') })
    await store.close?.()
  })

  it('is refused when it is that of another run, or has lost a line', async () => {
    const folder = await filled(['one'])
    const path = fileOf(folder, 'one')
    copyFileSync(path, fileOf(folder, 'two'))
    const lines = readFileSync(path, 'utf8').split('\n')
    writeFileSync(path, lines.toSpliced(2, 1).join('\n'))
    const store = fileStore(folder)
    expect(await rejection(store.open('two', startRecord('two')))).toMatchObject({ code: 'STORE_FAILED' })
    const offset = lines.slice(0, 2).join('\n').length + 1
    expect(await rejection(store.open('one'))).toMatchObject({ code: 'STORE_FAILED', details: { offset } })
    await store.close?.()
  })

  it('is left alone when it is no file of a run', async () => {
    const folder = await filled(['one'])
    writeFileSync(join(folder, 'runs', 'notes.txt'), 'mine')
    writeFileSync(fileOf(folder, 'empty'), '')
    const store = fileStore(folder)
    expect(await listed(store)).toEqual(['one'])
    expect(readdirSync(join(folder, 'runs'))).toHaveLength(3)
    await store.close?.()
  })
})

describe('fileName', () => {
  it('keeps plain ids readable, and gives every other id a name of its own', () => {
    expect(fileName('0c9a-run_7')).toBe('0c9a-run_7.jsonl')
    const ids = ['a/b', 'a~2fb', 'A', 'a', '~41', 'nul', '~6eul', '', '~empty', 'ü', 'u', '\ud800', '\ud801', '..']
    const long = ['x'.repeat(300), `${'x'.repeat(300)}y`, 'ä'.repeat(40), `${'x'.repeat(60)}~h`]
    const names = [...ids, ...long].map((id) => fileName(id))
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z0-9_~-]{1,130}\.jsonl$/)
  })
})
