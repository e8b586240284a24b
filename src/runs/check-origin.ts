import { RunError } from '../errors/run-error.ts'
import { canonicalJson } from '../util/json/canonical-json.ts'
import type { JsonValue } from '../util/json/json.ts'
import type { LedgerRecord } from './ledger.ts'

/**
 * Compares what a run is asked with what its record was made for.
 * @throws RunError `RUN_DIVERGED` that names the difference, but never the input.
 */
export function checkOrigin(record: Extract<LedgerRecord, { type: 'run' }>, agent: string, input: JsonValue): void {
  if (record.agent !== agent) {
    throw new RunError(
      'RUN_DIVERGED',
      `The ledger holds a run of agent "${record.agent}", but agent "${agent}" was started with it. ` +
        'Give each run a ledger of its own, or replay with the agent that was recorded.',
      { details: { expected: record.agent, found: agent } },
    )
  }
  if (record.input === input || canonicalJson(record.input) === canonicalJson(input)) return
  throw new RunError(
    'RUN_DIVERGED',
    `The ledger holds a run of agent "${agent}" with another input. ` +
      'Give each run a ledger of its own, or replay with the input that was recorded.',
    { details: { agent, expected: 'recorded input', found: 'another input' } },
  )
}
