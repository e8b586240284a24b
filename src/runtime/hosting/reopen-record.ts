import { serializeError } from '../../errors/ensure-error.ts'
import type { LedgerRecord } from '../../runs/ledger.ts'

/** A failed run's record, made ready for another attempt at the same run. */
export interface ReopenedRecord {
  readonly history: readonly LedgerRecord[]
  /** Keys of the steps that are still going on as far as the history tells. */
  readonly open: ReadonlySet<string>
}

type Failure = Extract<LedgerRecord, { type: 'failure' }>

/**
 * Takes the error that ended a run, and the failures of the steps it came through, out of the run's record: another
 * attempt then takes every recorded outcome from the record, repeats no effect, and only the step that failed is done
 * again. Gives `undefined` where that step may happen only once.
 */
export function reopenRecord(records: readonly LedgerRecord[], thrown: unknown): ReopenedRecord | undefined {
  const failures = fatalFailures(records, thrown)
  const open = new Set(failures.map((failure) => failure.key))
  const failed = failures.at(-1)?.key
  const intent = records.find((record) => record.type === 'intent' && record.key === failed)
  if (intent?.type === 'intent' && intent.effect === 'once') return undefined
  const removed = new Set<LedgerRecord | undefined>(failures)
  // A step that has steps of its own goes on with them; any other begins anew.
  if (!records.some((record) => 'key' in record && record.key.startsWith(`${failed}/`))) removed.add(intent)
  return { history: records.filter((record) => record.type !== 'error' && !removed.has(record)), open }
}

/** The failures that carried the error to the end of the run, the outermost step first. */
function fatalFailures(records: readonly LedgerRecord[], thrown: unknown): readonly Failure[] {
  const { name, message, code } = serializeError(thrown)
  const fatal: Failure[] = []
  for (const record of records.toReversed()) {
    if (record.type !== 'failure') continue
    const { error, key } = record
    const outer = fatal.at(-1)
    const isInside = outer === undefined || key.startsWith(`${outer.key}/`)
    if (isInside && error.message === message && error.code === code && error.name === name) fatal.push(record)
  }
  return fatal
}
