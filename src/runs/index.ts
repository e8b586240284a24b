// Runs: how they are kept, taken up again, watched and paid for. Knows nothing of what keeps them; that has doors of its own.
export type { StepKind } from '../events/event.ts'
export type { CostSum } from '../messages/cost.ts'
export type {
  BudgetAccount,
  BudgetAction,
  BudgetMeasure,
  BudgetReport,
  Budgets,
  BudgetScope,
  Shortfall,
  Spending,
} from './budget.ts'
export { createBudgets } from './budget/create-budgets.ts'
export type { BudgetsOptions } from './budget/create-budgets.ts'
export type {
  Callable,
  ContextCallOptions,
  Decision,
  OwnStepOptions,
  Question,
  Received,
  StepContext,
} from './context.ts'
export type { StepRequest } from './engine.ts'
export type { StepInterceptor } from './interceptors/interceptor.ts'
export type { AppendNeed, Ledger, LedgerRecord, ParkedWait, RunRecord, RunStart } from './ledger.ts'
export type { ModelOutcome, ToolOutcome } from './outcomes.ts'
export { forkRun } from './replay/fork-run.ts'
export type { ForkOptions } from './replay/fork-run.ts'
export type { RunFilter, RunStatus, RunStore, RunSummary } from './run-store.ts'
export type { Effect, StepProgress } from './step.ts'
export type { World } from './world.ts'
export { systemClock } from '../util/clock.ts'
export type { Clock } from '../util/clock.ts'
export { systemRandom } from '../util/random.ts'
export type { Random } from '../util/random.ts'
