import { RunError } from '../../errors/run-error.ts'
import { formatUsd } from '../../messages/cost.ts'
import { formatDuration } from '../../util/duration.ts'
import type { BudgetAccount, BudgetMeasure, Shortfall, Spending } from '../budget.ts'

/** What is held for a call under way. */
export interface Reservation {
  /** Ends the call: gives back what was held and counts what it took. Only the first time counts. */
  settle(spent: Spending, nowMs: number): void
}

/** The first budget into which a call does not fit, if any. */
export function findShortfall(
  accounts: readonly BudgetAccount[],
  need: Spending,
  nowMs: number,
): Shortfall | undefined {
  for (const account of accounts) {
    const shortfall = account.check(need, nowMs)
    if (shortfall !== undefined) return shortfall
  }
  return undefined
}

/**
 * Holds what a call may take in all budgets that it draws on, or in none of them.
 * @throws RunError `BUDGET_EXCEEDED` when one of them has too little left.
 */
export function reserve(accounts: readonly BudgetAccount[], need: Spending, call: string, nowMs: number): Reservation {
  const shortfall = findShortfall(accounts, need, nowMs)
  if (shortfall !== undefined) throw budgetExceeded(shortfall, call)
  for (const account of accounts) account.hold(need, nowMs)
  let isSettled = false
  return {
    settle: (spent, now) => {
      if (isSettled) return
      isSettled = true
      for (const account of accounts) account.settle(need, spent, now)
    },
  }
}

/** The error that stops a run, with all figures in its message and its details. */
export function budgetExceeded(shortfall: Shortfall, call: string): RunError {
  const { scope, id, measure, limit, used, reserved, needed, action } = shortfall
  const show = (amount: number): string => showAmount(measure, amount)
  const held = reserved > 0 ? `, ${show(reserved)} is held by calls under way` : ''
  const need = measure === 'timeMs' ? '' : `, and ${call} may take up to ${show(needed)}`
  const owner = scope === 'total' ? 'whole system' : `${scope} "${id}"`
  const next = action === 'ask' ? 'Ask whoever may raise it, then run again.' : advice(measure)
  return new RunError(
    'BUDGET_EXCEEDED',
    `The budget of the ${owner} ends the run before ${call}: ${show(used)} of ${show(limit)} is used${held}${need}. ${next}`,
    {
      details: { scope, id, measure, limit, used, reserved, needed, action },
    },
  )
}

function advice(measure: BudgetMeasure): string {
  if (measure !== 'usd' && measure !== 'tokens') return 'Raise the limit, or look at why so much is needed.'
  return 'Raise the limit, or set a limit on output tokens so that less has to be held for a call.'
}

function showAmount(measure: BudgetMeasure, amount: number): string {
  if (measure === 'usd') return formatUsd(amount)
  if (measure === 'timeMs') return formatDuration(amount)
  const [one, many] = names[measure]
  return `${amount.toLocaleString('en')} ${amount === 1 ? one : many}`
}

const names = {
  tokens: ['token', 'tokens'],
  modelCalls: ['model call', 'model calls'],
  toolCalls: ['tool call', 'tool calls'],
} as const
