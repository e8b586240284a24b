import { systemClock, type Clock } from '../../util/clock.ts'
import type { Budget, BudgetAccount, BudgetScope, Budgets } from '../budget.ts'
import { RunError } from '../../errors/run-error.ts'
import { mapping, truth, wrongValue } from '../../util/options/wrong-value.ts'
import { Account } from './account.ts'
import { checkBudget, checkNames } from './check-budget.ts'

/** What is limited beyond a single run. Everything may be left out. */
export interface BudgetsOptions {
  /** For all runs that use this store together. */
  readonly total?: Budget | undefined
  /** For each session; a function may give each its own. */
  readonly session?: Budget | ((session: string) => Budget | undefined) | undefined
  /** For each tenant; a function may give each its own. */
  readonly tenant?: Budget | ((tenant: string) => Budget | undefined) | undefined
  /** True to count the spending of sessions, tenants and of everything where there is no limit too. Their accounts are kept until `forget`. */
  readonly track?: boolean | undefined
  readonly clock?: Clock | undefined
}

const optionNames: Readonly<Record<keyof BudgetsOptions, true>> = {
  total: true,
  session: true,
  tenant: true,
  track: true,
  clock: true,
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
  checkOptions(options)
  const { track = false, clock = systemClock } = options
  const accounts = new Map<string, Account>()
  const limitsOf = (scope: 'agent' | 'session' | 'tenant' | 'total', id: string): Budget | undefined => {
    if (scope === 'total') return options.total
    const limits = scope === 'agent' ? undefined : options[scope]
    return typeof limits === 'function' ? limits(id) : limits
  }
  const isUnlimited = options.total === undefined && !track
  // How many draw on each account now.
  const users = new Map<BudgetAccount, number>()
  const open = (scope: Exclude<BudgetScope, 'run'>, id: string, budget: Budget | undefined): Account | undefined => {
    const key = `${scope}:${id}`
    const known = accounts.get(key)
    if (known !== undefined) {
      if (budget !== undefined) known.limits = checkBudget(budget, `the ${scope} "${id}"`)
      return known
    }
    const tracked = track && scope !== 'agent' ? {} : undefined
    // A null is no way to say that there is no limit: it is refused.
    const given = budget === undefined ? limitsOf(scope, id) : budget
    const limits = given === undefined ? tracked : given
    if (limits === undefined) return undefined
    const account = new Account(scope, id, checkBudget(limits, `the ${scope} "${id}"`))
    accounts.set(key, account)
    return account
  }
  return {
    account(scope, id, budget): BudgetAccount | undefined {
      // Asked for by every run.
      if (scope === 'total' && budget === undefined && isUnlimited && !accounts.has('total:')) return undefined
      const account = open(scope, id, budget)
      if (account !== undefined) users.set(account, (users.get(account) ?? 0) + 1)
      return account
    },
    release(account) {
      const left = (users.get(account) ?? 0) - 1
      if (left > 0) return void users.set(account, left)
      users.delete(account)
      const key = `${account.scope}:${account.id}`
      // An account that has nothing to remember is made again when it is needed. Of everything there is one alone.
      if (account.scope !== 'total' && accounts.get(key) === account && (account as Account).isBlank)
        accounts.delete(key)
    },
    report: () => [...accounts.values()].map((account) => account.report(clock.monotonic())),
    forget: (scope, id) => void accounts.delete(`${scope}:${id}`),
  }
}

function checkOptions(options: BudgetsOptions): void {
  checkNames(options, optionNames, 'The argument of createBudgets')
  const { total, session, tenant } = options
  const problem = wrongValue(options, { track: truth, clock: mapping })
  if (problem !== undefined) throw new RunError('BUDGET_INVALID', `createBudgets: ${problem}`)
  if (total !== undefined) checkBudget(total, 'everything (total)')
  if (session !== undefined && typeof session !== 'function') checkBudget(session, 'each session')
  if (tenant !== undefined && typeof tenant !== 'function') checkBudget(tenant, 'each tenant')
}
