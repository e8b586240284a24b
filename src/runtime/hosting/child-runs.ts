import type { CallRequest } from '../../runs/call-port.ts'
import type { LedgerRecord } from '../../runs/ledger.ts'

/** A run that a run has called, in one call after another that asks for the same. */
export interface ChildRun {
  /** What is on record of it, where nothing else keeps that. */
  records: readonly LedgerRecord[]
  /** Settles when the call before has ended in fact, though its caller may have given it up long before. */
  underWay: Promise<unknown> | undefined
}

/**
 * Remembers the runs that runs have called, as long as the run at their root goes on: when a caller is attempted again and
 * asks for the same call, the called run goes on with its record and repeats no effect.
 */
export class ChildRuns {
  readonly #byRoot = new Map<string, Map<string, ChildRun>>()

  /** The run that a call begins, or goes on with. */
  of({ rootId, runId }: CallRequest): ChildRun {
    let runs = this.#byRoot.get(rootId)
    if (runs === undefined) this.#byRoot.set(rootId, (runs = new Map<string, ChildRun>()))
    let child = runs.get(runId)
    if (child === undefined) runs.set(runId, (child = { records: [], underWay: undefined }))
    return child
  }

  /** The run at the root is over. */
  forget(rootId: string): void {
    if (this.#byRoot.size > 0) this.#byRoot.delete(rootId)
  }
}
