import type { JsonValue } from '../../util/json/json.ts'
import { recordVersion, type LedgerRecord, type RunRecord } from '../ledger.ts'

/** The first line of a tape: what it is and how it was made. */
export interface TapeHeader {
  /** Version of the format. */
  readonly version: 1
  /** Version of the package that wrote it. */
  readonly aixgo: string
  /** The agents of the system, or the one agent that was run. */
  readonly agents: readonly string[]
  /** True when the models were replaced by the offline model. */
  readonly offline?: boolean
  /** The model that was used for every agent, where one was. */
  readonly model?: string
}

/** A message that code sent into a system. */
export interface TapeInput {
  /** The agent or channel; `null` for what was fed to wherever messages enter. */
  readonly to: string | null
  readonly value: JsonValue
}

/** An item that an agent brought in by itself. */
export interface TapeItem {
  readonly from: string
  readonly value: JsonValue
}

/** One run, whole. */
export interface TapeRun {
  /** What caused the run, and so the same in every recording: `reader[1]>triage` handles the first item of `reader`. */
  readonly id: string
  readonly agent: string
  /** The ledger of the run, always to an end. Times are not on tapes. */
  readonly records: readonly LedgerRecord[]
  /** What each model was asked in full, by the key of its step. */
  readonly requests: ReadonlyMap<string, JsonValue>
}

/** Everything that runs took from the world, so that they can be run again without it. */
export interface Tape {
  readonly header: TapeHeader
  readonly inputs: readonly TapeInput[]
  readonly items: readonly TapeItem[]
  readonly runs: readonly TapeRun[]
  /** The file it was read from, for messages. */
  readonly file?: string
}

/** The moment that stands for all times of a tape, so that recording again gives the same tape: 2000-01-01 UTC. */
export const tapeTime = 946_684_800_000

/** The first record of a run on a tape: what it was asked, and nothing of when and where. */
export function tapedRun(run: Pick<RunRecord, 'runId' | 'agent' | 'input'>): RunRecord {
  return { type: 'run', v: recordVersion, ...run, at: tapeTime, code: '', start: { streaming: false } }
}
