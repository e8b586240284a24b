import type { Budget } from '../runs/budget.ts'

/** A budget as a configuration writes it. */
export interface BudgetConfig {
  readonly maxCost?: number | undefined
  readonly maxTokens?: number | undefined
  readonly maxModelCalls?: number | undefined
  readonly maxToolCalls?: number | undefined
  readonly maxTimeMs?: number | undefined
  readonly onExhausted?: Budget['onExhausted'] | undefined
  readonly cheaperModel?: string | undefined
}

/** The budget of a configuration, in the terms of the code. */
export function configuredBudget(config: BudgetConfig): Budget {
  const { maxCost, maxTokens, maxModelCalls, maxToolCalls, maxTimeMs, onExhausted, cheaperModel } = config
  return {
    usd: maxCost,
    tokens: maxTokens,
    modelCalls: maxModelCalls,
    toolCalls: maxToolCalls,
    timeMs: maxTimeMs,
    onExhausted,
    cheaperModel,
  }
}
