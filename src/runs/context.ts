import type { RunEvent, StepKind } from '../events/event.ts'
import type { Message } from '../messages/message.ts'
import type { ModelResolver } from '../models/model.ts'
import type { PriceTable } from '../models/prices/model-price.ts'
import type { ModelProgress } from '../models/model-call.ts'
import type { Clock } from '../util/clock.ts'
import type { JsonValue } from '../util/json.ts'
import type { Random } from '../util/random.ts'
import type { Budget, BudgetAccount } from './budget.ts'

/**
 * What may be repeated after a crash. `none`: reads only; `idempotent`: safe to repeat with the same idempotency key;
 * `once`: must never be repeated unless `reconcile` or a person says that it did not happen.
 */
export type Effect = 'none' | 'idempotent' | 'once'

/** One call through the door to the outside world. */
export interface StepRequest<Value> {
  readonly kind: StepKind
  /** Name of the model, tool or agent; becomes part of the step's key. */
  readonly name: string
  readonly effect: Effect
  /** Recorded with the intent and shown in events; leave out what would be large or is recorded elsewhere. */
  readonly input?: JsonValue
  /** All that is asked, where it is more than `input`. Made only for ledgers that keep or compare whole requests. */
  readonly requestOf?: () => unknown
  /** The id that a model gave to the call which this step serves. */
  readonly toolCallId?: string
  /** The effect itself. Not called when the ledger has its outcome. The value must survive JSON. */
  readonly execute: (step: StepContext) => Value | Promise<Value>
  /** Asked when an earlier attempt has no outcome: resolves to the outcome, or `undefined` when the effect did not happen. */
  readonly reconcile?: (idempotencyKey: string) => Promise<{ readonly value: Value } | undefined>
}

/** What an effect gets to know about the step it runs in; it is also the context for steps nested in it. */
export interface StepContext extends AgentContext {
  readonly key: string
  /** The same for every attempt of this step, across retries and crashes; another for every other step. */
  readonly idempotencyKey: string
  /** Announces live progress (deltas). Not recorded; a replay announces one delta for each part of the outcome. */
  readonly announce: (progress: StepProgress) => void
  /** The id that a model gave to the call which this step serves. */
  readonly toolCallId: string | undefined
  withSignal(signal: AbortSignal): StepContext
  /** True when somebody listens to events, so that progress is worth making. */
  readonly listening: boolean
}

/** Progress within a step. */
export type StepProgress =
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'reasoning-delta'; readonly text: string }
  | { readonly type: 'tool-input-delta'; readonly toolCallId: string; readonly toolName: string; readonly text: string }
  | ModelProgress
  | { readonly type: 'tool-abandoned'; readonly graceMs: number }

/** The least a context must know of an agent to run it as a step. Agents implement it; users call `agent.run`. */
export interface Runnable<Input, Output> {
  readonly name: string
  /** Written by implementers; called by a run, never by users. */
  doRun(input: Input, context: AgentContext): Promise<Output>
}

/** A message as it arrived. */
export interface Received {
  readonly message: Message
  /** The agent or channel that sent it. */
  readonly from: string
}

/**
 * All that an agent sees of the world while it handles one input. Everything that reaches outside goes through
 * `step`; `call`, `sleep`, `now`, `random` and `id` are steps too.
 */
export interface AgentContext {
  readonly runId: string
  /** Name of the agent this context belongs to. */
  readonly agent: string
  /** Key of the step this context is nested in; empty at the root of a run. */
  readonly path: string
  /** Aborts when the caller gives up, a deadline passes or the runtime stops. */
  readonly signal: AbortSignal
  /** False when nothing can abort this run. Its signal then never fires, and need not be made or passed on. */
  readonly cancellable: boolean
  /** The caller's own dependencies, as given to `run`. */
  readonly context: unknown
  /** The conversation this run belongs to, if any. */
  readonly session: string | undefined
  /** The message this run handles and who sent it. None where the agent was called directly or by another agent. */
  readonly received?: Received | undefined
  /** True when the caller wants deltas while the model writes. */
  readonly streaming: boolean
  readonly ports: RunPorts
  /** The budgets that calls made here draw on; empty where nothing is limited. */
  readonly budgets: readonly BudgetAccount[]

  /** Runs one effect, records it, announces it; on replay gives the recorded outcome instead. */
  step<Value>(request: StepRequest<Value>): Promise<Value>
  /** A scope with keys of its own, for code that races: what starts first in one branch cannot shift the keys of another. */
  branch(name: string): AgentContext
  /** The same place of the run under another signal, for work with a time limit of its own. */
  withSignal(signal: AbortSignal): AgentContext
  /** The same place of the run under a budget of this agent's, which the agents it calls share. */
  withBudget(budget: Budget): AgentContext
  /** Runs another agent as a step of this run. */
  call<Input, Output>(
    agent: Runnable<Input, Output>,
    input: Input,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Output>
  /** Waits; parks the run where the ledger is durable. Rejects with the signal's reason when aborted. */
  sleep(delayMs: number): Promise<void>
  /** The wall clock, in milliseconds since the Unix epoch, as recorded. */
  now(): number
  /** A number in [0, 1), as recorded. */
  random(): number
  /** A unique id, as recorded. */
  id(): string
  /** Tells listeners something that is worth knowing but is no error. */
  warn(message: string): void
}

/** The outside world as a run sees it; a test or a simulator hands in its own. */
export interface RunPorts {
  readonly clock: Clock
  readonly random: Random
  readonly resolveModel: ModelResolver
  /** The caller's own prices, which win over the built-in ones. */
  readonly prices?: PriceTable | undefined
}

/** Told of every event of a run. */
export type RunListener = (event: RunEvent) => void
