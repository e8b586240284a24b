import { systemClock, type Clock } from '../../util/clock.ts'
import { copyJson } from '../../util/json/copy-json.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { mapping, type OptionChecks } from '../../util/options/wrong-value.ts'
import { checkOptionValues } from '../check-run-options.ts'
import type { Ledger, LedgerRecord, ParkedWait, RunRecord, SignalRecord } from '../ledger.ts'
import type { RunFilter, RunStore, RunSummary } from '../run-store.ts'
import { Lease, refused } from './lease.ts'
import { dueRuns, RunState, selectRuns } from './run-outline.ts'
import { signalRecord } from './signal-record.ts'
import { closedLedger, closedStore, interruptedRun, lostLease, unknownRun } from './store-errors.ts'

/** What a store in memory is made with. Everything has a default. */
export interface MemoryStoreOptions {
  /** Where the times of signals and of parking come from. */
  readonly clock?: Clock | undefined
}

const optionChecks: OptionChecks<keyof MemoryStoreOptions> = { clock: mapping }

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
export function memoryStore(options: MemoryStoreOptions = {}): RunStore {
  checkOptionValues(options, optionChecks, 'memoryStore')
  return new RunsInMemory(options.clock ?? systemClock)
}

interface KeptRun {
  readonly runId: string
  readonly records: LedgerRecord[]
  readonly state: RunState
  epoch: number
  lease: Lease | undefined
}

class RunsInMemory implements RunStore {
  readonly name = 'memory'
  readonly durable = false
  readonly #runs = new Map<string, KeptRun>()
  readonly #clock: Clock
  #isClosed = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  async open(runId: string, start?: RunRecord): Promise<Ledger> {
    this.#assertOpen()
    let run = this.#runs.get(runId)
    if (start === undefined && (run === undefined || run.records.length === 0)) throw unknownRun(runId)
    if (run === undefined) {
      run = { runId, records: [], state: new RunState(), epoch: 0, lease: undefined }
      this.#runs.set(runId, run)
    }
    run.lease?.revoke(lostLease(runId))
    run.epoch += 1
    run.lease = new Lease(run.epoch)
    run.state.reopen()
    return new StoredLedger(run, run.lease, this.#clock)
  }

  async *list(filter?: RunFilter): AsyncIterable<RunSummary> {
    this.#assertOpen()
    yield* selectRuns(this.#outlines(), filter)
  }

  async signal(runId: string, key: string, value: JsonValue, by: string): Promise<'accepted' | 'late'> {
    this.#assertOpen()
    const run = this.#runs.get(runId)
    if (run === undefined || run.records.length === 0) throw unknownRun(runId)
    if (run.state.isLate(key)) return 'late'
    const signal = signalRecord({ key, value, by, at: this.#clock.now() }, run.state)
    keep(run, [signal])
    run.lease?.tell(copied(signal))
    return 'accepted'
  }

  async *due(now: number): AsyncIterable<string> {
    this.#assertOpen()
    yield* dueRuns(this.#outlines(), now)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const { runId, lease } of this.#runs.values()) lease?.revoke(interruptedRun(runId))
    this.#runs.clear()
  }

  *#outlines() {
    for (const { state } of this.#runs.values()) yield state.outline
  }

  #assertOpen(): void {
    if (this.#isClosed) throw closedStore()
  }
}

class StoredLedger implements Ledger {
  readonly history: readonly LedgerRecord[]
  readonly #run: KeptRun
  readonly #lease: Lease
  readonly #clock: Clock

  constructor(run: KeptRun, lease: Lease, clock: Clock) {
    this.history = run.records.map(copied)
    this.#run = run
    this.#lease = lease
    this.#clock = clock
  }

  get epoch(): number {
    return this.#lease.epoch
  }

  get lost(): AbortSignal {
    return this.#lease.lost
  }

  append(batch: LedgerRecord | readonly LedgerRecord[]): void | Promise<void> {
    const { refusal } = this.#lease
    if (refusal !== undefined) return refused(refusal)
    keep(this.#run, this.#lease.newRecords(batch))
  }

  async park(wait: ParkedWait): Promise<void> {
    const { refusal } = this.#lease
    if (refusal !== undefined) throw refusal
    const now = this.#clock.now()
    const { state } = this.#run
    state.park(structuredClone(wait), now, state.hasSignalFor(wait.signals) ? now : undefined)
  }

  onSignal(listener: (signal: SignalRecord) => void): () => void {
    return this.#lease.onSignal(listener)
  }

  close(): void {
    this.#lease.release(closedLedger(this.#run.runId))
    if (this.#run.lease === this.#lease) this.#run.lease = undefined
  }
}

/** All of them or none: copying fails before anything is kept. */
function keep({ records, state }: KeptRun, added: readonly LedgerRecord[]): void {
  const copies = added.map(copied)
  for (const record of copies) {
    records.push(record)
    state.add(record)
  }
}

/** Every record survives JSON, so a copy of one is a record. */
function copied<Kept extends LedgerRecord>(record: Kept): Kept {
  return copyJson(record as unknown as JsonValue) as unknown as Kept
}
