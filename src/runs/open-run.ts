import { restoreError } from '../errors/restore-error.ts'
import { RunError } from '../errors/run-error.ts'
import type { RunEvent } from '../events/event.ts'
import { guardListener } from '../events/guard-listener.ts'
import { checkOrigin } from './check-origin.ts'
import type { RunListener } from './context.ts'
import type { Runnable } from './engine.ts'
import { FinishedRun } from './result/finished-run.ts'
import { Tally } from './interceptors/tally.ts'
import { fromRecord } from './json-values.ts'
import { giveBack, readHistory, type Ledger, type LedgerRecord, type RunRecord } from './ledger.ts'
import { isTerminal } from './replay/replay.ts'
import type { RunResult } from './result/run-result.ts'
import type { RunStore } from './run-store.ts'
import { takerOf } from './step-key.ts'

/** A run of a store that is to be started, or attached to. */
export interface Opening<Output> {
  readonly store: RunStore
  /** What a new run begins with. */
  readonly record: RunRecord
  readonly listener: RunListener | undefined
  /** Says whether a run that has ended is taken up again, and how. */
  readonly retryOf: (history: readonly LedgerRecord[]) => Retry | undefined
  /** How its answer came about, where it is over. */
  readonly recall: Runnable['doRecall']
  /** Starts the run on its ledger, or takes it up again. */
  readonly start: (parts: {
    readonly ledger: Ledger
    readonly history: readonly LedgerRecord[]
    readonly listener: RunListener
    readonly record: RunRecord
    readonly retry: Retry | undefined
  }) => Promise<RunResult<Output>>
}

/** The steps that are done again. */
interface Retry {
  readonly keys: readonly string[]
  readonly attempt: number
}

interface LiveRun {
  readonly record: RunRecord
  readonly listeners: Set<RunListener>
  readonly done: Promise<RunResult<unknown>>
}

// The runs of each store that are under way in this process. A store is an object, so its runs go with it.
const liveRuns = new WeakMap<RunStore, Map<string, LiveRun>>()

/**
 * Starts a run under its id, or attaches to the one that has this id: to its end where it has ended, to the run itself and
 * its events from now on where it is under way here, and otherwise by taking it up again.
 * @throws RunError `RUN_DIVERGED` when the run of this id is one of another agent or another input; `STORE_FAILED`.
 */
export function openRun<Output>(opening: Opening<Output>): Promise<RunResult<Output>> {
  const { store, record, listener } = opening
  let runs = liveRuns.get(store)
  if (runs === undefined) liveRuns.set(store, (runs = new Map<string, LiveRun>()))
  const known = runs.get(record.runId)
  if (known !== undefined) {
    checkOrigin(known.record, record.agent, record.input)
    if (listener !== undefined) known.listeners.add(guarded(listener, record))
    // It is a run of the same agent on the same input.
    return known.done as Promise<RunResult<Output>>
  }
  const listeners = new Set(listener === undefined ? [] : [guarded(listener, record)])
  const done = begin(opening, listeners).finally(() => runs.delete(record.runId))
  runs.set(record.runId, { record, listeners, done })
  return done
}

/** Each listener on its own, so that one which throws does not keep an event from the others. */
function guarded(listener: RunListener, { runId }: RunRecord): RunListener {
  return guardListener(listener, `run "${runId}"`)
}

async function begin<Output>(
  opening: Opening<Output>,
  listeners: ReadonlySet<RunListener>,
): Promise<RunResult<Output>> {
  const { store, record, retryOf, recall, start } = opening
  const ledger = await store.open(record.runId, record)
  let history: readonly LedgerRecord[]
  try {
    history = await readHistory(ledger)
    const [first] = history
    if (first?.type === 'run') checkOrigin(first, record.agent, record.input)
  } catch (thrown) {
    await Promise.resolve(giveBack(ledger)).catch(() => {})
    throw thrown
  }
  const last = history.at(-1)
  const retry = history.length === 0 ? undefined : retryOf(history)
  if (last !== undefined && isTerminal(last) && retry === undefined) {
    await Promise.resolve(giveBack(ledger)).catch(() => {})
    return recordedResult<Output>(history, ledger, recall)
  }
  const listener = (event: RunEvent): void => {
    for (const each of listeners) each(event)
  }
  return start({ ledger, history, listener, record, retry })
}

/** What a run came to, from its record alone. Rejects with what it failed with. */
function recordedResult<Output>(
  history: readonly LedgerRecord[],
  ledger: Ledger,
  recall: Runnable['doRecall'],
): RunResult<Output> {
  const [first] = history
  const last = history.at(-1)
  if (first?.type !== 'run' || last === undefined || !isTerminal(last))
    throw new RunError('STORE_FAILED', 'The ledger of the run does not begin with its start and end with its end.')
  if (last.type !== 'finish') throw restoreError(last.error)
  const { usage, cost, costByAgent } = tallied(history, first.agent)
  // The output was recorded for this agent, which says what it is.
  const output = fromRecord(last.output) as Output
  const { finishReason } = last
  const figures = { output, finishReason, usage, cost, costByAgent, runId: first.runId, warnings: [] }
  const notes = recall?.({ records: history, input: fromRecord(first.input), output })
  return new FinishedRun(figures, { input: first.input, notes, ledger })
}

function tallied(history: readonly LedgerRecord[], agent: string): Tally {
  const tally = new Tally()
  const labels = new Map(history.flatMap((record) => (record.type === 'intent' ? [[record.key, record] as const] : [])))
  for (const record of history) {
    if (record.type !== 'outcome' && record.type !== 'failure') continue
    const label = labels.get(record.key)
    if (label === undefined) continue
    const { kind, name } = label
    const { agent: taker } = takerOf(record.key, agent)
    const step = { key: record.key, kind, name, agent: taker, isReplayed: true }
    if (record.type === 'outcome') tally.add({ ...step, value: record.value })
    else tally.addFailure({ ...step, error: record.error })
  }
  return tally
}
