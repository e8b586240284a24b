import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { isThorough } from '../../../test/support/effort.ts'
import { rejection } from '../../../test/support/rejection.ts'
import { temporaryFolder } from '../../../test/support/temporary-folder.ts'
import { RunError } from '../../errors/run-error.ts'
import type { LedgerRecord } from '../ledger.ts'
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
import { readRun } from './read-run.ts'

const runId = 'a run'
const file = join('runs', fileName(runId))

/** The file of a run with all kinds of lines, and its records. */
async function written(): Promise<{ readonly bytes: Buffer; readonly records: readonly LedgerRecord[] }> {
  const folder = temporaryFolder()
  const store = fileStore(folder)
  const ledger = await begin(store, startRecord(runId, { input: 'Grüße an alle, die das lesen' }))
  for (let step = 0; step < 20; step += 1) {
    await ledger.append(intentRecord(`agent:a#1/step:s#${step}`), 'safe')
    await ledger.append([outcomeRecord(`agent:a#1/step:s#${step}`, `value ${step}`), intentRecord(`t#${step}`)], 'safe')
  }
  await ledger.park?.({ signals: ['approval:ask#1'], waitingFor: [{ key: 'approval:ask#1', kind: 'approval' }] })
  await ledger.close?.()
  await store.signal(runId, 'approval:ask#1', 'approve', 'ada')
  const again = await store.open(runId)
  await again.append([outcomeRecord('approval:ask#1', 'yes'), outcomeRecord('t#1', 'the last words')], 'safe')
  await store.close?.()
  const reader = fileStore(folder)
  const records = await recordsOf(reader, runId)
  await reader.close?.()
  // Without what the last opening added.
  const bytes = readFileSync(join(folder, file))
  const end = bytes.lastIndexOf('\n', bytes.length - 2) + 1
  return { bytes: bytes.subarray(0, end), records }
}

const lastLine = (bytes: Buffer) => bytes.lastIndexOf('\n', bytes.length - 2) + 1

function copyOf(bytes: Uint8Array): string {
  const folder = temporaryFolder()
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), bytes)
  return folder
}

it('drops a last line that was cut anywhere, and goes on from there', { timeout: 60_000 }, async () => {
  const { bytes, records } = await written()
  const start = lastLine(bytes)
  const kept = records.slice(0, -2)
  expect(bytes.length - start).toBeGreaterThan(100)
  for (let end = start; end < bytes.length; end += isThorough ? 1 : 5) {
    const folder = copyOf(bytes.subarray(0, end))
    const store = fileStore(folder)
    expect(await listed(store, { status: 'open' }), `cut at ${end}`).toEqual([runId])
    const ledger = await store.open(runId)
    expect(ledger.history, `cut at ${end}`).toEqual(kept)
    await ledger.append(intentRecord('next'), 'safe')
    await store.close?.()
    const again = fileStore(folder)
    expect(await recordsOf(again, runId)).toEqual([...kept, intentRecord('next')])
    await again.close?.()
  }
})

it('drops a last line in which a power cut left zeros', async () => {
  const { bytes, records } = await written()
  const start = lastLine(bytes)
  const whole = readRun(bytes, file)
  expect(whole?.records).toEqual(records)
  const holed = Buffer.from(bytes).fill(0, start + 20, start + 60)
  expect(readRun(holed, file)?.records).toEqual(records.slice(0, -2))
  const store = fileStore(copyOf(Buffer.concat([bytes, Buffer.alloc(4096)])))
  expect(await recordsOf(store, runId)).toEqual(records)
  await store.close?.()
})

it('notices every flipped bit, and says where', async () => {
  const { bytes } = await written()
  const random = seeded(7)
  const silent: number[] = []
  for (let round = 0; round < (isThorough ? 20_000 : 500); round += 1) {
    const place = Math.floor(random() * bytes.length)
    const copy = Buffer.from(bytes)
    copy[place]! ^= 1 << Math.floor(random() * 8)
    try {
      readRun(copy, file)
      silent.push(place)
    } catch (error) {
      expect(error).toBeInstanceOf(RunError)
      const { code, details } = error as RunError
      expect(code).toBe('STORE_FAILED')
      const lineStart = place === 0 ? 0 : bytes.lastIndexOf('\n', place - 1) + 1
      expect(details).toEqual({ file, offset: lineStart })
    }
  }
  expect(silent).toEqual([])
})

it('opens no run whose file is damaged', async () => {
  const { bytes } = await written()
  const random = seeded(11)
  for (let round = 0; round < 40; round += 1) {
    const copy = Buffer.from(bytes)
    copy[Math.floor(random() * lastLine(bytes))]! ^= 1 << Math.floor(random() * 8)
    const folder = copyOf(copy)
    const store = fileStore(folder)
    expect(await rejection(store.open(runId, startRecord(runId)))).toMatchObject({ code: 'STORE_FAILED' })
    await store.close?.()
    expect(readFileSync(join(folder, file))).toEqual(copy)
  }
})

/** Numbers in [0, 1) that are the same in every run of the test. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
