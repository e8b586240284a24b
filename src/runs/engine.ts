import type { ConversationMessage } from '../messages/conversation.ts'
import type { JsonValue } from '../util/json/json.ts'
import type { AnswerNotes } from './result/answer.ts'
import type { Budget, Spending } from './budget.ts'
import type { AgentContext, Callable, ContextCallOptions, Received, StepContext } from './context.ts'
import type { LedgerRecord } from './ledger.ts'
import type { Effect, Meter, Reconcile, StepLabel, StepProgress } from './step.ts'
import type { World } from './world.ts'

/** One call through the door to the outside world. */
export interface StepRequest<Value> extends StepLabel {
  readonly effect: Effect
  /** Recorded with the intent and shown in events; leave out what would be large or is recorded elsewhere. */
  readonly input?: JsonValue | undefined
  /** All that is asked, where it is more than `input`. Made only for interceptors that keep or compare whole requests. */
  readonly requestOf?: (() => unknown) | undefined
  /** The id that a model gave to the call which this step serves. */
  readonly toolCallId?: string | undefined
  /** What was said before that call, for the tool that serves it. Made when it is asked for. */
  readonly messages?: (() => readonly ConversationMessage[]) | undefined
  /** The most that the step may take of a budget, where that is known before it begins. */
  readonly estimate?: Spending | undefined
  /** A model that the step asks and whose price is not known. */
  readonly unpriced?: string | undefined
  /** Milliseconds after which a step that waits is over; its end is recorded with its intent. */
  readonly waitMs?: number | undefined
  /** True for a call of an agent whose words are the caller's answer. */
  readonly forwards?: boolean | undefined
  /** The effect itself. Not called when the ledger has its outcome. */
  readonly execute: (step: EngineStep) => Value | Promise<Value>
  /** Asked when an earlier attempt has no outcome. */
  readonly reconcile?: Reconcile<Value> | undefined
}

/**
 * What implementers of agents have of a run, at one place of its call tree. User code never sees it: it is given `user`.
 */
export interface EngineContext {
  readonly runId: string
  /** Name of the agent this context belongs to. */
  readonly agent: string
  /** Key of the step this context is nested in; empty at the root of a run. */
  readonly path: string
  /** How many calls of agents lie between the run's own agent and this place. */
  readonly depth: number
  /** Aborts when the work here is called off. Made when it is first asked for, so ask only where it is passed on. */
  readonly signal: AbortSignal
  /** True once the work here is called off; asking does not make the signal. */
  readonly isAborted: boolean
  readonly context: unknown
  readonly session: string | undefined
  readonly tenant: string | undefined
  readonly received: Received | undefined
  /** True when the caller wants deltas while the model writes. */
  readonly isStreaming: boolean
  /** True when somebody listens to events, so that progress is worth making. */
  readonly isHeard: boolean
  readonly world: World
  /** The context for user code at this place. */
  readonly user: AgentContext

  /** Takes one effect through the door: records it, announces it; on replay gives the recorded outcome instead. */
  step<Value>(request: StepRequest<Value>): Promise<Value>
  /** A scope with keys of its own. */
  branch(name: string): EngineContext
  /** The same place of the run under another signal, for work with a time limit of its own. The signal must follow `signal`. */
  withSignal(signal: AbortSignal): EngineContext
  /** The same place of the run under a budget of this agent's, which the agents it calls share. */
  withBudget(budget: Budget): EngineContext
  call<Input, Output>(
    agent: Callable<Input, Output, never>,
    input: Input,
    options?: ContextCallOptions,
  ): Promise<Output>
  sleep(delayMs: number): Promise<void>
  /** Tells listeners something that is worth knowing but is no error. */
  warn(message: string): void
  /** Notes how the agent's answer came about, which counts where that answer is the run's. */
  endWith(notes: AnswerNotes): void
  /** Notes what was said before another agent took the conversation over; its own turns follow. */
  handOver(turns: () => readonly ConversationMessage[]): void
  /** Runs user code so that what it calls finds this place (`runtime.call` from within an agent). */
  activate<Value>(code: () => Value): Value
}

/** What an effect has of the step it runs in; it is also the context for steps nested in it. */
export interface EngineStep extends EngineContext {
  readonly key: string
  readonly request: StepRequest<unknown>
  /** The same for every attempt of this step, across retries and crashes; another for every other step. */
  readonly idempotencyKey: string
  readonly user: StepContext
  /** How the step spends, where budgets hold; put there by the budget's interceptor. */
  meter: Meter | undefined
  /** Why the work here was called off; nothing while it was not. */
  readonly aborted: { readonly reason: unknown } | undefined
  /** Calls back once when the work here is called off; what it returns stops that. Costs less than a listener of `signal`. */
  onAbort(listener: () => void): () => void
  /** Announces live progress. Not recorded; a replay announces one delta for each part of the outcome. */
  announce(progress: StepProgress): void
  withSignal(signal: AbortSignal): EngineStep
  /**
   * Says that it is not known whether the effect happened: its time is up, and it did not stop. Resolves with what
   * `reconcile` says; where it knows nothing, the run waits for a person, and the promise does not settle.
   */
  unknownOutcome(): Promise<never>
}

/** A run that is over, as its record has it. */
export interface EndedRun {
  readonly records: readonly LedgerRecord[]
  readonly input: unknown
  readonly output: unknown
}

/** An agent as a run executes it. Written by implementers. */
export interface Runnable<Input = unknown, Output = unknown> {
  readonly name: string
  /** Version of the agent's definition. */
  readonly version?: string | undefined
  doRun(input: Input, context: EngineContext): Output | Promise<Output>
  /** Tells from its record how the answer of a run came about that is over; question and answer alone without it. */
  readonly doRecall?: ((run: EndedRun) => Pick<AnswerNotes, 'reasoning' | 'turns'>) | undefined
}
