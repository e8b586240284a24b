import type { Clock } from '../util/clock.ts'
import { systemClock } from '../util/clock.ts'
import type { Random } from '../util/random.ts'
import { systemRandom } from '../util/random.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4Usage } from './model.ts'

/** One attempt at a model that did not answer, and what was done next. */
export interface ModelAttempt {
  /** `provider:model` of the attempt that failed. */
  readonly model: string
  /** Code of its error. */
  readonly code: string
  /** Its error in words. */
  readonly reason: string
  /** Milliseconds waited before the next attempt. */
  readonly delayMs: number
  /** `provider:model` of the next attempt; another one than `model` where a fallback took over. */
  readonly next: string
}

/** What the middleware did during one call; it arrives as `providerMetadata.aixgo`. */
export interface ModelReport {
  readonly attempts?: readonly ModelAttempt[]
  /** `provider:model` that answered, where it is not the one that was asked. */
  readonly answeredBy?: string
  /** That model as it is priced. */
  readonly model?: { readonly provider: string; readonly modelId: string }
  /** True when the answer came from the cache and nothing was asked. */
  readonly cached?: boolean
  /** Which of two requests answered first, where a second one was sent. */
  readonly hedge?: 'first' | 'second'
  /** `provider:model` of each request beside the one that was answered of which nobody knows what it cost. */
  readonly unpriced?: readonly string[]
  /** What only a person who debugs wants to know, such as why a schema was loosened. */
  readonly notes?: readonly string[]
}

/** What the middleware tells while a call is under way. */
export type ModelProgress =
  | ({ readonly type: 'model-retry' } & ModelAttempt)
  /** What was announced of this step's answer is void: it starts again. */
  | { readonly type: 'text-reset' }

/** Why a request is sent: as the first one, after a failure, at another model, or beside a slow one. */
export type AttemptCause = 'first' | 'retry' | 'fallback' | 'hedge'

/** A request that is about to be sent. */
export interface AttemptStart {
  /** Counted from 1 over all requests of the call. */
  readonly attempt: number
  /** The model that is asked; its `provider` and `modelId` name it. */
  readonly model: LanguageModelV4
  readonly cause: AttemptCause
  /** Milliseconds that the request waited for its turn (limits) before it was sent. */
  readonly waitMs: number
  /** What is sent. */
  readonly options: LanguageModelV4CallOptions
}

/** What came of a request. */
export interface AttemptEnd {
  /** `cancelled` where the caller, or the winner of a race, wanted the answer no more; a time limit is an `error`. */
  readonly status: 'ok' | 'error' | 'cancelled'
  /** What the provider reported; absent where it said nothing. */
  readonly usage?: LanguageModelV4Usage
  /** Characters of answer (text, reasoning, tool input) that had arrived when it ended. */
  readonly seenCharacters: number
  /** False where it failed before any of an answer came: providers take no money for that. */
  readonly mayCost: boolean
  /** Why it failed or was cancelled. */
  readonly error?: unknown
}

/** A request under way. */
export interface OpenAttempt {
  /** Called exactly once, with the outcome, before the caller learns it. Must not throw. */
  end(end: AttemptEnd): void
}

/** A request of a call, as far as money goes. */
export interface CountedRequest {
  /** `provider:model`. */
  readonly model: string
  /**
   * `unsent` until it is sent, and for good where the caller refuses it; `open` while its end is not known; `lost` where
   * it may have cost something for nothing, and `free` where it failed before that.
   */
  outcome: 'unsent' | 'open' | 'answered' | 'lost' | 'free'
}

/** What a caller may tell the middleware of a call, and where the middleware notes what it did. */
export interface ModelCall {
  /** Whose call it is; limits take turns by it. */
  readonly agent: string
  readonly clock: Clock
  readonly random: Random
  /** True when the reader of a stream understands that it starts again. */
  readonly understandsReset: boolean
  readonly announce: (progress: ModelProgress) => void
  /**
   * Opens a request before it is sent. When it throws or rejects, nothing may be sent and its error ends the call: it is
   * not retried, hedged or answered by a fallback. Only the second request of a hedge is done without instead.
   */
  readonly begin?: ((start: AttemptStart) => OpenAttempt | Promise<OpenAttempt>) | undefined
  /** Told when an answer came from the response cache and nothing was sent. */
  readonly onCached?: ((model: LanguageModelV4) => void) | undefined
  /** Every request of the call, in order; copies of the call count on together. */
  readonly requests: CountedRequest[]
  readonly attempts: ModelAttempt[]
  /** What else is reported. */
  notes: Omit<ModelReport, 'attempts'>
}

/** The key under which a call travels with its options. A symbol: no provider sends it anywhere, and copies keep it. */
export const modelCall: unique symbol = Symbol.for('aixgo.modelCall') as never

/** Options of a call with what the middleware must know of it. */
export type ModelCallOptions = LanguageModelV4CallOptions & { readonly [modelCall]?: ModelCall | undefined }

/** Describes a call; everything has a default. */
export function createModelCall(known: Partial<Omit<ModelCall, 'attempts' | 'notes'>> = {}): ModelCall {
  const {
    agent = '',
    clock = systemClock,
    random = systemRandom,
    understandsReset = false,
    announce = () => {},
    begin,
    onCached,
    requests = [],
  } = known
  return { agent, clock, random, understandsReset, announce, begin, onCached, requests, attempts: [], notes: {} }
}

/** The call that options belong to; a new one where nobody described it. */
export function modelCallOf(options: LanguageModelV4CallOptions): ModelCall {
  return (options as ModelCallOptions)[modelCall] ?? createModelCall()
}

/** The value of a `raw` part which says that the stream starts again and all before it is void. */
export const textReset = { aixgo: 'text-reset' } as const

/** True for the value of such a part. */
export function isTextReset(rawValue: unknown): boolean {
  return (
    typeof rawValue === 'object' && rawValue !== null && (rawValue as { aixgo?: unknown }).aixgo === textReset.aixgo
  )
}
