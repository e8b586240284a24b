import type { JsonObject } from '../util/json/json.ts'

/** The abilities that the suite for models tests one by one. */
export type ModelAbility =
  | 'answers'
  | 'tools'
  | 'parallel-tools'
  | 'structured-output'
  | 'images'
  | 'usage'
  | 'abort'
  | 'hanging'
  | 'errors'
  | 'cut-streams'

/** A tool call that a scenario's model makes. */
export interface ScenarioToolCall {
  readonly toolName: string
  readonly input: JsonObject
}

/** What the model under test is to do; whoever runs the suite makes it happen behind the model. */
export type ModelScenario =
  | ScenarioAnswer
  /** The provider refuses: an HTTP status and its own short words. */
  | { readonly type: 'error'; readonly status: 400 | 401 | 403 | 404 | 429 | 500 | 529; readonly message: string }
  /** Nothing ever comes. */
  | { readonly type: 'hang' }
  /** The stream brings this text, in pieces, and then nothing any more. */
  | { readonly type: 'hang-in-stream'; readonly text: string }
  /** The stream brings this text and is closed without the provider's sign of a complete answer. */
  | { readonly type: 'cut'; readonly text: string }
  /** The connection breaks in the middle of the stream. */
  | { readonly type: 'break'; readonly text: string }

/** A complete answer. */
export interface ScenarioAnswer {
  readonly type: 'answer'
  readonly text?: string
  readonly toolCalls?: readonly ScenarioToolCall[]
  /** Why the model stopped; `stop`, or `tool-calls` with tool calls, unless said otherwise. */
  readonly finishReason?: 'stop' | 'length' | 'content-filter' | 'tool-calls'
  readonly usage?: ScenarioUsage
}

/** Tokens that the provider reports. */
export interface ScenarioUsage {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cachedInputTokens?: number
}
