import type { Ledger, IntentRecord, LedgerRecord, RunRecord, RunStart } from '../../runs/ledger.ts'
import { readHistory } from '../../runs/ledger.ts'
import type { RunFilter, RunStore } from '../../runs/run-store.ts'
import { expectRejection, expectThat } from '../expectations.ts'
import { AixgoError } from '../../errors/aixgo-error.ts'
import { defined } from '../../util/options/defined.ts'

/** One test of the suite. `restart` closes the store and gives its runs to another one, where the store can do that. */
export interface RunStoreTest {
  readonly name: string
  readonly run: (store: RunStore, restart: () => Promise<RunStore>) => Promise<void>
}

/** The first record of a run. */
export function startRecord(runId: string, rest: Partial<RunRecord> = {}, start: Partial<RunStart> = {}): RunRecord {
  return {
    type: 'run',
    v: 1,
    runId,
    agent: 'clerk',
    input: 'Hello',
    at: 1000,
    code: 'test',
    start: { streaming: false, ...start },
    ...rest,
  }
}

/** An intent, at the given time. */
export function intentRecord(key: string, at = 1001): IntentRecord {
  return { type: 'intent', key, kind: 'step', name: 'work', effect: 'none', at }
}

/** An outcome, at the given time. */
export function outcomeRecord(key: string, value: string, at = 1002): LedgerRecord {
  return { type: 'outcome', key, at, value }
}

/** Opens a new run and records its start. */
export async function begin(store: RunStore, start: RunRecord): Promise<Ledger> {
  const ledger = await store.open(start.runId, start)
  await ledger.append(start, 'safe')
  return ledger
}

/** Records what need not be safe yet. Where that fails, it shows later. */
export function add(ledger: Ledger, batch: LedgerRecord | readonly LedgerRecord[]): void {
  ledger.append(batch, 'ordered')?.catch(() => {})
}

/** What is on the record of a run. The run has nobody who owns it afterwards. */
export async function recordsOf(store: RunStore, runId: string): Promise<readonly LedgerRecord[]> {
  const ledger = await store.open(runId)
  const records = await readHistory(ledger)
  await ledger.close?.()
  return records
}

/** Puts a run away, as its owner does when everything in it waits. */
export async function park(
  ledger: Ledger,
  wait: { readonly until?: number | undefined; readonly signals?: readonly string[] | undefined },
) {
  const { until, signals = [] } = wait
  const waitingFor = [
    ...(until === undefined ? [] : [{ key: 'wait:sleep#1', kind: 'timer' as const, until }]),
    ...signals.map((key) => ({ key, kind: 'approval' as const })),
  ]
  expectThat(ledger.park !== undefined, 'A ledger of a store should be able to park its run.')
  await ledger.park(defined({ until, signals, waitingFor }))
  await ledger.close?.()
}

/** The ids that a store says are due. */
export async function dueAt(store: RunStore, now: number): Promise<readonly string[]> {
  const ids: string[] = []
  for await (const id of store.due(now)) ids.push(id)
  return ids
}

/** The ids that a list gives. */
export async function listed(store: RunStore, filter?: RunFilter): Promise<readonly string[]> {
  const ids: string[] = []
  for await (const { runId } of store.list(filter)) ids.push(runId)
  return ids
}

/** Checks what a promise rejects with. */
export async function expectRefusal(attempt: void | PromiseLike<unknown>, code: string, what: string): Promise<void> {
  expectThat(attempt !== undefined, `${what} should have been refused, but it was accepted.`)
  const error = await expectRejection(attempt, what)
  const found = AixgoError.isInstance(error) ? error.code : String(error)
  expectThat(found === code, `${what} should be refused with ${code}, but was with ${found}.`)
}
