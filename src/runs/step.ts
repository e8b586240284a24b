import type { AttemptCause, AttemptStatus, StepKind } from '../events/event.ts'
import type { Usage } from '../messages/usage.ts'
import type { ModelReference } from '../models/model.ts'
import type { ModelProgress } from '../models/model-call.ts'
import type { JsonValue } from '../util/json/json.ts'

/**
 * What may be repeated after a crash. `none`: reads only; `idempotent`: safe to repeat with the same idempotency key;
 * `once`: must never be repeated unless `reconcile` or a person says that it did not happen.
 */
export type Effect = (typeof effects)[number]

export const effects = ['none', 'idempotent', 'once'] as const

/** True for one of the effects: a misspelt one would make an effect repeatable that must not be. */
export function isEffect(value: unknown): value is Effect {
  return effects.some((effect) => effect === value)
}

/** What a step is called. */
export interface StepLabel {
  readonly kind: StepKind
  /** Name of the model, tool, agent or step; becomes part of the step's key. */
  readonly name: string
}

/** Says what became of an effect whose outcome is not recorded: its value, or `undefined` when it did not happen. */
export type Reconcile<Value> = (idempotencyKey: string) => Promise<{ readonly value: Value } | undefined>

/** Progress within a step. Announced, not recorded. */
export type StepProgress =
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'reasoning-delta'; readonly text: string }
  | { readonly type: 'tool-input-delta'; readonly toolCallId: string; readonly toolName: string; readonly text: string }
  | ProviderToolProgress
  | AttemptProgress
  | ModelProgress
  | { readonly type: 'tool-abandoned'; readonly graceMs: number }

/** A tool that the model's provider runs: that it does, and what came of it. */
export type ProviderToolProgress =
  | {
      readonly type: 'tool-call'
      readonly toolCallId: string
      readonly toolName: string
      readonly input: JsonValue
      readonly providerExecuted: true
    }
  | {
      readonly type: 'tool-result'
      readonly toolCallId: string
      readonly toolName: string
      readonly output: JsonValue
      readonly isError?: true
      readonly providerExecuted: true
    }

/** The start and the end of one request to a model. */
export type AttemptProgress =
  | {
      readonly type: 'attempt-start'
      readonly attempt: number
      readonly model: string
      readonly cause: AttemptCause
      readonly waitMs: number
    }
  | {
      readonly type: 'attempt-end'
      readonly attempt: number
      readonly model: string
      readonly status: AttemptStatus
      readonly usage?: Usage
      readonly code?: string
    }

/** A request to a model, as a budget sees it. */
export interface MeteredNeed {
  readonly provider: string
  readonly modelId: string
  /** The tokens that the request may take at worst; `maxOutput` is what the model can write at most. */
  readonly tokens: (maxOutput: number | undefined) => { readonly input: number; readonly output: number }
}

/** What a request took. */
export interface MeteredUse {
  /** What the provider reported. */
  readonly usage: Usage | undefined
  /** False when it failed before any of an answer came, as a refused request does: it counts as a call and costs nothing. */
  readonly mayCost: boolean
  /** Tokens of answer that had arrived, by estimate, for a request that was cut off. */
  readonly seenTokens: number
}

/** A request to a model that budgets hold something for. */
export interface MeteredRequest {
  /** Ends it and counts what it took. Only the first time counts. */
  settle(use: MeteredUse): void
}

/** How a model step spends under budgets; only there where some hold. */
export interface Meter {
  /** The model that a budget names instead of the agent's own, once too little is left for that. */
  choose(need: MeteredNeed): ModelReference | undefined | Promise<ModelReference | undefined>
  /** Holds the worst case of one request. Throws or rejects with `BUDGET_EXCEEDED` or `BUDGET_UNPRICED`. */
  open(need: MeteredNeed): MeteredRequest | Promise<MeteredRequest>
}
