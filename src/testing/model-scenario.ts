import type { JsonObject } from '../util/json/json.ts'

/** A tool call that a scenario's model makes. */
export interface ScenarioToolCall {
  readonly toolName: string
  readonly input: JsonObject
}

/** What the model under test is to do; whoever runs the suite makes it happen behind the model. */
export type ModelScenario =
  | ScenarioReply
  /** One reply for each request, in order; the last one for all that follow. */
  | { readonly type: 'conversation'; readonly replies: readonly ScenarioReply[] }

/** What the model does with one request. */
export type ScenarioReply =
  | ScenarioAnswer
  | ScenarioError
  | ScenarioFailure
  /** Nothing ever comes. */
  | { readonly type: 'hang' }
  /** The stream brings this text, in pieces, and then nothing any more. */
  | { readonly type: 'hang-in-stream'; readonly text: string }
  | ScenarioCut

/** A complete answer. */
export interface ScenarioAnswer {
  readonly type: 'answer'
  /** What the model thought before it answered. */
  readonly reasoning?: readonly ScenarioReasoning[] | undefined
  /** What the provider did with a tool that it runs itself, before it answered. */
  readonly run?: ScenarioRun | undefined
  readonly text?: string | undefined
  readonly toolCalls?: readonly ScenarioToolCall[] | undefined
  /** Why the model stopped; `stop`, or `tool-calls` with tool calls, unless said otherwise. */
  readonly finishReason?: ScenarioFinishReason | undefined
  /** `unreported`: the provider says nothing of it. */
  readonly usage?: ScenarioUsage | 'unreported' | undefined
  /** True where a stream carries, between its parts, what only keeps a connection alive: comments, pings, empty data. */
  readonly keepsAlive?: boolean | undefined
  /** What follows the end of a stream: the connection is closed unless it stays open, breaks, or brings an error. */
  readonly afterwards?: 'stays-open' | 'breaks' | 'error' | undefined
}

/**
 * Why a model stopped. `filtered-prompt`: the provider would not touch the prompt. `refusal`: the model declined.
 * `window-exceeded`: prompt and answer filled the window. `pause`: it wants to be asked to go on. `accident`: the
 * provider calls the answer broken. `unheard-of`: a word that no version of this package knows. `missing`: the answer
 * ends as complete ones do, but without a reason.
 */
export type ScenarioFinishReason =
  | 'stop'
  | 'length'
  | 'content-filter'
  | 'tool-calls'
  | 'filtered-prompt'
  | 'refusal'
  | 'window-exceeded'
  | 'pause'
  | 'accident'
  | 'unheard-of'
  | 'missing'

/** One piece of reasoning. */
export interface ScenarioReasoning {
  /** Empty where the provider keeps it to itself. */
  readonly text: string
  /** What the provider wants back with it, unchanged: a signature, or the reasoning in a form that only it can read. */
  readonly signature?: string | undefined
  /** True where `signature` is all there is, by a decision of the provider. */
  readonly isRedacted?: boolean | undefined
}

/** What a provider did itself, with a tool of its own such as a web search. */
export interface ScenarioRun {
  /** What it looked for, or the program that it ran. */
  readonly input: string
  /** What came of it, as the provider wants it back; absent where the model paused before it came. */
  readonly output?: string | undefined
}

/** Tokens that the provider reports. */
export interface ScenarioUsage {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cachedInputTokens?: number | undefined
  /** Those of the output tokens that were spent on reasoning. */
  readonly reasoningTokens?: number | undefined
}

/** The provider refuses: an HTTP status and its own short words. */
export interface ScenarioError {
  readonly type: 'error'
  readonly status: 400 | 401 | 402 | 403 | 404 | 408 | 413 | 422 | 429 | 500 | 502 | 503 | 529
  readonly message: string
  /** Whose form the answer has: the provider's own unless said, or that of what stands before it. */
  readonly form?: 'text' | 'html' | 'detail' | 'detail-list' | 'message' | 'error-text' | undefined
  /** Seconds after which the provider says it may be asked again. */
  readonly retryAfter?: number | undefined
}

/** The provider fails, in the way in which it tells of this cause. */
export interface ScenarioFailure {
  readonly type: 'failure'
  readonly cause: 'rate-limit' | 'overload' | 'fault' | 'authentication' | 'quota' | 'window' | 'content'
  readonly message: string
  /** By the status of the answer, in the body of one with status 200, or in a stream after some text. */
  readonly place: 'status' | 'body' | 'stream'
  /** What a stream brings before it. */
  readonly text?: string | undefined
}

/** The stream is closed (`cut`), or its connection breaks, without the provider's sign of a complete answer. */
export interface ScenarioCut {
  readonly type: 'cut' | 'break'
  /** What the stream brings, in pieces. */
  readonly text: string
  /**
   * Where: before anything, in the middle of the text (unless said), between the text and a tool call, or after the
   * reason why the model stopped.
   */
  readonly at?: 'start' | 'middle' | 'between-parts' | 'end' | undefined
}
