import { RunError } from '../../errors/run-error.ts'
import { isRecord } from '../../util/is-record.ts'
import { recordVersion, type LedgerRecord, type ParkedWait } from '../ledger.ts'
import { RunState } from '../memory/run-outline.ts'
import { KeyTable } from './key-table.ts'
import { parseLine, type Line } from './line.ts'

/** Version of the form that the files are written in. */
export const formatVersion = 1

/** The line that says that a run was opened; every file begins with one. */
export interface OpenLine {
  readonly v: number
  readonly id: string
  readonly epoch: number
}

/** The line that says that a run was put away. */
export interface ParkLine extends ParkedWait {
  readonly at: number
  /** When something that it waits for had come before. */
  readonly come?: number | undefined
}

/** A file of a run, as it was found. */
export interface ReadRun {
  readonly runId: string
  readonly epoch: number
  readonly records: readonly LedgerRecord[]
  readonly state: RunState
  readonly keys: KeyTable
  /** Up to where the file is in order; what follows was never written to its end. */
  readonly size: number
}

const newline = 10

/**
 * Reads the file of a run. What stands behind the last whole line was being written when the process ended, and is left out.
 * @throws RunError `STORE_FAILED` for any other damage, with the file and the place.
 */
export function readRun(bytes: Uint8Array, path: string): ReadRun | undefined {
  const reader = new RunReader(path)
  let offset = 0
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, offset)) {
    const line = readLine(bytes.subarray(offset, end), offset, { path, isLast: end === bytes.length - 1 })
    if (line === undefined) break
    reader.add(line, offset)
    offset = end + 1
  }
  // A whole line that lacks only its end was written with one.
  if (parseLine(bytes.subarray(offset, -1), offset) !== undefined) throw damaged(path, offset)
  return reader.result(offset)
}

/**
 * Reads one line. Nothing for the last one where not all of its bytes reached the disk: after a power cut a file has zeros
 * there, and more than one.
 * @throws RunError `STORE_FAILED` when it is damaged.
 */
export function readLine(
  bytes: Uint8Array,
  offset: number,
  { path, isLast }: { readonly path: string; readonly isLast: boolean },
): Line | undefined {
  const line = parseLine(bytes, offset)
  if (line !== undefined) return line
  if (isLast && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('\0\0')) return undefined
  throw damaged(path, offset)
}

class RunReader {
  readonly #path: string
  readonly #records: LedgerRecord[] = []
  readonly #state = new RunState()
  readonly #keys = new KeyTable()
  #opening: OpenLine | undefined

  constructor(path: string) {
    this.#path = path
  }

  add({ tag, value }: Line, offset: number): void {
    switch (tag) {
      case 'o':
        this.#opening = readOpenLine(value, offset, this.#path)
        return this.#state.reopen()
      case 'p': {
        const { at, come, ...wait } = value as ParkLine
        return this.#state.park(wait, at, come)
      }
      case 'r':
        if (this.#opening === undefined) throw damaged(this.#path, offset)
        for (const record of Array.isArray(value) ? (value as readonly unknown[]) : [value]) this.#add(record, offset)
    }
  }

  result(size: number): ReadRun | undefined {
    if (this.#opening === undefined) return undefined
    const { id: runId, epoch } = this.#opening
    return { runId, epoch, records: this.#records, state: this.#state, keys: this.#keys, size }
  }

  #add(kept: unknown, offset: number): void {
    const record = readRecord(kept, this.#path)
    if (record === undefined) throw damaged(this.#path, offset)
    if ('key' in record) {
      const key = this.#keys.restore(record.key)
      if (key === undefined) throw damaged(this.#path, offset)
      ;(record as { key: string }).key = key
    }
    this.#records.push(record)
    this.#state.add(record)
  }
}

/** @throws RunError `STORE_FAILED` when a newer version wrote the file, or the line is none. */
export function readOpenLine(value: unknown, offset: number, path: string): OpenLine {
  if (!isRecord(value) || typeof value['v'] !== 'number') throw damaged(path, offset)
  if (value['v'] > formatVersion) throw tooNew(path, value['v'], formatVersion)
  // Its sum is right, so a store wrote it.
  return value as unknown as OpenLine
}

/** A record whose key is still in its short form. */
export function readRecord(value: unknown, path: string): LedgerRecord | undefined {
  if (!isRecord(value) || typeof value['type'] !== 'string') return undefined
  if (value['type'] === 'run' && Number(value['v']) > recordVersion)
    throw tooNew(path, Number(value['v']), recordVersion)
  // Its sum is right, so a store wrote it.
  return value as unknown as LedgerRecord
}

/** A file that must not be trusted. */
export function damaged(path: string, offset: number): RunError {
  const message =
    `The file "${path}" is damaged at byte ${offset}, so nothing of its run was read. ` +
    'Restore it from a copy, or move it away to go on without the run.'
  return new RunError('STORE_FAILED', message, { details: { file: path, offset } })
}

function tooNew(path: string, found: number, known: number): RunError {
  const message =
    `The file "${path}" was written by a newer version of this package: its format is ${found}, ` +
    `and this version reads up to ${known}. Update the package to open its run.`
  return new RunError('STORE_FAILED', message, { details: { file: path, found, known } })
}
