import type { JsonValue } from '../../util/json/json.ts'
import type { LedgerRecord } from '../ledger.ts'
import { findSharedParts, shareParts, type SharedPart } from './shared-parts.ts'
import type { Tape, TapeRun } from './tape.ts'

/**
 * Writes a tape as JSON Lines, in an order that does not depend on what finished first. Keys inside values keep the order
 * they have, because models and tools see them in it.
 */
export function formatTape({ header, inputs, items, runs }: Tape): string {
  const parts = findSharedParts(runs.flatMap(({ requests }) => [...requests.values()]))
  const { version, aixgo, agents, ...rest } = header
  const lines: unknown[] = [
    { type: 'tape', version, aixgo, agents, ...rest },
    ...inputs.map(({ to, value }) => ({ type: 'input', to, value })),
    ...items.map(({ from, value }) => ({ type: 'item', from, value })),
    ...[...parts.values()].map(({ id, value }) => ({ type: 'part', id, value })),
    ...runs.flatMap((run) => runLines(run, parts)),
  ]
  lines.push({ type: 'end', runs: runs.length, lines: lines.length + 1 })
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

function runLines({ id, agent, records, requests }: TapeRun, parts: ReadonlyMap<string, SharedPart>): unknown[] {
  return records.flatMap((record) => {
    if (record.type === 'run') return [{ type: 'run', id, agent, input: record.input }]
    const line = recordLine(record)
    const request = record.type === 'intent' ? requests.get(record.key) : undefined
    return request === undefined ? [line] : [line, requestLine(record, shareParts(request, parts))]
  })
}

function requestLine(record: LedgerRecord, value: JsonValue): unknown {
  return { type: 'request', key: 'key' in record ? record.key : '', value }
}

function recordLine(record: LedgerRecord): unknown {
  const { at: _at, ...line } = { at: 0, ...record }
  return line
}
