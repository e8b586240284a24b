import type { Clock } from '../../util/clock.ts'
import type { AppendNeed, Ledger, LedgerRecord, ParkedWait, SignalRecord } from '../ledger.ts'
import { refused, type Lease } from '../memory/lease.ts'
import type { RunFile } from './run-file.ts'

/** What the ledger of a run in a file is made with. */
export interface FileLedgerOptions {
  readonly file: RunFile
  readonly lease: Lease
  readonly clock: Clock
  readonly onClose: () => Promise<void>
}

/** The ledger of a run in a file. */
export class FileLedger implements Ledger {
  readonly history: readonly LedgerRecord[]
  readonly #options: FileLedgerOptions

  constructor(options: FileLedgerOptions) {
    this.#options = options
    this.history = options.file.history
  }

  get epoch(): number {
    return this.#options.lease.epoch
  }

  get lost(): AbortSignal {
    return this.#options.lease.lost
  }

  append(batch: LedgerRecord | readonly LedgerRecord[], need: AppendNeed): void | Promise<void> {
    const { file, lease } = this.#options
    if (lease.refusal !== undefined) return refused(lease.refusal)
    try {
      return file.append(lease.newRecords(batch), need)
    } catch (thrown) {
      // A record without JSON. What follows it must not be kept either.
      return refused(file.fail(thrown))
    }
  }

  async park(wait: ParkedWait): Promise<void> {
    const { file, lease, clock } = this.#options
    if (lease.refusal !== undefined) throw lease.refusal
    await file.park(wait, clock.now())
  }

  onSignal(listener: (signal: SignalRecord) => void): () => void {
    return this.#options.lease.onSignal(listener)
  }

  close(): Promise<void> {
    return this.#options.onClose()
  }
}
