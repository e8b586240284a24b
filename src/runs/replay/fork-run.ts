import { RunError } from '../../errors/run-error.ts'
import { RuntimeError } from '../../errors/runtime-error.ts'
import { count, text, type OptionChecks } from '../../util/options/wrong-value.ts'
import { shown } from '../../util/text/shown.ts'
import { checkOptionValues } from '../check-run-options.ts'
import type { LedgerRecord } from '../ledger.ts'
import { isTerminal } from './replay.ts'

/** How a run is forked. */
export interface ForkOptions {
  /** Id of the new run. */
  readonly runId: string
  /** How many records of the run are taken over, its first one included; all but its end unless said otherwise. */
  readonly seq?: number | undefined
}

const optionChecks: OptionChecks<keyof ForkOptions> = { runId: text, seq: count }

/**
 * The history of a new run that begins as another one did: what that one had on record by then is not done again, and from
 * there it goes its own way. It has an id of its own, and so idempotency keys of its own: an effect whose outcome was not
 * known in the other run is another effect here.
 *
 * @example
 * const history = forkRun(ledger.records, { runId: 'second-try', seq: 12 })
 * await agent.run('Review the March numbers', { ledger: memoryLedger(history) })
 *
 * @throws RunError `RUN_DIVERGED` when these are no records of a run, RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function forkRun(records: readonly LedgerRecord[], options: ForkOptions): readonly LedgerRecord[] {
  checkOptionValues(options, optionChecks, 'forkRun')
  const { runId, seq } = options
  if (runId === undefined) throw invalid('the new run needs an id of its own: forkRun(records, { runId }).')
  if (!Array.isArray(records))
    throw invalid(`it takes a list of records, such as ledger.records, not ${shown(records)}.`)
  const [first] = records
  if (first?.type !== 'run')
    throw new RunError('RUN_DIVERGED', 'These are no records of a run: they do not begin with a "run" record.')
  const end = Math.max(1, Math.min(seq ?? records.length, records.length))
  const kept = records.slice(1, end).filter((record) => !isTerminal(record) && record.type !== 'emit')
  const { cause: _other, ...origin } = first
  return [{ ...origin, runId, forkOf: { runId: first.runId, seq: end } }, ...kept.filter(hasKnownBeginning(kept))]
}

function invalid(problem: string): RuntimeError {
  return new RuntimeError('RUNTIME_OPTIONS_INVALID', `forkRun: ${problem}`)
}

/** Leaves out steps that the other run had begun and not ended: they are the other run's, and are begun anew here. */
function hasKnownBeginning(records: readonly LedgerRecord[]): (record: LedgerRecord) => boolean {
  const ended = new Set(
    records.flatMap((record) => (record.type === 'outcome' || record.type === 'failure' ? [record.key] : [])),
  )
  const parents = new Set(records.flatMap((record) => ('key' in record ? parentsOf(record.key) : [])))
  return (record) => {
    if (record.type === 'unknown' || record.type === 'unbegun' || record.type === 'signal') return ended.has(record.key)
    return record.type !== 'intent' || ended.has(record.key) || parents.has(record.key)
  }
}

function parentsOf(key: string): readonly string[] {
  const segments = key.split('/')
  return segments.slice(1).map((_segment, index) => segments.slice(0, index + 1).join('/'))
}
