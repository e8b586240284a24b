import type { Usage } from '../../messages/usage.ts'
import type { Budget, BudgetAccount, Budgets, Spending } from '../budget.ts'
import type { SettledStep } from '../interceptors/interceptor.ts'
import { readCallOutcome, readModelOutcome, readOwnSpending, readToolOutcome, wasSent } from '../outcomes.ts'
import { Account } from './account.ts'
import { checkBudget } from './check-budget.ts'
import { createBudgets } from './create-budgets.ts'

/** What a run is started with, as far as budgets go. */
export interface RunBudgetOptions {
  readonly budget?: Budget | undefined
  readonly budgets?: Budgets | undefined
  readonly session?: string | undefined
  readonly tenant?: string | undefined
  /** Budgets of the run that called this one. */
  readonly callers?: readonly BudgetAccount[] | undefined
}

/** The budgets of one run. */
export interface RunBudgets {
  /** Those that every call of the run draws on. */
  readonly accounts: readonly BudgetAccount[]
  /** The account of an agent of the run. */
  agentAccount(agent: string, budget: Budget): BudgetAccount | undefined
  /** Counts the recorded steps of a run that goes on, so that its own budget does not begin anew; none where it has none. */
  readonly carry: ((settled: SettledStep) => void) | undefined
  /** Has a function called with `release`; what is returned takes that back. */
  whenReleased(giveBack: (isParked: boolean) => void): () => void
  /** The run is over, or put away. Nothing stays held for steps that have not settled. */
  release(isParked: boolean): void
}

/**
 * The budgets that hold for a run.
 * @throws RunError `BUDGET_INVALID`.
 */
export function runBudgets(runId: string, options: RunBudgetOptions): RunBudgets {
  const { budget, budgets, callers = noAccounts } = options
  if (budget === undefined && budgets === undefined && callers.length === 0)
    return new LimitedRun(noAccounts, undefined, noAccounts)
  const own = budget === undefined ? undefined : new Account('run', runId, checkBudget(budget, 'the run'))
  const shared = budgets === undefined ? [] : sharedAccounts(budgets, options)
  if (own === undefined && callers.length === 0) return new LimitedRun(shared, budgets, shared)
  const fresh = shared.filter((account) => !callers.includes(account))
  const accounts = [...(own === undefined ? [] : [own]), ...callers, ...fresh]
  return new LimitedRun(accounts, budgets, shared, own)
}

const noAccounts: readonly BudgetAccount[] = []

function sharedAccounts(budgets: Budgets, { session, tenant }: RunBudgetOptions): readonly BudgetAccount[] {
  if (session === undefined && tenant === undefined) {
    const total = budgets.account('total', '')
    return total === undefined ? noAccounts : [total]
  }
  return [
    session === undefined ? undefined : budgets.account('session', session),
    tenant === undefined ? undefined : budgets.account('tenant', tenant),
    budgets.account('total', ''),
  ].filter((account) => account !== undefined)
}

class LimitedRun implements RunBudgets {
  readonly accounts: readonly BudgetAccount[]
  readonly carry: ((settled: SettledStep) => void) | undefined
  #store: Budgets | undefined
  #drawnOn: readonly BudgetAccount[]
  #open: Set<(isParked: boolean) => void> | undefined

  constructor(
    accounts: readonly BudgetAccount[],
    store: Budgets | undefined,
    drawnOn: readonly BudgetAccount[],
    own?: Account,
  ) {
    this.accounts = accounts
    this.#store = store
    this.#drawnOn = drawnOn
    this.carry = own === undefined ? undefined : (settled) => carry(own, settled)
  }

  agentAccount(agent: string, budget: Budget): BudgetAccount | undefined {
    // Most runs limit nothing; a store for an agent with a budget of its own is made when there is one.
    this.#store ??= createBudgets()
    const account = this.#store.account('agent', agent, budget)
    if (account !== undefined) this.#drawnOn = [...this.#drawnOn, account]
    return account
  }

  whenReleased(giveBack: (isParked: boolean) => void): () => void {
    const open = (this.#open ??= new Set())
    open.add(giveBack)
    return () => void open.delete(giveBack)
  }

  release(isParked: boolean): void {
    for (const giveBack of this.#open ?? []) giveBack(isParked)
    this.#open = undefined
    if (this.#drawnOn.length === 0) return
    for (const account of this.#drawnOn) this.#store?.release(account)
    this.#drawnOn = noAccounts
  }
}

/** The other accounts were there when it was spent. */
function carry(own: Account, { kind, value, isReplayed }: SettledStep): void {
  if (!isReplayed) return
  const spent = spentBy(kind, value)
  if (spent !== undefined) own.carry(spent)
}

function spentBy(kind: SettledStep['kind'], value: SettledStep['value']): Spending | undefined {
  if (kind === 'tool') return readToolOutcome(value) === undefined ? undefined : { toolCalls: 1, usd: 0 }
  if (kind === 'step') return ownSpending(value)
  // One that ran elsewhere drew on the caller's budget too. The tools that it called are on its own record.
  if (kind === 'agent') return calledSpending(value)
  if (kind !== 'model') return undefined
  const outcome = readModelOutcome(value)
  if (outcome === undefined) return undefined
  const { usage, cost, attempts, isCached } = outcome
  const modelCalls = attempts.filter(wasSent).length + (isCached ? 0 : 1)
  return { usd: isCached ? 0 : cost?.usd, tokens: tokensOf(usage), modelCalls }
}

function ownSpending(value: SettledStep['value']): Spending | undefined {
  const spent = readOwnSpending(value)
  if (spent === undefined) return undefined
  const { usage, usd = 0 } = spent
  return usage === undefined ? { usd } : { usd, tokens: tokensOf(usage), modelCalls: usage.modelCalls }
}

function calledSpending(value: SettledStep['value']): Spending | undefined {
  const outcome = readCallOutcome(value)
  if (outcome === undefined) return undefined
  const { usage, cost } = outcome
  return { usd: cost.usd, tokens: tokensOf(usage), modelCalls: usage.modelCalls }
}

function tokensOf({ inputTokens, outputTokens }: Usage): number {
  return inputTokens + outputTokens
}
