import { AixgoError } from '../../errors/aixgo-error.ts'
import { ensureError } from '../../errors/ensure-error.ts'
import { RunError } from '../../errors/run-error.ts'
import type { AppendNeed, Ledger, LedgerRecord } from '../ledger.ts'

/** Writes to the ledger of one run until its end, or until something cannot be written. */
export class LedgerWriter {
  readonly #ledger: Ledger
  readonly #run: { abort(reason: unknown): void }
  #failure: Error | undefined
  #isClosed = false

  /** A failure calls the run off. */
  constructor(ledger: Ledger, run: { abort(reason: unknown): void }) {
    this.#ledger = ledger
    this.#run = run
  }

  /** Why nothing can be written any more. */
  get failure(): Error | undefined {
    return this.#failure
  }

  /**
   * Appends records. Gives a promise only where the caller must wait for them to be safe; it rejects when they could not be
   * written. After a failure nothing more is written, because what follows would stand over something that is missing.
   */
  append(batch: LedgerRecord | readonly LedgerRecord[], need: AppendNeed): void | Promise<void> {
    if (this.#isClosed) return
    if (this.#failure !== undefined) return need === 'safe' ? Promise.reject(this.#failure) : undefined
    let pending: void | Promise<void>
    try {
      pending = this.#ledger.append(batch, need)
    } catch (thrown) {
      this.fail(thrown)
      return need === 'safe' ? Promise.reject(this.#failure) : undefined
    }
    if (pending === undefined) return
    const settled = pending.then(undefined, (thrown: unknown) => {
      this.fail(thrown)
      throw this.#failure
    })
    if (need === 'safe') return settled
    // The run has been called off, which is all that there is to know.
    settled.catch(() => {})
  }

  /** Says that nothing can be written any more. */
  fail(thrown: unknown): void {
    if (this.#failure !== undefined) return
    this.#failure = ledgerError(thrown)
    this.#run.abort(this.#failure)
  }

  /** Appends the last records of the run, and nothing after them. */
  end(batch: LedgerRecord | readonly LedgerRecord[]): void | Promise<void> {
    const pending = this.append(batch, 'safe')
    this.close()
    return pending
  }

  /** Nothing more is written. */
  close(): void {
    this.#isClosed = true
  }
}

function ledgerError(thrown: unknown): Error {
  // What is ours says by itself what to do.
  if (AixgoError.isInstance(thrown)) return thrown
  const { message } = ensureError(thrown)
  return new RunError('LEDGER_FAILED', `The run could not be recorded, so it was stopped: ${message}`, {
    cause: thrown,
  })
}
