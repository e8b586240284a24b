import type { LedgerRecord } from '../ledger.ts'
import { RunState, type RunOutline } from '../memory/run-outline.ts'
import { readBytes, type StoredFile } from './file-port.ts'
import type { Line } from './line.ts'
import { damaged, readLine, readOpenLine, readRecord, type ParkLine } from './read-run.ts'

/** A run as the beginning and the end of its file show it. */
export interface FoundRun {
  readonly runId: string
  readonly outline: RunOutline
}

// Most lines are shorter; where more is needed, twice as much is read.
const firstPiece = 4096
const newline = 10

/**
 * Looks at the beginning and the end of a file, which say what has become of its run. Nothing where the file has no run yet.
 * @throws RunError `STORE_FAILED` when what it looks at is damaged.
 */
export async function readOutline(file: StoredFile, path: string): Promise<FoundRun | undefined> {
  const size = await file.size()
  const found = await readHead(file, size, path)
  if (found === undefined) return undefined
  const state = new RunState()
  state.add(found.first)
  for (const apply of (await readTail(file, size, path)).reverse()) apply(state)
  return { runId: found.runId, outline: state.outline }
}

interface Head {
  readonly runId: string
  readonly first: LedgerRecord
}

async function readHead(file: StoredFile, size: number, path: string): Promise<Head | undefined> {
  for (let length = firstPiece; ; length *= 2) {
    const isAll = length >= size
    const head = findHead(await readBytes(file, 0, Math.min(length, size)), path, isAll)
    if (head !== undefined || isAll) return head
  }
}

function findHead(bytes: Uint8Array, path: string, isAll: boolean): Head | undefined {
  let runId: string | undefined
  let offset = 0
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, offset)) {
    const isLast = isAll && end === bytes.length - 1
    const line = readLine(bytes.subarray(offset, end), offset, { path, isLast })
    if (line === undefined) return undefined
    if (line.tag === 'o') runId = readOpenLine(line.value, offset, path).id
    const [first] = line.tag === 'r' ? recordsOf(line, path, offset) : []
    if (first !== undefined) {
      if (runId === undefined) throw damaged(path, offset)
      return { runId, first }
    }
    offset = end + 1
  }
  return undefined
}

type Change = (state: RunState) => void

/** What the last lines say, the last one first, as far back as is needed to know the state of the run. */
async function readTail(file: StoredFile, size: number, path: string): Promise<Change[]> {
  for (let length = firstPiece; ; length *= 2) {
    const from = Math.max(0, size - length)
    const changes = findChanges(await readBytes(file, from, size), from, path)
    if (changes !== undefined) return changes
  }
}

/** Nothing where more of the file must be read. */
function findChanges(bytes: Uint8Array, from: number, path: string): Change[] | undefined {
  const changes: Change[] = []
  // What stands behind the last end of a line was never written to its end.
  for (let end = bytes.lastIndexOf(newline), isLast = true; end >= 0; isLast = false) {
    const start = end === 0 ? 0 : bytes.lastIndexOf(newline, end - 1) + 1
    if (start === 0 && from > 0) return undefined
    const offset = from + start
    const line = readLine(bytes.subarray(start, end), offset, { path, isLast: isLast && end === bytes.length - 1 })
    const { change, isDecisive } = line === undefined ? nothing : changeOf(line, path, offset)
    changes.push(change)
    if (isDecisive) return changes
    end = start - 1
  }
  return from > 0 ? undefined : changes
}

interface FoundChange {
  readonly change: Change
  /** True when what came before does not matter. */
  readonly isDecisive: boolean
}

const nothing: FoundChange = { change: () => {}, isDecisive: false }

function changeOf(line: Line, path: string, offset: number): FoundChange {
  if (line.tag === 'p') {
    const { at, come, ...wait } = line.value as ParkLine
    return { change: (state) => state.park(wait, at, come), isDecisive: true }
  }
  // Says that the run is open, but not since when.
  if (line.tag === 'o') return { change: (state) => state.reopen(), isDecisive: false }
  const records = recordsOf(line, path, offset)
  return {
    change: (state) => {
      for (const record of records) state.add(record)
    },
    isDecisive: records.some(({ type }) => type !== 'signal'),
  }
}

function recordsOf({ value }: Line, path: string, offset: number): readonly LedgerRecord[] {
  const kept = Array.isArray(value) ? (value as readonly unknown[]) : [value]
  return kept.map((each) => {
    const record = readRecord(each, path)
    if (record === undefined) throw damaged(path, offset)
    return record
  })
}
