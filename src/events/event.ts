import type { FinishReason } from '../models/finish-reason.ts'
import type { SerializedError } from '../errors/serialized-error.ts'
import type { CostSum } from '../messages/cost.ts'
import type { Usage } from '../messages/usage.ts'
import type { JsonValue } from '../util/json/json.ts'

/**
 * What a step is: the one list that keys, events and the ledger share. `step` is an effect of a user's own; `approval`
 * and `signal` wait for somebody outside; `emit` is a message that a run gave to an output of its agent.
 */
export type StepKind = 'model' | 'tool' | 'agent' | 'step' | 'wait' | 'approval' | 'signal' | 'emit' | 'random' | 'time'

/** What a run waits for while it is parked. */
export interface WaitingFor {
  /** Key of the step that waits. */
  readonly key: string
  /** `timer`: until `until`; `attention`: a person must say what became of a step. */
  readonly kind: 'timer' | 'approval' | 'signal' | 'attention'
  /** Milliseconds since the Unix epoch. */
  readonly until?: number
}

/** What every event of a run carries. `at` comes from the ledger, so a replay has the same times. */
interface RunEventBase {
  readonly runId: string
  /** The agent that wrote the event: the run's own, or one that it called. */
  readonly agent: string
  /** How many calls of agents lie between the run's own agent (0) and the one that wrote the event. */
  readonly depth: number
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  /** Id of the message from outside that began it all; none where no message did. */
  readonly correlationId?: string
  readonly session?: string
  readonly tenant?: string
  /** True for what is told again from the record. */
  readonly replayed?: true
}

/** What every event of a step carries. `key` is the step's position in the run's call tree. */
interface StepEventBase extends RunEventBase {
  readonly key: string
  readonly kind: StepKind
  /** Name of the model, tool, agent or step. */
  readonly name: string
}

/** What every piece of an answer carries that is told while a model writes it. */
interface DeltaBase extends StepEventBase {
  readonly text: string
  /** True where the called agent's words are the answer of the run's own agent. */
  readonly forwarded?: true
}

/** What every event of one request to a model carries. */
interface AttemptBase extends StepEventBase {
  /** Counted from 1 within the step. */
  readonly attempt: number
  /** The attempt's own key: the step's, and `@` with its number. */
  readonly attemptKey: string
  /** `provider:model` that was asked. */
  readonly model: string
}

/** What happens inside a run. */
export type RunEvent =
  | (RunEventBase & {
      readonly type: 'run-start'
      readonly input: JsonValue
      /** The step of another run that caused this one, as `runId/key`. */
      readonly parent?: string
      /** The message that the run handles. */
      readonly messageId?: string
      readonly round?: number
    })
  | (RunEventBase & {
      readonly type: 'run-finish'
      readonly output: JsonValue
      /** Why the model stopped that gave the output. */
      readonly finishReason?: FinishReason
      readonly usage: Usage
      readonly cost: CostSum
    })
  | (RunEventBase & {
      readonly type: 'run-error'
      readonly error: SerializedError
      readonly usage: Usage
      readonly cost: CostSum
    })
  /** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
  | (RunEventBase & {
      readonly type: 'run-cancel'
      readonly reason: CancelReason
      readonly error: SerializedError
      readonly usage: Usage
      readonly cost: CostSum
    })
  /** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
  | (RunEventBase & {
      readonly type: 'run-interrupt'
      readonly error: SerializedError
      readonly usage: Usage
      readonly cost: CostSum
    })
  /** Everything in the run waits for something from outside. */
  | (RunEventBase & { readonly type: 'run-park'; readonly waitingFor: readonly WaitingFor[] })
  | (StepEventBase & { readonly type: 'step-start'; readonly input?: JsonValue })
  | (StepEventBase & { readonly type: 'step-finish'; readonly output: JsonValue })
  | (StepEventBase & { readonly type: 'step-error'; readonly error: SerializedError })
  /** The run ended before the step did; what became of its effect is not known. */
  | (StepEventBase & { readonly type: 'step-unknown' })
  | (DeltaBase & { readonly type: 'text-delta' })
  | (DeltaBase & { readonly type: 'reasoning-delta' })
  | (DeltaBase & { readonly type: 'tool-input-delta'; readonly toolCallId: string; readonly toolName: string })
  /** The provider of the model runs a tool. */
  | (StepEventBase & {
      readonly type: 'tool-call'
      readonly toolCallId: string
      readonly toolName: string
      readonly input: JsonValue
      readonly providerExecuted: true
    })
  /** What came of a tool that the provider ran. */
  | (StepEventBase & {
      readonly type: 'tool-result'
      readonly toolCallId: string
      readonly toolName: string
      readonly output: JsonValue
      readonly isError?: true
      readonly providerExecuted: true
    })
  /** A request is sent to a model. `waitMs`: how long it waited for its turn. */
  | (AttemptBase & {
      readonly type: 'attempt-start'
      readonly cause: AttemptCause
      readonly waitMs: number
    })
  /** What came of a request. `cached`: the answer was known, and nothing was sent. */
  | (AttemptBase & {
      readonly type: 'attempt-end'
      readonly status: AttemptStatus
      readonly usage?: Usage
      readonly code?: string
    })
  /** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
  | (StepEventBase & {
      readonly type: 'model-retry'
      readonly model: string
      readonly code: string
      readonly reason: string
      readonly delayMs: number
      readonly next: string
    })
  /** What this step announced of its answer so far is void: the model starts again. */
  | (StepEventBase & { readonly type: 'text-reset'; readonly forwarded?: true })
  | (StepEventBase & { readonly type: 'tool-abandoned'; readonly graceMs: number })
  | (RunEventBase & { readonly type: 'run-warning'; readonly message: string })

/** Why a run is over that neither finished nor failed. */
export type CancelReason = 'caller' | 'deadline' | 'budget'

/** Why a request is sent to a model. */
export type AttemptCause = 'first' | 'retry' | 'fallback' | 'hedge'

/** What came of a request to a model. */
export type AttemptStatus = 'ok' | 'error' | 'cancelled' | 'cached'

/** What every event of a runtime carries. */
interface RuntimeEventBase {
  readonly at: number
}

/** Why a message could not be handled. */
export type DeadLetterReason = 'failed' | 'overflow' | 'closed' | 'deadline' | 'aborted' | 'round-limit'

/** What happens between runs: agents coming and going, messages moving. */
export type RuntimeEvent =
  | (RuntimeEventBase & {
      readonly type: 'runtime-start'
      readonly agents: readonly string[]
      readonly durable: boolean
    })
  | (RuntimeEventBase & { readonly type: 'runtime-stop'; readonly reason: string })
  | (RuntimeEventBase & { readonly type: 'agent-ready'; readonly agent: string; readonly phase: number })
  | (RuntimeEventBase & { readonly type: 'agent-error'; readonly agent: string; readonly error: SerializedError })
  | (RuntimeEventBase & {
      readonly type: 'agent-restart'
      readonly agent: string
      /** The attempt that comes next, counted from 1. */
      readonly attempt: number
      readonly delayMs: number
      readonly error: SerializedError
    })
  | (RuntimeEventBase & { readonly type: 'agent-stop'; readonly agent: string })
  | (RuntimeEventBase & { readonly type: 'source-exhausted'; readonly agent: string; readonly items: number })
  | (RuntimeEventBase & {
      readonly type: 'message-sent'
      readonly id: string
      readonly from: string
      readonly to: readonly string[]
      readonly messageType: string
      readonly text: string
    })
  | (RuntimeEventBase & {
      readonly type: 'channel-output'
      readonly channel: string
      readonly from: string
      readonly id: string
      readonly value: JsonValue
    })
  | (RuntimeEventBase & {
      readonly type: 'dead-letter'
      readonly id: string
      readonly from: string
      readonly to: string
      readonly reason: DeadLetterReason
      readonly error?: SerializedError
    })
  | (RuntimeEventBase & { readonly type: 'round-start'; readonly round: number })
  | (RuntimeEventBase & { readonly type: 'round-finish'; readonly round: number; readonly messages: number })
  | (RuntimeEventBase & { readonly type: 'notice'; readonly level: 'info' | 'warn'; readonly message: string })

/** Everything that happens. Observability listens to these; nothing in the core calls a tracer, a logger or a metric. */
export type Event = RunEvent | RuntimeEvent

/** Told of every event, in order, synchronously. What it throws is reported and changes nothing. */
export type EventListener = (event: Event) => void
