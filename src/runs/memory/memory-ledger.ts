import type { Ledger, LedgerRecord } from '../ledger.ts'

/** A ledger that lives and dies with the process. `records` holds all of it, history included. */
export interface MemoryLedger extends Ledger {
  readonly records: readonly LedgerRecord[]
}

/** Makes a ledger in memory, empty or continuing from `history` (for example a finished run's records, or a part of them). */
export function memoryLedger(history: readonly LedgerRecord[] = []): MemoryLedger {
  const records = [...history]
  return { history, records, hashInputs: false, append: (record) => void records.push(record) }
}
