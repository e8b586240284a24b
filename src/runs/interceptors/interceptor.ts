import type { BudgetAccount, Spending } from '../budget.ts'
import type { Effect, Meter, StepLabel } from '../step.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { Clock } from '../../util/clock.ts'
import type { PriceTable } from '../../models/prices/model-price.ts'

/** A step as the interceptors see it. */
export interface InterceptedStep {
  readonly runId: string
  readonly agent: string
  readonly depth: number
  readonly key: string
  readonly idempotencyKey: string
  readonly request: StepLabel & {
    readonly effect: Effect
    readonly input?: JsonValue | undefined
    readonly requestOf?: (() => unknown) | undefined
    readonly toolCallId?: string | undefined
    readonly estimate?: Spending | undefined
    readonly unpriced?: string | undefined
  }
  readonly session: string | undefined
  readonly tenant: string | undefined
  readonly isAborted: boolean
  readonly world: { readonly clock: Clock; readonly prices: PriceTable | undefined }
  /** The budgets that hold here. */
  readonly budgets: readonly BudgetAccount[]
  meter: Meter | undefined
  warn(message: string): void
  /**
   * Has a function called when the run is over, or put away (true) while the step waits: what is held for the step is given
   * back then, because it may never settle in this process. What is returned takes that back.
   */
  whenReleased(giveBack: (isParked: boolean) => void): () => void
}

/**
 * Wraps every step of a run: budgets, cost, tapes, policies, approvals and telemetry are written once, here. All members
 * may be left out; what nobody has costs nothing.
 */
export interface StepInterceptor {
  readonly name: string
  /**
   * Told of each step that the code asks for, live and on replay, before it is answered. Awaited before the run ends, not
   * before the step; a rejection ends the run.
   */
  readonly onAsk?: ((step: InterceptedStep) => void | Promise<void>) | undefined
  /** Says which steps `around` wraps; all of them where it is left out. Must be cheap. */
  readonly appliesTo?: ((step: InterceptedStep) => boolean) | undefined
  /**
   * Wraps a live step. `next` makes the effect happen, its intent before it, and is called once; a step whose `next` is not
   * called is refused with what is thrown, which is recorded as its failure. What is resolved is recorded as its outcome.
   * Not called on replay.
   */
  readonly around?: (<Value>(step: InterceptedStep, next: () => Promise<Value>) => Promise<Value>) | undefined
  /** Told of every outcome, live and from the record, in the order of the record. Must not throw. */
  readonly onOutcome?: ((outcome: SettledStep) => void) | undefined
}

/** A step with its outcome. */
export interface SettledStep extends StepLabel {
  readonly key: string
  readonly agent: string
  readonly value: JsonValue
  /** True when the outcome comes from the record. */
  readonly isReplayed: boolean
}
