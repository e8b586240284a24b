import { isRecord } from '../../util/is-record.ts'
import type { IntentRecord, LedgerRecord, ParkedWait, RunRecord } from '../ledger.ts'
import type { RunFilter, RunStatus, RunSummary } from '../run-store.ts'
import { defined } from '../../util/options/defined.ts'

/** What a store knows of a run without reading its records. */
export interface RunOutline {
  /** None before the run's first record. */
  readonly summary: RunSummary | undefined
  /** The first timer of a parked run, in milliseconds since the Unix epoch. */
  readonly wakeAt?: number | undefined
  /** When the first signal that a parked run waits for came. By the clock of the store, which may not be the one of `due`. */
  readonly signalledAt?: number | undefined
}

/** What the records of a run say of it as a whole. Fed with each of them in order, or with the first and the last few. */
export class RunState {
  readonly #settled = new Set<string>()
  readonly #signalled = new Set<string>()
  /** The answers to questions, by the steps that ask them. */
  readonly #options = new Map<string, readonly string[]>()
  #start: Pick<RunSummary, 'runId' | 'agent' | 'startedAt' | 'session' | 'tenant'> | undefined
  #status: RunStatus = 'open'
  #updatedAt = 0
  #wait: ParkedWait | undefined
  #signalledAt: number | undefined

  /** True once the last record is the end of the run. */
  get isOver(): boolean {
    return this.#status !== 'open' && this.#status !== 'parked'
  }

  add(record: LedgerRecord): void {
    if ('at' in record) this.#updatedAt = record.at
    switch (record.type) {
      case 'run':
        this.#start = startOf(record)
        break
      case 'outcome':
      case 'failure':
        this.#settled.add(record.key)
        this.#options.delete(record.key)
        break
      case 'intent':
        this.#addIntent(record)
        break
      case 'unknown':
        // What was said of the attempt before does not hold for this one.
        this.#signalled.delete(record.key)
        break
      case 'signal':
        this.#signalled.add(record.key)
        if (this.#wait?.signals.includes(record.key) === true) this.#signalledAt ??= record.at
        // Word from outside does not take up a run.
        return
      default:
    }
    this.#wait = undefined
    this.#status = statusAfter(record)
  }

  /** The answers that a question takes, where it was asked. */
  optionsOf(key: string): readonly string[] | undefined {
    return this.#options.get(key)
  }

  #addIntent({ key, kind, input }: IntentRecord): void {
    if (kind === 'approval') {
      const options = isRecord(input) ? input['options'] : undefined
      if (Array.isArray(options)) this.#options.set(key, options.map(String))
    } else if (kind !== 'signal') {
      // It is begun anew, because somebody said so.
      this.#signalled.delete(key)
    }
  }

  /** The run was put away. `signalledAt`: when something that it waits for had come already, where that is known. */
  park(wait: ParkedWait, at: number, signalledAt: number | undefined): void {
    this.#status = 'parked'
    this.#updatedAt = at
    this.#wait = wait
    this.#signalledAt = signalledAt
  }

  /** The run was taken up again. */
  reopen(): void {
    if (this.#status !== 'parked') return
    this.#status = 'open'
    this.#wait = undefined
  }

  /** True when a signal for one of these steps came before they were waited for. */
  hasSignalFor(keys: readonly string[]): boolean {
    return keys.some((key) => this.#signalled.has(key) && !this.#settled.has(key))
  }

  /** True when word for this step comes too late: it has its answer, or one is on its way, or the run is over. */
  isLate(key: string): boolean {
    return this.isOver || this.#settled.has(key) || this.#signalled.has(key)
  }

  get outline(): RunOutline {
    const wait = this.#wait
    if (this.#start === undefined) return { summary: undefined }
    const summary: RunSummary = defined({
      ...this.#start,
      status: this.#status,
      updatedAt: this.#updatedAt,
      waitingFor: wait && structuredClone(wait.waitingFor),
    })
    return wait === undefined ? { summary } : { summary, wakeAt: wait.until, signalledAt: this.#signalledAt }
  }
}

function statusAfter({ type }: LedgerRecord): RunStatus {
  if (type === 'finish') return 'finished'
  if (type === 'error') return 'failed'
  return type === 'cancel' ? 'cancelled' : 'open'
}

/** Copied, because the record is its owner's. */
function startOf({ runId, agent, at, start: { session, tenant } }: RunRecord) {
  return defined({ runId, agent, startedAt: at, session, tenant })
}

/** The runs that a list shows, oldest first. */
export function selectRuns(outlines: Iterable<RunOutline>, filter: RunFilter = {}): readonly RunSummary[] {
  const { status, agent, session, tenant, limit = Infinity } = filter
  const statuses = typeof status === 'string' ? [status] : status
  return [...outlines]
    .flatMap(({ summary }) => (summary === undefined ? [] : [summary]))
    .filter(
      (run) =>
        (statuses === undefined || statuses.includes(run.status)) &&
        (agent === undefined || run.agent === agent) &&
        (session === undefined || run.session === session) &&
        (tenant === undefined || run.tenant === tenant),
    )
    .sort((a, b) => a.startedAt - b.startedAt)
    .slice(0, limit)
}

/** The ids of the parked runs that can go on, the longest due first. */
export function dueRuns(outlines: Iterable<RunOutline>, now: number): readonly string[] {
  return [...outlines]
    .flatMap(({ summary, wakeAt = Infinity, signalledAt }) =>
      summary === undefined || (wakeAt > now && signalledAt === undefined)
        ? []
        : [{ runId: summary.runId, dueAt: Math.min(wakeAt, signalledAt ?? Infinity) }],
    )
    .sort((a, b) => a.dueAt - b.dueAt)
    .map(({ runId }) => runId)
}
