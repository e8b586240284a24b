import type { SerializedError } from '../errors/ensure-error.ts'
import type { CostSum } from '../messages/cost.ts'
import type { Usage } from '../messages/usage.ts'
import type { JsonValue } from '../util/json.ts'

/** What a step is: the one list that keys, events and the ledger share. */
export type StepKind = 'model' | 'tool' | 'agent' | 'wait' | 'random' | 'time'

/** What every event of a run carries. `at` comes from the ledger, so a replay has the same times. */
interface RunEventBase {
  readonly runId: string
  /** Name of the agent whose run this is. */
  readonly agent: string
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

/** What every event of a step carries. `key` is the step's position in the run's call tree. */
interface StepEventBase extends RunEventBase {
  readonly key: string
  readonly kind: StepKind
  /** Name of the model, tool or agent. */
  readonly name: string
}

/** What happens inside a run. */
export type RunEvent =
  | (RunEventBase & { readonly type: 'run-start'; readonly input: JsonValue; readonly parent?: string })
  | (RunEventBase & {
      readonly type: 'run-finish'
      readonly output: JsonValue
      readonly usage: Usage
      readonly cost: CostSum
    })
  | (RunEventBase & {
      readonly type: 'run-error'
      readonly error: SerializedError
      readonly usage: Usage
      readonly cost: CostSum
    })
  | (StepEventBase & { readonly type: 'step-start'; readonly input?: JsonValue })
  | (StepEventBase & { readonly type: 'step-finish'; readonly output: JsonValue })
  | (StepEventBase & { readonly type: 'step-error'; readonly error: SerializedError })
  | (StepEventBase & { readonly type: 'text-delta'; readonly text: string })
  | (StepEventBase & { readonly type: 'reasoning-delta'; readonly text: string })
  | (StepEventBase & {
      readonly type: 'tool-input-delta'
      readonly toolCallId: string
      readonly toolName: string
      readonly text: string
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
  | (StepEventBase & { readonly type: 'text-reset' })
  | (StepEventBase & { readonly type: 'tool-abandoned'; readonly graceMs: number })
  | (RunEventBase & { readonly type: 'run-warning'; readonly message: string })

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

/** Told of every event, in order, synchronously; must not throw and cannot change anything. */
export type EventListener = (event: Event) => void
