import type { LedgerRecord } from '../ledger.ts'

/**
 * The records that count once a run was taken up again after a failure: every recorded outcome stays, so that no effect is
 * repeated, and only the steps that failed are done again.
 */
export function withoutRetried(records: readonly LedgerRecord[]): readonly LedgerRecord[] {
  if (!records.some(({ type }) => type === 'retry')) return records
  const kept: LedgerRecord[] = []
  for (const record of records) {
    if (record.type !== 'retry') kept.push(record)
    else dropFailures(kept, new Set(record.keys))
  }
  return kept
}

function dropFailures(records: LedgerRecord[], keys: ReadonlySet<string>): void {
  let length = 0
  for (const record of records) {
    const isVoid = (record.type === 'failure' && keys.has(record.key)) || isEnd(record)
    if (!isVoid) records[length++] = record
  }
  records.length = length
}

function isEnd({ type }: LedgerRecord): boolean {
  return type === 'finish' || type === 'error' || type === 'cancel'
}
