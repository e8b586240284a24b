import type { ConversationMessage } from '../../messages/conversation.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { AnswerNotes, RecordedAnswer } from '../result/answer.ts'
import type { Budget, BudgetAccount } from '../budget.ts'
import type { HeldSlot } from '../call-port.ts'
import type { RunBudgets } from '../budget/run-budgets.ts'
import type { Callable, Decision, Received, RunListener } from '../context.ts'
import type { EngineStep, StepRequest } from '../engine.ts'
import type { NotedFailure } from './ending.ts'
import type { Frame } from './frame.ts'
import type { StepChain } from '../interceptors/step-chain.ts'
import type { Ledger, LedgerRecord, RunRecord } from '../ledger.ts'
import type { CallOutcome } from '../outcomes.ts'
import type { StepCounter } from '../step-key.ts'
import type { StepProgress } from '../step.ts'
import type { World } from '../world.ts'

/** What a run is made with. */
export interface RunParts {
  readonly id: string
  readonly agent: string
  /** Id of the run that nobody called, at the root of all that called each other. */
  readonly rootId: string
  /** How deep the run itself is nested in calls of other runs. */
  readonly depth: number
  /** The first record of the run: made for a new one, read from the history otherwise. */
  readonly record: RunRecord
  readonly ledger: Ledger
  readonly history: readonly LedgerRecord[]
  readonly world: World
  readonly chain: StepChain
  readonly budgets: RunBudgets
  readonly context: unknown
  readonly session: string | undefined
  readonly tenant: string | undefined
  readonly received: Received | undefined
  readonly isStreaming: boolean
  readonly listener: RunListener | undefined
  /** The slots that this run and those that called it hold, the outermost first. */
  readonly slots: readonly HeldSlot[]
  /** Milliseconds that the end of the run waits for effects in flight. */
  readonly graceMs: number
  /** Who started the run. */
  readonly host: RunHost
}

/** What whoever starts a run decides at its end. */
export interface RunHost {
  /** What the host knows of the message that this run, or the run at the root of its calls, handles. Given on with every call. */
  readonly origin?: unknown
  /** What the run's output is given to, recorded with its end. */
  readonly outletsOf?: ((output: JsonValue, runId: string) => readonly Emission[]) | undefined
  /** True when the run is taken up again after this failure; its record stays open then. */
  willRetry?(thrown: unknown, failed: readonly NotedFailure[]): boolean
}

/** How an agent is called: as users say it, and what a host lets its callers set beside that. */
export interface AgentCallOptions {
  readonly forward?: boolean | undefined
  readonly session?: string | undefined
  readonly tenant?: string | undefined
  readonly budget?: Budget | undefined
  readonly context?: unknown
}

/** What came of a call of an agent. */
export interface AgentCallResult {
  readonly output: unknown
  /** What is recorded of a call that went through a host. */
  readonly hosted: CallOutcome | undefined
}

/** A message that a run gives to one of its agent's outputs. */
export interface Emission {
  readonly outlet: string
  readonly messageId: string
}

/** A place in a run's call tree. */
export interface Place {
  readonly agent: string
  readonly depth: number
  readonly frame: Frame
  /** The step that this place is nested in. */
  readonly step?: Scope | undefined
  /** The step's own request, where the place is the inside of a step. */
  readonly request?: StepRequest<unknown> | undefined
  /** Takes the place of the frame's signal, which it follows. */
  readonly signal?: AbortSignal | undefined
  /** Budgets of agents around this place, beside those of the whole run. */
  readonly budgets?: readonly BudgetAccount[] | undefined
  /** True where what a model writes is the answer of the run's own agent. */
  readonly isForwarded: boolean
}

/** The context of an agent or of a step, as the run sees it. */
export interface Scope extends EngineStep {
  readonly door: Door
  readonly place: Place
  readonly counter: StepCounter
  readonly budgets: readonly BudgetAccount[]
  /** Has a function called when the run is over, or put away (true); what is returned takes that back. */
  whenReleased(giveBack: (isParked: boolean) => void): () => void
  /** When a wait ends: milliseconds since the Unix epoch. */
  wakeAt: number | undefined
  /** How the answer of the agent came about that this step called, where it is the run's own. */
  answer: RecordedAnswer | undefined
  /** Steps within this one that have not settled. */
  openChildren: number
  hasSettled: boolean
  /** The inside of a step that is taken here. */
  nested(key: string, request: StepRequest<unknown>): Scope
  /** This place under further signals, which all call its work off. */
  limited(signals: readonly AbortSignal[]): Scope
  /** The place of an agent that the step of this scope calls. */
  called(agent: string, isForwarded: boolean): Scope
}

/** What a scope asks of its run. */
export interface Door {
  readonly parts: RunParts
  readonly isHeard: boolean
  /** True while steps may begin. */
  readonly isOpen: boolean
  perform<Value>(scope: Scope, request: StepRequest<Value>): Promise<Value>
  callAgent(
    scope: Scope,
    agent: Callable<never, unknown, never>,
    input: unknown,
    options: AgentCallOptions,
  ): Promise<AgentCallResult>
  sleep(scope: Scope, delayMs: number): Promise<void>
  ask(scope: Scope, question: JsonValue): Promise<Decision>
  receive(scope: Scope, name: string, timeoutMs: number | undefined): Promise<unknown>
  /** A value that is known at once: recorded, and read from the record on replay. */
  value(scope: Scope, kind: 'random' | 'time', name: 'now' | 'number' | 'id'): JsonValue
  unknownOutcome(scope: Scope): Promise<never>
  warn(scope: Scope, message: string): void
  /** Notes how the run's answer came about. */
  endWith(notes: AnswerNotes): void
  /** Notes what was said before another agent took the conversation over. */
  handOver(turns: () => readonly ConversationMessage[]): void
  progress(scope: Scope, progress: StepProgress): void
}
