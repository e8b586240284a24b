import { RunError } from '../../errors/run-error.ts'
import { copyJson } from '../../util/json/copy-json.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { Ledger, LedgerRecord } from '../ledger.ts'

/** A ledger that lives and dies with the process. `records` holds all of it, history included. */
export interface MemoryLedger extends Ledger {
  readonly history: readonly LedgerRecord[]
  readonly records: readonly LedgerRecord[]
}

/**
 * Makes a ledger in memory, empty or continuing from `history` (for example a finished run's records, or a part of them).
 * It behaves as a ledger on a disk does: what is appended is copied.
 */
export function memoryLedger(history: readonly LedgerRecord[] = []): MemoryLedger {
  return new RecordsInMemory(history, true)
}

/** The ledger of a run that was given none. Its records are the run's own copies already. */
export function privateLedger(): MemoryLedger {
  return new RecordsInMemory(noRecords, false)
}

const noRecords: readonly LedgerRecord[] = []

class RecordsInMemory implements MemoryLedger {
  readonly history: readonly LedgerRecord[]
  readonly records: LedgerRecord[]
  readonly #copies: boolean

  constructor(history: readonly LedgerRecord[], copies: boolean) {
    this.history = history
    this.records = history.length === 0 ? [] : [...history]
    this.#copies = copies
  }

  append(batch: LedgerRecord | readonly LedgerRecord[]): void {
    if (isBatch(batch)) for (const record of batch) this.#add(record)
    else this.#add(batch)
  }

  #add(record: LedgerRecord): void {
    if (record.type === 'run' && this.records.length > 0) throw secondRun()
    // Every record survives JSON, so a copy of one is a record.
    this.records.push(this.#copies ? (copyJson(record as unknown as JsonValue) as unknown as LedgerRecord) : record)
  }
}

function secondRun(): RunError {
  return new RunError(
    'LEDGER_FAILED',
    'This ledger holds a run already, and a ledger is the record of one. Give each run a ledger of its own; ' +
      'memoryLedger(ledger.records) goes on with the run that is recorded.',
  )
}

function isBatch(batch: LedgerRecord | readonly LedgerRecord[]): batch is readonly LedgerRecord[] {
  return Array.isArray(batch)
}
