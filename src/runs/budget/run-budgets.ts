import type { Cost } from '../../messages/cost.ts'
import type { Usage } from '../../messages/usage.ts'
import type { JsonValue } from '../../util/json.ts'
import type { Budget, BudgetAccount, Budgets } from '../budget.ts'
import { Account } from './account.ts'
import { checkBudget } from './check-budget.ts'
import { createBudgets } from './create-budgets.ts'

/** What a run is started with, as far as budgets go. */
export interface RunBudgetOptions {
  readonly budget?: Budget | undefined
  readonly budgets?: Budgets | undefined
  readonly session?: string | undefined
  readonly tenant?: string | undefined
}

/** The budgets of one run. */
export interface RunBudgets {
  /** Those that every call of the run draws on. */
  readonly accounts: readonly BudgetAccount[]
  /** Where the accounts of its agents are. */
  readonly store: Budgets
  /** Counts a recorded step of a run that goes on, so that its own budget does not begin anew. */
  carry(kind: string, outcome: JsonValue): void
}

/**
 * The budgets that hold for a run.
 * @throws RunError `BUDGET_INVALID`.
 */
export function runBudgets(runId: string, options: RunBudgetOptions): RunBudgets {
  const { budget, session, tenant } = options
  if (budget === undefined && options.budgets === undefined) return new NoBudgets()
  const own = budget === undefined ? undefined : new Account('run', runId, checkBudget(budget, 'the run'))
  const store = options.budgets ?? createBudgets()
  const accounts = [
    own,
    session === undefined ? undefined : store.account('session', session),
    tenant === undefined ? undefined : store.account('tenant', tenant),
    store.account('total', ''),
  ].filter((account) => account !== undefined)
  return {
    accounts,
    store,
    // The other accounts were there when it was spent.
    carry: (kind, outcome) => {
      if (own === undefined) return
      if (kind === 'model') own.carry(spentBy(outcome))
      else if (kind === 'tool' && isToolOutcome(outcome)) own.carry({ toolCalls: 1, usd: 0 })
    },
  }
}

const noAccounts: readonly BudgetAccount[] = []

// Most runs limit nothing; the store is for an agent with a budget of its own, and is made when there is one.
class NoBudgets implements RunBudgets {
  readonly accounts = noAccounts
  #store: Budgets | undefined

  get store(): Budgets {
    return (this.#store ??= createBudgets())
  }

  carry(): void {}
}

function spentBy(outcome: JsonValue) {
  const { usage, cost } = outcome as unknown as { readonly usage?: Usage; readonly cost?: Cost }
  return { usd: cost?.usd, tokens: (usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0), modelCalls: 1 }
}

function isToolOutcome(outcome: JsonValue): boolean {
  return typeof outcome === 'object' && outcome !== null && 'output' in outcome
}
