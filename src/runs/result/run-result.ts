import type { ConversationMessage } from '../../messages/conversation.ts'
import type { CostSum } from '../../messages/cost.ts'
import type { Usage } from '../../messages/usage.ts'
import type { FinishReason } from '../../models/finish-reason.ts'
import type { Ledger } from '../ledger.ts'

/**
 * What a finished run gives back. Its JSON is what whoever asked may see. What was thought, said and given by tools on the
 * way is no part of that: `reasoning`, `messages` and `ledger` are there for code that asks for them by name.
 */
export interface RunResult<Output> {
  readonly output: Output
  /**
   * Why the model stopped that gave the output; `length` and `content-filter` say that it is not complete. Undefined
   * where no model gave it.
   */
  readonly finishReason: FinishReason | undefined
  /**
   * The turns of this run: what the agent was asked, the calls of its tools and their results, its answer. Put behind what
   * was said before and followed by another question, they are the next input: `agent.run({ messages })`. Plain JSON.
   */
  readonly messages: readonly ConversationMessage[]
  /** What the model thought before it gave the output, where its provider tells. */
  readonly reasoning: string | undefined
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
