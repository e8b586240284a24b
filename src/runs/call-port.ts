import type { ConversationMessage } from '../messages/conversation.ts'
import type { FinishReason } from '../models/finish-reason.ts'
import type { RunEvent } from '../events/event.ts'
import type { CostSum } from '../messages/cost.ts'
import type { Usage } from '../messages/usage.ts'
import type { Budget, BudgetAccount } from './budget.ts'
import type { Callable } from './context.ts'

/** A slot of an agent that a run holds. Plain data. */
export interface HeldSlot {
  readonly agent: string
  /** Tells it from the agent's other slots. */
  readonly number: number
}

/** A call of an agent by a run, on its way to whoever hosts the agent. Plain data but for the agent and the functions. */
export interface CallRequest {
  readonly agent: Callable<never, unknown, never>
  readonly input: unknown
  /** Id of the run that the call begins; it follows from the calling step, so a call that is repeated begins no other run. */
  readonly runId: string
  /** Id of the run at the root of all that called each other. */
  readonly rootId: string
  /** The step that calls. */
  readonly parent: { readonly runId: string; readonly key: string }
  /** Milliseconds since the Unix epoch. */
  readonly deadline: number | undefined
  /** The caller's budgets, which the called agent draws on too. */
  readonly budgets: readonly BudgetAccount[]
  /** Limits for this call alone. */
  readonly budget: Budget | undefined
  readonly session: string | undefined
  readonly tenant: string | undefined
  readonly correlationId: string | undefined
  readonly round: number | undefined
  /** The W3C trace context that the call goes on with. */
  readonly traceparent: string | undefined
  /** What the caller's host gives on. */
  readonly origin: unknown
  readonly context: unknown
  readonly isStreaming: boolean
  /** The slots that the callers above hold, the outermost first. */
  readonly slots: readonly HeldSlot[]
  /** How deep the caller is nested. */
  readonly depth: number
  readonly signal: AbortSignal
  readonly onEvent: ((event: RunEvent) => void) | undefined
}

/** What came of a call. */
export interface CallResult {
  readonly output: unknown
  readonly usage: Usage
  readonly cost: CostSum
  /** Why the model stopped that gave the output. */
  readonly finishReason: FinishReason | undefined
  readonly reasoning: string | undefined
  readonly messages: readonly ConversationMessage[]
}

/** Hosts agents: calls of them take their slots, count in their figures, and keep their limits. */
export interface CallPort {
  /** True when calls of this agent must go through here. */
  hosts(agent: Callable<never, unknown, never>): boolean
  /** Begins a run of the agent, or joins the one that was begun under this id. */
  call(request: CallRequest): Promise<CallResult>
  /** Runs code so that what it calls from outside a context finds the caller: a place of a run. */
  activate<Value>(place: object, code: () => Value): Value
}
