import { RunError } from '../../errors/run-error.ts'
import type { Budget, BudgetMeasure } from '../budget.ts'

const measures: readonly BudgetMeasure[] = ['usd', 'tokens', 'modelCalls', 'toolCalls', 'timeMs']

/**
 * Refuses limits that limit nothing by mistake: numbers below zero or none at all, and a missing cheaper model.
 * @throws RunError `BUDGET_INVALID`.
 */
export function checkBudget(budget: Budget, owner: string): Budget {
  for (const measure of measures) {
    const limit = budget[measure]
    if (limit !== undefined && !(limit >= 0)) {
      throw invalid(`The budget of ${owner} has ${measure}: ${limit}. Give a number of at least 0, or leave it out.`)
    }
  }
  if (budget.onExhausted === 'cheaper-model' && budget.cheaperModel === undefined) {
    throw invalid(`The budget of ${owner} changes to a cheaper model but names none. Set cheaperModel.`)
  }
  return budget
}

function invalid(message: string): RunError {
  return new RunError('BUDGET_INVALID', message)
}
