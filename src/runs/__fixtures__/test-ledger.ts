import { isDeepStrictEqual } from 'node:util'
import type { AppendNeed, Ledger, LedgerRecord, ParkedWait, SignalRecord } from '../ledger.ts'

/** How a ledger of a test behaves. */
export interface TestLedgerOptions {
  readonly history?: readonly LedgerRecord[]
  /** Told of each append, counted from 1. What it gives is what `append` gives; what it throws, `append` throws. */
  readonly onAppend?: (batch: readonly LedgerRecord[], need: AppendNeed, number: number) => void | Promise<void>
  /** True where runs can be put away, as in a store. */
  readonly parks?: boolean
  /** What putting away waits for. */
  readonly onPark?: () => Promise<void>
  readonly lost?: AbortSignal
  readonly isAsync?: boolean
}

/** A ledger that a test looks into. */
export interface TestLedger extends Ledger {
  readonly records: readonly LedgerRecord[]
  readonly appends: readonly { readonly batch: readonly LedgerRecord[]; readonly need: AppendNeed }[]
  readonly parked: readonly ParkedWait[]
  readonly closed: number
  /** Gives word from outside to the run that is under way. */
  tell(signal: Omit<SignalRecord, 'type' | 'at' | 'name' | 'by'>): void
  /** A ledger of the same kind that goes on from what this one has. */
  reopened(added?: readonly LedgerRecord[]): TestLedger
}

/** Makes a ledger that keeps what it is given as JSON, as a ledger on a disk does, and refuses what JSON would change. */
export function testLedger(options: TestLedgerOptions = {}): TestLedger {
  const { history = [], onAppend, parks = false, onPark, lost } = options
  const records: LedgerRecord[] = [...history]
  const appends: { batch: readonly LedgerRecord[]; need: AppendNeed }[] = []
  const parked: ParkedWait[] = []
  const listeners = new Set<(signal: SignalRecord) => void>()
  let closed = 0
  return {
    history: options.isAsync === true ? later(history) : history,
    lost,
    records,
    appends,
    parked,
    get closed() {
      return closed
    },
    append(given, need) {
      const batch = (Array.isArray(given) ? given : [given]).map(copy)
      appends.push({ batch, need })
      const pending = onAppend?.(batch, need, appends.length)
      records.push(...batch)
      return pending
    },
    onSignal(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      closed += 1
    },
    ...(parks
      ? {
          async park(wait: ParkedWait) {
            parked.push(wait)
            await onPark?.()
          },
        }
      : {}),
    tell(signal) {
      for (const listener of listeners) listener({ type: 'signal', name: 'test', by: 'tester', at: 0, ...signal })
    },
    reopened(added = []) {
      return testLedger({ ...options, history: [...records, ...added] })
    },
  }
}

async function* later(history: readonly LedgerRecord[]) {
  for (const record of history) {
    await Promise.resolve()
    yield record
  }
}

function copy(record: LedgerRecord): LedgerRecord {
  const copied = JSON.parse(JSON.stringify(record)) as LedgerRecord
  if (!isDeepStrictEqual(copied, record)) throw new Error(`JSON changes the record ${JSON.stringify(record)}.`)
  return copied
}

/** The records in short: what they are and which step they belong to. */
export function outline(records: readonly LedgerRecord[]): readonly string[] {
  return records.map((record) => ('key' in record ? `${record.type} ${record.key}` : record.type))
}

/** Word from outside, as a store records it for a run that is put away. */
export function signalRecord(key: string, value: SignalRecord['value']): SignalRecord {
  return { type: 'signal', key, name: 'test', value, by: 'tester', at: 0 }
}

/** What a run comes to: its output, or what it rejects with. */
export function outcomeOf(run: Promise<{ readonly output: unknown }>): Promise<unknown> {
  return run.then(
    ({ output }) => output,
    (thrown: unknown) => thrown,
  )
}

/** Moves time on until something has settled. What is loaded on the way takes turns of its own. */
export async function settled<Value>(
  clock: { advance(durationMs: number): Promise<void> },
  promise: Promise<Value>,
  stepMs = 1000,
): Promise<Value> {
  let isSettled = false
  const end = (): void => void (isSettled = true)
  promise.then(end, end)
  for (let turns = 0; turns < 500_000 && !isSettled; turns += 1) await clock.advance(stepMs)
  if (!isSettled) throw new Error('It never settled.')
  return promise
}
