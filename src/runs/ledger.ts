import type { SerializedError } from '../errors/serialized-error.ts'
import type { CancelReason, StepKind, WaitingFor } from '../events/event.ts'
import type { FinishReason } from '../models/finish-reason.ts'
import type { JsonValue } from '../util/json/json.ts'
import type { RecordedAnswer } from './result/answer.ts'
import type { Budget } from './budget.ts'
import type { Effect } from './step.ts'

/** Version of the format that records are written in. */
export const recordVersion = 1

/** What caused a run: a step of another run, or a message. */
export type RunCause = { readonly runId: string; readonly key: string } | { readonly message: string }

/** Everything that it takes to start a run again in another process, beside its agent and its input. */
export interface RunStart {
  readonly session?: string
  readonly tenant?: string
  /** The run's own limits. */
  readonly budget?: Budget
  /** Milliseconds since the Unix epoch after which nobody wants an answer any more. */
  readonly deadline?: number
  readonly streaming: boolean
  /** Who sent the message that the run handles, and the message. */
  readonly from?: string
  readonly message?: JsonValue
  /** Id of that message, where the cause of the run is the step that sent it. */
  readonly messageId?: string
  readonly correlationId?: string
  readonly round?: number
  /** The W3C trace context that the run goes on with. */
  readonly traceparent?: string
}

/** The first record of every ledger. */
export interface RunRecord {
  readonly type: 'run'
  /** Version of the record format. */
  readonly v: typeof recordVersion
  readonly runId: string
  readonly agent: string
  readonly input: JsonValue
  readonly at: number
  /** Version of the agent's definition and of the engine that ran it. */
  readonly code: string
  readonly start: RunStart
  readonly cause?: RunCause
  /** Where this run was forked from: the other run, and how many of its records were taken over. */
  readonly forkOf?: { readonly runId: string; readonly seq: number }
}

/** A step is about to happen. */
export interface IntentRecord {
  readonly type: 'intent'
  readonly key: string
  readonly kind: StepKind
  readonly name: string
  readonly effect: Effect
  readonly at: number
  readonly input?: JsonValue
  /** SHA-256 of the input; only ledgers that ask for it get one. */
  readonly inputHash?: string
  /** When a wait ends: milliseconds since the Unix epoch. */
  readonly wakeAt?: number
  /** True for a call of an agent whose words are the caller's answer. */
  readonly forward?: true
  /** Which of its parent's steps this is, counted from 0; left out where the order of the records says so. */
  readonly order?: number
}

/** A value that is known at once and has no effect: a clock reading or a random value. */
export interface ValueRecord {
  readonly type: 'value'
  readonly key: string
  readonly kind: StepKind
  readonly at: number
  readonly value: JsonValue
  readonly order?: number
}

/** What came of a step. */
export interface OutcomeRecord {
  readonly type: 'outcome'
  readonly key: string
  readonly at: number
  readonly value: JsonValue
  /** How it came about, where it is what an agent said that was called within the run, and the run's own answer. */
  readonly answer?: RecordedAnswer
}

/** The last record of a run that is over. */
export type TerminalRecord =
  | {
      readonly type: 'finish'
      readonly at: number
      readonly output: JsonValue
      /** Why the model stopped that gave the output. */
      readonly finishReason?: FinishReason
    }
  | {
      readonly type: 'error'
      readonly at: number
      readonly error: SerializedError
      /** The failed steps that led to the end, for whoever takes the run up again. */
      readonly failed?: readonly string[]
    }
  | { readonly type: 'cancel'; readonly at: number; readonly reason: CancelReason; readonly error: SerializedError }

/** One line of a ledger. Times are milliseconds since the Unix epoch. Every record survives JSON. */
export type LedgerRecord =
  | RunRecord
  | IntentRecord
  | OutcomeRecord
  | { readonly type: 'failure'; readonly key: string; readonly at: number; readonly error: SerializedError }
  | ValueRecord
  /** The run ended while the step's effect was under way; what became of it is not known. */
  | { readonly type: 'unknown'; readonly key: string; readonly at: number }
  /** The step's effect never began: the run was called off between its intent and its effect. */
  | { readonly type: 'unbegun'; readonly key: string; readonly at: number }
  /** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
  | {
      readonly type: 'signal'
      readonly key: string
      readonly name: string
      readonly value: JsonValue
      readonly by: string
      readonly at: number
    }
  /** A message that the run gave to one of its agent's outputs; written together with its end. */
  | { readonly type: 'emit'; readonly outlet: string; readonly messageId: string; readonly at: number }
  /** The run is taken up again after a failure: the failures of these steps before it, and the end before it, are void. */
  | { readonly type: 'retry'; readonly keys: readonly string[]; readonly attempt: number; readonly at: number }
  /** Says that the records up to here are folded: steps within completed steps are gone. */
  | { readonly type: 'snapshot'; readonly upTo: number }
  | TerminalRecord

/** What a parked run waits for. */
export interface ParkedWait {
  /** The first of its timers, in milliseconds since the Unix epoch. */
  readonly until?: number
  /** Keys of the steps that wait for a signal. */
  readonly signals: readonly string[]
  readonly waitingFor: readonly WaitingFor[]
}

/** Word from outside for a step of a run. */
export type SignalRecord = Extract<LedgerRecord, { type: 'signal' }>

/**
 * How urgently a record must be kept. `safe`: nothing goes on before it is, as before an effect that must happen only once,
 * and before anybody is given an answer. `ordered`: it may follow later, but never after one that was appended later.
 */
export type AppendNeed = 'safe' | 'ordered'

/**
 * The record of one run: what was intended and what came of it, in order. Stores implement it; a run appends to its ledger
 * only through here, and has it alone.
 */
export interface Ledger {
  /** What was recorded before this attempt at the run, oldest first. Empty for a new run. Read once, at the start. */
  readonly history: Iterable<LedgerRecord> | AsyncIterable<LedgerRecord>
  /** Grows each time a run is opened; a store refuses what an older owner appends. 0 where nobody else could. */
  readonly epoch?: number | undefined
  /** True when intents must carry the hash of their input. */
  readonly hashInputs?: boolean | undefined
  /** Aborts when the run has another owner, or nothing can be appended any more. The run stops then and writes no end. */
  readonly lost?: AbortSignal | undefined
  /**
   * Adds records, all of a batch or none of it. Takes its copy before it returns. What it returns settles when the records
   * are kept as `need` says; nothing is returned where they are at once, which costs no turn of the event loop. After one
   * rejection every later append rejects. Rejects with RunError `LEASE_LOST` or `LEDGER_FAILED`, so that the run counts as
   * interrupted and not as failed.
   */
  append(batch: LedgerRecord | readonly LedgerRecord[], need: AppendNeed): void | Promise<void>
  /**
   * Puts the run away until a timer or a signal comes. A ledger without it cannot: its run waits in the process.
   * Resolves when this is safe; the owner is free then to forget the run.
   */
  park?(wait: ParkedWait): Promise<void>
  /**
   * Tells of signals that come while the run is under way, which are safe by then. The owner appends each of them as well,
   * and the ledger keeps one. Returns a way to stop listening.
   */
  onSignal?(listener: (signal: SignalRecord) => void): () => void
  /** Gives the run back. Called once, when its owner is done with it, however it ended. */
  close?(): void | Promise<void>
}

/** Reads all that a ledger has, as a list; without a promise where it is one already. */
export function readHistory(ledger: Ledger): readonly LedgerRecord[] | Promise<readonly LedgerRecord[]> {
  const { history } = ledger
  return isList(history) ? history : collect(history)
}

/** Gives a ledger back. What goes wrong at that is the ledger's own affair: the run has come to what it came to. */
export function giveBack(ledger: Ledger): void | Promise<void> {
  try {
    return ledger.close?.()
  } catch {
    return undefined
  }
}

function isList(history: Ledger['history']): history is readonly LedgerRecord[] {
  return Array.isArray(history)
}

async function collect(history: Ledger['history']): Promise<readonly LedgerRecord[]> {
  const records: LedgerRecord[] = []
  for await (const record of history) records.push(record)
  return records
}
