// aixgo/runs/memory. Written by "npm run generate:api"; names of other doors and packages are imported, not repeated.

import type {
  Clock,
  Ledger,
  LedgerRecord,
  RunStore,
} from 'aixgo/runs'

/**
 * Makes a ledger in memory, empty or continuing from `history` (for example a finished run's records, or a part of them).
 * It behaves as a ledger on a disk does: what is appended is copied.
 */
function memoryLedger(history?: readonly LedgerRecord[]): MemoryLedger;

/** A ledger that lives and dies with the process. `records` holds all of it, history included. */
interface MemoryLedger extends Ledger {
  readonly history: readonly LedgerRecord[];
  readonly records: readonly LedgerRecord[];
}

/**
 * Keeps runs in memory: they wait, are signalled and are taken up again as in any store, but end with the process. For
 * tests, and for runs that need no more.
 *
 * @example
 * const store = memoryStore()
 * await agent.run('Refund order 7', { store, runId: 'refund-7' })
 *
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
function memoryStore(options?: MemoryStoreOptions): RunStore;

/** What a store in memory is made with. Everything has a default. */
interface MemoryStoreOptions {
  /** Where the times of signals and of parking come from. */
  readonly clock?: Clock | undefined;
}
