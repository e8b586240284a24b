import { RunError } from '../../errors/run-error.ts'
import { formatUsd } from '../../messages/cost.ts'
import { formatDuration } from '../../util/duration.ts'
import type { BudgetAccount, BudgetMeasure, Eventually, Shortfall, Spending } from '../budget.ts'

/** A call as an error names it. */
export interface NamedCall {
  readonly name: string
  /** True for a step of a user's own, which says itself what it may take. */
  readonly isOwnStep?: boolean | undefined
}

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
): Eventually<Shortfall | undefined> {
  return firstOf(accounts, (account) => account.check(need, nowMs))
}

/**
 * Holds what a call may take in all budgets that it draws on, or in none of them.
 * Throws or rejects with `BUDGET_EXCEEDED` when one of them has too little left.
 */
export function reserve(
  accounts: readonly BudgetAccount[],
  need: Spending,
  call: NamedCall,
  nowMs: number,
): Eventually<Reservation> {
  const held: BudgetAccount[] = []
  const ask = (account: BudgetAccount): Eventually<Shortfall | undefined> => {
    const found = account.reserve(need, nowMs)
    if (isPromise(found)) return found.then((later) => noted(later, account))
    return noted(found, account)
  }
  const noted = (found: Shortfall | undefined, account: BudgetAccount): Shortfall | undefined => {
    if (found === undefined) held.push(account)
    return found
  }
  const giveBack = (): void => settleAll(held, need, { usd: 0 }, nowMs)
  const conclude = (found: Shortfall | undefined): Reservation => {
    if (found === undefined) return reservationOf(held, need)
    giveBack()
    throw budgetExceeded(found, call)
  }
  const fail = (thrown: unknown): never => {
    giveBack()
    throw thrown
  }
  let shortfall: Eventually<Shortfall | undefined>
  try {
    shortfall = firstOf(accounts, ask)
  } catch (thrown) {
    return fail(thrown)
  }
  return isPromise(shortfall) ? shortfall.then(conclude, fail) : conclude(shortfall)
}

function reservationOf(accounts: readonly BudgetAccount[], need: Spending): Reservation {
  let isSettled = false
  return {
    settle: (spent, nowMs) => {
      if (isSettled) return
      isSettled = true
      settleAll(accounts, need, spent, nowMs)
    },
  }
}

/** Where an account cannot be reached to count a call that was made, the next call that must reserve something says so. */
function settleAll(accounts: readonly BudgetAccount[], held: Spending, spent: Spending, nowMs: number): void {
  for (const account of accounts) {
    try {
      const pending = account.settle(held, spent, nowMs)
      if (pending !== undefined) pending.catch(() => {})
    } catch {
      // One that cannot settle keeps nothing from the others.
    }
  }
}

/** The first shortfall that the accounts tell of, one after another; without a promise where none of them gives one. */
function firstOf(
  accounts: readonly BudgetAccount[],
  ask: (account: BudgetAccount) => Eventually<Shortfall | undefined>,
): Eventually<Shortfall | undefined> {
  for (const [position, account] of accounts.entries()) {
    const found = ask(account)
    if (isPromise(found)) return found.then((later) => later ?? firstOf(accounts.slice(position + 1), ask))
    if (found !== undefined) return found
  }
  return undefined
}

/** True for what an account that is kept somewhere else gives. */
export function isPromise<Value>(value: Eventually<Value>): value is Promise<Value> {
  return typeof value === 'object' && value !== null && 'then' in value
}

/** The error that stops a run, with all figures in its message and its details. */
export function budgetExceeded(shortfall: Shortfall, call: NamedCall): RunError {
  const { scope, id, measure, limit, used, reserved, needed, action } = shortfall
  const show = (amount: number): string => showAmount(measure, amount)
  const held = reserved > 0 ? `, ${show(reserved)} ${verb(measure, reserved)} held by calls under way` : ''
  const need = needed === 0 ? '' : `, and ${call.name} may take up to ${show(needed)}`
  const owner = scope === 'total' ? 'whole system' : `${scope} "${id}"`
  return new RunError(
    'BUDGET_EXCEEDED',
    `The budget of the ${owner} ends the run before ${call.name}: ${showUse(shortfall)}${held}${need}. ${advice(shortfall, call)}`,
    {
      details: { scope, id, measure, limit, used, reserved, needed, action },
    },
  )
}

function advice({ measure, needed }: Shortfall, { isOwnStep = false }: NamedCall): string {
  if (isOwnStep && measure !== 'timeMs') {
    return needed === 0
      ? 'Raise the limit, or give `estimate` to context.step, so that a step that does not fit is refused before it begins.'
      : 'Raise the limit, or give a smaller `estimate` to context.step so that less has to be held for the step.'
  }
  if (needed === 0 || (measure !== 'usd' && measure !== 'tokens'))
    return 'Raise the limit, or look at why so much is needed.'
  return 'Raise the limit, or set a limit on output tokens so that less has to be held for a call.'
}

/** "$0.10 of $0.50 is used", "3 of 5 tokens are used". */
function showUse({ measure, used, limit }: Shortfall): string {
  const isCounted = measure !== 'usd' && measure !== 'timeMs'
  const amount = isCounted ? used.toLocaleString('en') : showAmount(measure, used)
  return `${amount} of ${showAmount(measure, limit)} ${verb(measure, limit)} used`
}

function verb(measure: BudgetMeasure, amount: number): 'is' | 'are' {
  return measure === 'usd' || measure === 'timeMs' || amount === 1 ? 'is' : 'are'
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
