import type { LanguageModelV4CallOptions, LanguageModelV4FinishReason } from '../models/model.ts'
import type { JsonValue } from '../util/json/json.ts'

/** A tool call in a scripted reply. */
export interface ScriptedToolCall {
  readonly toolName: string
  /** JSON, or text that is sent as it is, for a model that writes broken JSON. */
  readonly input: JsonValue
  /** Made from the numbers of the call and of the position unless given. */
  readonly toolCallId?: string | undefined
}

/** What a scripted model answers. */
export interface ScriptedAnswer {
  readonly text?: string | undefined
  /** The text in pieces that the test decides; from an async iterable they come when the test sends them. */
  readonly chunks?: Iterable<string> | AsyncIterable<string> | undefined
  readonly reasoning?: string | undefined
  readonly toolCalls?: readonly ScriptedToolCall[] | undefined
  /** A structured output: sent as JSON text. */
  readonly object?: JsonValue | undefined
  /** Thrown by the call; in a stream, after the text. */
  readonly error?: unknown
  /** True for a stream that ends without a finish. */
  readonly cut?: boolean | undefined
  readonly finishReason?: LanguageModelV4FinishReason['unified'] | undefined
  /** The provider's own word for it, such as `pause_turn`. */
  readonly rawFinishReason?: string | undefined
  readonly usage?:
    | { readonly inputTokens: number; readonly outputTokens: number; readonly cachedInputTokens?: number | undefined }
    | undefined
  readonly warnings?: readonly string[] | undefined
}

const neverMark = Symbol('never')

/** A reply that does not come until the call is aborted. */
export interface NeverReply {
  readonly [neverMark]: true
}

type ReplyValue = string | ScriptedAnswer | NeverReply

/** One reply: text, an answer in full, or a function of what the model was asked; `callNumber` counts from 1. */
export type ScriptedReply =
  | ReplyValue
  | ((options: LanguageModelV4CallOptions, callNumber: number) => ReplyValue | Promise<ReplyValue>)

/** A reply that hangs until the call is aborted, and then fails with the signal's reason. */
export function never(): NeverReply {
  return { [neverMark]: true }
}

/** True for a reply made by `never`. */
export function isNever(reply: ReplyValue): reply is NeverReply {
  return typeof reply === 'object' && neverMark in reply
}
