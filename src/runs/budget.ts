import type { ModelReference } from '../models/model.ts'

/** What may be limited. `usd` is money, `timeMs` the time in which at least one call was under way. */
export type BudgetMeasure = 'usd' | 'tokens' | 'modelCalls' | 'toolCalls' | 'timeMs'

/** Whose spending a budget limits. */
export type BudgetScope = 'run' | 'agent' | 'session' | 'tenant' | 'total'

/** What happens when the next call does not fit: the run stops, goes on with a cheaper model, or stops to ask a person. */
export type BudgetAction = 'stop' | 'cheaper-model' | 'ask'

/** Limits; what is absent is not limited. */
export interface Budget {
  /** US dollars. Refuses models whose price is not known. */
  readonly usd?: number | undefined
  /** Tokens in and out, reasoning included. */
  readonly tokens?: number | undefined
  readonly modelCalls?: number | undefined
  /** Calls of tools by models, those of agents offered as tools included. */
  readonly toolCalls?: number | undefined
  /** Milliseconds in which at least one call was under way. Checked before a call; a call under way is not cut off. */
  readonly timeMs?: number | undefined
  /** `stop` unless said otherwise. */
  readonly onExhausted?: BudgetAction | undefined
  /** The model that takes over with `cheaper-model`. */
  readonly cheaperModel?: ModelReference | undefined
}

/** Amounts of what can be reserved. `usd` is absent where the price is not known. */
export interface Spending {
  readonly usd?: number | undefined
  readonly tokens?: number | undefined
  readonly modelCalls?: number | undefined
  readonly toolCalls?: number | undefined
}

/** Why a call does not fit into a budget. */
export interface Shortfall {
  readonly scope: BudgetScope
  readonly id: string
  readonly measure: BudgetMeasure
  readonly limit: number
  readonly used: number
  /** Held by calls under way. */
  readonly reserved: number
  /** What the call may take, at worst. */
  readonly needed: number
  readonly action: BudgetAction
}

/** What an account stands at. */
export interface BudgetReport {
  readonly scope: BudgetScope
  readonly id: string
  readonly limits: Budget
  readonly used: Readonly<Record<BudgetMeasure, number>>
  readonly reserved: Readonly<Record<BudgetMeasure, number>>
  /** Model calls whose price is not known, and which `used.usd` therefore leaves out. */
  readonly unknownCalls: number
}

/** A value, or a promise of it where an account is kept somewhere else. What is at hand costs no turn of the event loop. */
export type Eventually<Value> = Value | Promise<Value>

/** Where spending is counted against a budget. Shared by all runs and agents that draw on it. */
export interface BudgetAccount {
  readonly scope: BudgetScope
  readonly id: string
  readonly limits: Budget
  /** True once a cheaper model has taken over. */
  readonly isReduced: boolean
  /**
   * Says why a call does not fit, or nothing when it does. Changes nothing. Once more is used than the limit, no call fits,
   * not even one that takes nothing, unless a cheaper model has the rest.
   */
  check(need: Spending, nowMs: number): Eventually<Shortfall | undefined>
  /** Holds an amount for a call that begins now, or says why it does not fit. Nothing slips in between the two. */
  reserve(need: Spending, nowMs: number): Eventually<Shortfall | undefined>
  /** Ends a call: gives back what was held and counts what it took. */
  settle(held: Spending, spent: Spending, nowMs: number): Eventually<void>
  /** Counts what was spent without anything being held for it. */
  carry(spent: Spending): Eventually<void>
  /** Has the cheaper model take over from now on. */
  reduce(): void
  report(nowMs: number): BudgetReport
}

/** Keeps the accounts that outlive a run. */
export interface Budgets {
  /**
   * The account of an agent, session, tenant or of everything, for whoever begins to draw on it; `undefined` where nothing
   * is limited or tracked. Every call is ended with `release`.
   */
  account(scope: Exclude<BudgetScope, 'run'>, id: string, budget?: Budget): BudgetAccount | undefined
  /** Nobody draws on the account any more. One that has no spending to remember may leave memory then. */
  release(account: BudgetAccount): void
  /** What all accounts stand at. */
  report(): readonly BudgetReport[]
  /** Forgets an account, such as that of a session which has ended. */
  forget(scope: Exclude<BudgetScope, 'run'>, id: string): void
}
