import type { LedgerRecord, SignalRecord } from '../ledger.ts'

/** The hold that one opener has on a run, until it is given back or taken away. */
export class Lease {
  readonly epoch: number
  readonly #lost = new AbortController()
  readonly #listeners = new Set<(signal: SignalRecord) => void>()
  readonly #told = new Set<string>()
  #refusal: Error | undefined

  constructor(epoch: number) {
    this.epoch = epoch
  }

  /** Aborts when the run is taken away. */
  get lost(): AbortSignal {
    return this.#lost.signal
  }

  /** What the opener's records are refused with; nothing while it has the run. */
  get refusal(): Error | undefined {
    return this.#refusal
  }

  /** Takes the run away. Only the first reason counts. */
  revoke(reason: Error): void {
    if (this.#refusal !== undefined) return
    this.#end(reason)
    this.#lost.abort(reason)
  }

  /** The opener is done with the run. */
  release(reason: Error): void {
    if (this.#refusal === undefined) this.#end(reason)
  }

  onSignal(listener: (signal: SignalRecord) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Tells the opener of a signal that is on the record. */
  tell(signal: SignalRecord): void {
    this.#told.add(signal.key)
    for (const listener of this.#listeners) listener(signal)
  }

  /** The records that are to be kept. An opener appends the signals that it was told of, which are on the record already. */
  newRecords(batch: LedgerRecord | readonly LedgerRecord[]): readonly LedgerRecord[] {
    const records = isBatch(batch) ? batch : [batch]
    if (this.#told.size === 0) return records
    return records.filter((record) => record.type !== 'signal' || !this.#told.delete(record.key))
  }

  #end(reason: Error): void {
    this.#refusal = reason
    this.#listeners.clear()
  }
}

/** A rejection that nobody has to look at: who appended is told by `lost` too. */
export function refused(reason: Error): Promise<never> {
  const rejection = Promise.reject(reason)
  rejection.catch(() => {})
  return rejection
}

function isBatch(batch: LedgerRecord | readonly LedgerRecord[]): batch is readonly LedgerRecord[] {
  return Array.isArray(batch)
}
