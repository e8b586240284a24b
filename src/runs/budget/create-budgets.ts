import { systemClock, type Clock } from '../../util/clock.ts'
import type { Budget, BudgetAccount, Budgets } from '../budget.ts'
import { Account } from './account.ts'
import { checkBudget } from './check-budget.ts'

/** What is limited beyond a single run. Everything may be left out. */
export interface BudgetsOptions {
  /** For all runs that use this store together. */
  readonly total?: Budget | undefined
  /** For each session; a function may give each its own. */
  readonly session?: Budget | ((session: string) => Budget | undefined) | undefined
  /** For each tenant; a function may give each its own. */
  readonly tenant?: Budget | ((tenant: string) => Budget | undefined) | undefined
  /** True to count the spending of sessions, tenants and of everything where there is no limit too. Their accounts are kept until `forget`. */
  readonly track?: boolean
  readonly clock?: Clock
}

/**
 * Makes a store of budgets, in memory. Runs that are given the same store draw on the same accounts.
 *
 * @example
 * const budgets = createBudgets({ tenant: { usd: 5 } })
 * await analyst.run('Review the March numbers', { budgets, tenant: 'acme' })
 *
 * @throws RunError `BUDGET_INVALID`.
 */
export function createBudgets(options: BudgetsOptions = {}): Budgets {
  const { track = false, clock = systemClock } = options
  const accounts = new Map<string, Account>()
  const limitsOf = (scope: 'agent' | 'session' | 'tenant' | 'total', id: string): Budget | undefined => {
    if (scope === 'total') return options.total
    const limits = scope === 'agent' ? undefined : options[scope]
    return typeof limits === 'function' ? limits(id) : limits
  }
  for (const budget of [options.total, options.session, options.tenant]) {
    if (budget !== undefined && typeof budget !== 'function') checkBudget(budget, 'createBudgets')
  }
  return {
    account(scope, id, budget): BudgetAccount | undefined {
      const key = `${scope}:${id}`
      const known = accounts.get(key)
      if (known !== undefined) {
        if (budget !== undefined) known.limits = budget
        return known
      }
      const tracked = track && scope !== 'agent' ? {} : undefined
      const limits = budget ?? limitsOf(scope, id) ?? tracked
      if (limits === undefined) return undefined
      const account = new Account(scope, id, checkBudget(limits, `the ${scope} "${id}"`))
      accounts.set(key, account)
      return account
    },
    report: () => [...accounts.values()].map((account) => account.report(clock.monotonic())),
    forget: (scope, id) => void accounts.delete(`${scope}:${id}`),
  }
}
