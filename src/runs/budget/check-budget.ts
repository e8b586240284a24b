import { RunError } from '../../errors/run-error.ts'
import { isRecord } from '../../util/is-record.ts'
import { nearest } from '../../util/text/nearest.ts'
import { shown } from '../../util/text/shown.ts'
import type { Budget, BudgetAction, BudgetMeasure, Spending } from '../budget.ts'

type Names<Options> = Readonly<Record<keyof Options, true>>

const measures: readonly BudgetMeasure[] = ['usd', 'tokens', 'modelCalls', 'toolCalls', 'timeMs']
const actions: Readonly<Record<BudgetAction, true>> = { stop: true, 'cheaper-model': true, ask: true }
const estimateNames: Names<Spending> = { usd: true, tokens: true, modelCalls: true, toolCalls: true }
const budgetNames: Names<Budget> = { ...estimateNames, timeMs: true, onExhausted: true, cheaperModel: true }

/**
 * Refuses what limits nothing by mistake: no object, a misspelt name, a limit that is no number of at least 0, and a
 * missing cheaper model.
 * @throws RunError `BUDGET_INVALID`.
 */
export function checkBudget(budget: Budget, owner: string): Budget {
  const whose = `The budget of ${owner}`
  checkNames(budget, budgetNames, whose)
  for (const measure of measures) {
    const limit: unknown = budget[measure]
    if (limit !== undefined && !(typeof limit === 'number' && limit >= 0))
      throw invalid(`${whose} has ${measure}: ${shown(limit)}. Give a number of at least 0, or leave it out.`)
  }
  checkAction(budget, whose)
  return budget
}

function checkAction({ onExhausted: action, cheaperModel }: Budget, whose: string): void {
  if (action !== undefined && !(typeof action === 'string' && Object.hasOwn(actions, action)))
    throw invalid(`${whose} has onExhausted: ${shown(action)}. ${hint(action, actions)}`)
  if (action === 'cheaper-model' && cheaperModel === undefined)
    throw invalid(`${whose} changes to a cheaper model but names none. Set cheaperModel.`)
  const isModel = (typeof cheaperModel === 'string' && cheaperModel !== '') || isRecord(cheaperModel)
  if (cheaperModel !== undefined && !isModel)
    throw invalid(`${whose} has cheaperModel: ${shown(cheaperModel)}. Give the name of a model, or a model.`)
  if (action === 'ask') {
    throw invalid(
      `${whose} asks a person when it is exhausted (onExhausted: "ask"), which takes approvals, and there are none yet. ` +
        'Use "stop" or "cheaper-model".',
    )
  }
}

/**
 * Refuses an estimate that no account could count: an amount below zero, or none at all, would be held for ever.
 * @throws RunError `BUDGET_INVALID`.
 */
export function checkEstimate(estimate: Spending, owner: string): Spending {
  const whose = `The estimate of ${owner}`
  checkNames(estimate, estimateNames, whose)
  for (const [measure, amount] of Object.entries<unknown>({ ...estimate })) {
    if (amount !== undefined && !(typeof amount === 'number' && Number.isFinite(amount) && amount >= 0))
      throw invalid(`${whose} has ${measure}: ${shown(amount)}. Give a number of at least 0.`)
  }
  return estimate
}

/**
 * Refuses what is no object, or has a name that is not known.
 * @throws RunError `BUDGET_INVALID`.
 */
export function checkNames(value: unknown, known: Readonly<Record<string, true>>, whose: string): void {
  if (!isRecord(value)) throw invalid(`${whose} is ${shown(value)}. Give an object. ${hint(undefined, known)}`)
  for (const name in value) {
    if (!Object.hasOwn(known, name)) throw invalid(`${whose}: there is no "${name}". ${hint(name, known)}`)
  }
}

/** The name that was meant, where one is near, and all that there are. */
function hint(word: unknown, known: Readonly<Record<string, true>>): string {
  const names = Object.keys(known)
  const meant = typeof word === 'string' ? nearest(word, names) : undefined
  const all = `Known: ${names.join(', ')}.`
  return meant === undefined ? all : `Did you mean "${meant}"? ${all}`
}

function invalid(message: string): RunError {
  return new RunError('BUDGET_INVALID', message)
}
