import type { WaitingFor } from '../events/event.ts'
import type { JsonValue } from '../util/json/json.ts'
import type { Ledger, RunRecord } from './ledger.ts'

/** What has become of a run. `open`: under way, or interrupted and not taken up again yet. */
export type RunStatus = 'open' | 'parked' | 'finished' | 'failed' | 'cancelled'

/** A run as a list shows it. */
export interface RunSummary {
  readonly runId: string
  readonly agent: string
  readonly status: RunStatus
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number
  readonly updatedAt: number
  readonly session?: string
  readonly tenant?: string
  /** What a parked run waits for. */
  readonly waitingFor?: readonly WaitingFor[]
}

/** Which runs are listed. Everything given must hold. */
export interface RunFilter {
  readonly status?: RunStatus | readonly RunStatus[] | undefined
  readonly agent?: string | undefined
  readonly session?: string | undefined
  readonly tenant?: string | undefined
  /** Most runs that are given, oldest first; all unless said otherwise. */
  readonly limit?: number | undefined
}

/**
 * Keeps the ledgers of runs. Implementations pass the suite `describeRunStore` of `aixgo/testing`.
 * A run has one owner at a time: who opens it takes the lease, and the ledgers of earlier owners refuse what they append.
 */
export interface RunStore {
  /** Names the kind of store, for people. */
  readonly name: string
  /** True when its runs survive the process. */
  readonly durable: boolean
  /**
   * Opens the run of this id and takes its lease. `start` says that it may be a new one, and what it is then: its run appends
   * that as its first record. Where there is one, `start` is left aside.
   * @throws RunError `STORE_FAILED` where it cannot be opened, or there is no such run and no `start`.
   */
  open(runId: string, start?: RunRecord): Promise<Ledger>
  /** The runs, oldest first. */
  list(filter?: RunFilter): AsyncIterable<RunSummary>
  /**
   * Leaves word for a step of a run that waits for it, under the step's own name. Safe when it resolves. `late`: the step has its answer already, or
   * the run is over. @throws RunError `STORE_FAILED` when there is no such run, `SIGNAL_INVALID` for what the step cannot take.
   */
  signal(runId: string, key: string, value: JsonValue, by: string): Promise<'accepted' | 'late'>
  /** Parked runs whose timer or signal has come, the longest due first. */
  due(now: number): AsyncIterable<string>
  /** Gives everything back. Idempotent. */
  close?(): Promise<void>
}
