import type { FinishReason } from '../models/finish-reason.ts'
import type { CostSum } from '../messages/cost.ts'
import type { Usage } from '../messages/usage.ts'
import type { Ledger } from './ledger.ts'

/** What a finished run gives back. */
export interface RunResult<Output> {
  readonly output: Output
  /**
   * Why the model stopped that gave the output; `length` and `content-filter` say that it is not complete. Undefined
   * where no model gave it.
   */
  readonly finishReason: FinishReason | undefined
  /** Tokens of all model calls of the run, nested agents included. */
  readonly usage: Usage
  /** What those calls cost, and how many of them have no known price. */
  readonly cost: CostSum
  /** The same by the agent that made the calls. */
  readonly costByAgent: Readonly<Record<string, CostSum>>
  readonly runId: string
  /** What the models and the run found worth saying, such as settings a provider ignored. */
  readonly warnings: readonly string[]
  /** The record of the run. */
  readonly ledger: Ledger
}
