import type { SerializedError } from '../errors/ensure-error.ts'
import type { StepKind } from '../events/event.ts'
import type { JsonValue } from '../util/json.ts'
import type { Effect, StepRequest } from './context.ts'

/** One line of a ledger. Times are milliseconds since the Unix epoch. Every record survives JSON. */
export type LedgerRecord =
  | {
      readonly type: 'run'
      readonly runId: string
      readonly agent: string
      readonly input: JsonValue
      readonly at: number
      /** Key of the step in another run that caused this one, as `runId/key`. */
      readonly parent?: string
    }
  | {
      readonly type: 'intent'
      readonly key: string
      readonly kind: StepKind
      readonly name: string
      readonly effect: Effect
      readonly at: number
      readonly input?: JsonValue
      /** SHA-256 of the input; only ledgers that ask for it get one. */
      readonly inputHash?: string
    }
  | { readonly type: 'outcome'; readonly key: string; readonly at: number; readonly value: JsonValue }
  | { readonly type: 'failure'; readonly key: string; readonly at: number; readonly error: SerializedError }
  /** A step whose value is known at once and which has no effect: a clock reading or a random value. */
  | {
      readonly type: 'value'
      readonly key: string
      readonly kind: StepKind
      readonly at: number
      readonly value: JsonValue
    }
  | { readonly type: 'finish'; readonly at: number; readonly output: JsonValue }
  | { readonly type: 'error'; readonly at: number; readonly error: SerializedError }

/**
 * The record of one run: what was intended and what came of it, in order. Stores implement it.
 * A run appends one record at a time and only through here.
 */
export interface Ledger {
  /** What was recorded before this attempt at the run, oldest first. Empty for a new run. Read once, at the start. */
  readonly history: readonly LedgerRecord[]
  /** True when intents must carry the hash of their input. */
  readonly hashInputs: boolean
  /**
   * Adds a record. A durable ledger resolves only when the record is safe; records are kept in the order of the calls,
   * so one that is awaited makes all earlier ones safe. An in-memory ledger returns nothing, which costs no turn of the
   * event loop.
   */
  append(record: LedgerRecord): void | Promise<void>
  /**
   * Told of each step that the run asks for, live and on replay, before it is answered: for ledgers that keep or compare
   * whole requests. Awaited before the run ends, not before the step; a rejection ends the run.
   */
  readonly onStep?: ((key: string, request: StepRequest<unknown>) => void | Promise<void>) | undefined
}
