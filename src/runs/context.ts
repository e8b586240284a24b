import type { RunEvent } from '../events/event.ts'
import type { Conversation, UserInput } from '../messages/conversation.ts'
import type { Message } from '../messages/message.ts'
import type { ContextMissing } from '../util/compiler/context-of.ts'
import type { Effect, Reconcile } from './step.ts'
import type { Spending } from './budget.ts'
import type { RunResult } from './result/run-result.ts'

/** A message as it arrived. */
export interface Received {
  readonly message: Message
  /** The agent or channel that sent it. */
  readonly from: string
}

/** What a context must know of an agent to call it. Every agent is one. */
export interface Callable<Input, Output, Context = unknown> {
  readonly name: string
  run(input: Input, ...options: never): Promise<RunResult<Output>>
  /** Exists for the compiler only. */
  readonly '~context'?: ((context: Context) => void) | undefined
}

/** For the compiler: an agent does not fit where the context that it needs is not there. One that is not known is taken. */
type ContextCheck<Context, Needed> = [Needed] extends [never]
  ? unknown
  : Context extends Needed
    ? unknown
    : ContextMissing<'It needs more of a context than this one has: say what yours is, as in (input, context: AgentContext<Dependencies>)'>

/**
 * What an agent's own input may be given on as: whatever a user says, to an agent that takes that. Which files its model
 * takes is seen when it is asked.
 */
type HandedOn<Input> = Conversation extends Input ? UserInput : never

/** How an agent is called by another one. */
export interface ContextCallOptions {
  /** Gives this call up. It comes on top of the run's own cancellation and does not replace it. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds after which the call is given up with `DEADLINE_EXCEEDED`. */
  readonly timeoutMs?: number | undefined
  /** True where the called agent's answer is the caller's own: its text is then part of the text of the run's stream. */
  readonly forward?: boolean | undefined
}

/** How an effect of your own is taken through the door. */
export interface OwnStepOptions<Value> {
  /** What may be repeated after a crash; `once` unless said otherwise. */
  readonly effect?: Effect | undefined
  /** Recorded with the intent and shown in events. */
  readonly input?: unknown
  /** Asked when an earlier attempt has no outcome: resolves to the outcome, or `undefined` when the effect did not happen. */
  readonly reconcile?: Reconcile<Value> | undefined
  /** The most that the step may take of a budget; it is refused where that does not fit. */
  readonly estimate?: Spending | undefined
  /** Name of a model that the step asks and whose price is not known: a budget in money refuses the step. */
  readonly unpriced?: string | undefined
}

/** What a person, or whoever may decide, is asked. */
export interface Question {
  readonly title: string
  /** What the decision is about. */
  readonly input?: unknown
  /** The answers there are; `approve` and `deny` unless said otherwise. */
  readonly options?: readonly string[] | undefined
}

/** The answer to a question. */
export interface Decision {
  /** One of the question's options. */
  readonly answer: string
  /** Who decided. */
  readonly by: string
  readonly comment?: string | undefined
}

/**
 * All that an agent's own code sees of the world while it handles one input. Everything that reaches outside goes through
 * it, so that it is recorded, traced and not repeated after a crash. Its functions may be taken apart:
 * `({ call, signal }) => ...`.
 */
export interface AgentContext<Context = unknown> {
  readonly runId: string
  /** Name of the agent this context belongs to. */
  readonly agent: string
  /** Key of the step this context is nested in; empty at the root of a run. */
  readonly path: string
  /** Aborts when the caller gives up, a deadline passes, the runtime stops, or the run ends while something in it is still under way. */
  readonly signal: AbortSignal
  /** The caller's own dependencies, as given to `run`. */
  readonly context: Context
  /** Names the conversation this run belongs to, if any. It keeps no history. */
  readonly session: string | undefined
  /** On whose behalf the run is made, if that is known. */
  readonly tenant: string | undefined
  /** The message this run handles and who sent it. None where the agent was called directly or by another agent. */
  readonly received?: Received | undefined

  /**
   * Makes an effect of your own happen, records what came of it, and announces both; on replay gives the recorded value.
   * The value is what JSON makes of it (a Date is its ISO text; bytes survive), live as on replay.
   * @throws RunError `STEP_INVALID` for options that make no sense, `VALUE_NOT_JSON` when JSON has no word for the value,
   * `RUN_CLOSED` after the run has ended.
   *
   * @example
   * const receipt = await context.step('charge', ({ idempotencyKey }) => bank.charge(amount, idempotencyKey))
   */
  step<Value>(
    name: string,
    execute: (step: StepContext<Context>) => Value | Promise<Value>,
    options?: OwnStepOptions<Value>,
  ): Promise<Value>
  /** A scope with keys of its own, for code that races: what starts first in one branch cannot shift the keys of another. */
  branch(name: string): AgentContext<Context>
  /**
   * Calls another agent as a step of this run: through the runtime where that hosts it, within this run otherwise. It gets
   * this run's context, so that must hold what the agent needs.
   */
  call<Input, Output, Needed>(
    agent: Callable<Input, Output, Needed> & ContextCheck<Context, Needed>,
    input: NoInfer<Input> | HandedOn<Input>,
    options?: ContextCallOptions,
  ): Promise<Output>
  /** Waits for so many milliseconds in all, whatever happens to the process; parks the run where its store can keep it. */
  sleep(delayMs: number): Promise<void>
  /**
   * Asks somebody outside to decide. The promise does not settle before there is an answer: the run is parked, and no
   * `catch` sees it. @throws RunError `WAIT_UNAVAILABLE` where the run has no store that it could wait in.
   */
  ask(question: Question): Promise<Decision>
  /** Waits for a value that is signalled from outside under this name. As `ask`; with a time limit, gives `undefined` after it. */
  receive<Value = unknown>(name: string): Promise<Value>
  receive<Value = unknown>(name: string, options: { readonly timeoutMs: number }): Promise<Value | undefined>
  /** The wall clock, in milliseconds since the Unix epoch, as recorded. */
  now(): number
  /** A number in [0, 1), as recorded. */
  random(): number
  /** A unique id, as recorded. */
  id(): string
  /** Tells listeners something that is worth knowing but is no error. */
  warn(message: string): void
}

/** What an effect gets to know about the step it runs in; it is also the context for steps nested in it. */
export interface StepContext<Context = unknown> extends AgentContext<Context> {
  readonly key: string
  /** The same for every attempt of this step, across retries and crashes; another for every other step. */
  readonly idempotencyKey: string
  /** The id that a model gave to the call which this step serves. */
  readonly toolCallId: string | undefined
}

/** Told of every event of a run. What it throws is reported and changes nothing. */
export type RunListener = (event: RunEvent) => void
