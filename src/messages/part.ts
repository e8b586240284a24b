import type { JsonValue } from '../util/json/json.ts'

/** Plain text. */
export interface TextPart {
  readonly type: 'text'
  readonly text: string
}

/** An image, a document or any other file, inline or by address. */
export interface FilePart {
  readonly type: 'file'
  /** IANA media type, such as `image/png`. */
  readonly mediaType: string
  /** Bytes, base64 text, or the address the file is fetched from. */
  readonly data: Uint8Array | string | URL
  readonly filename?: string
}

/** A structured value that is neither text nor a file. */
export interface DataPart {
  readonly type: 'data'
  readonly data: JsonValue
}

/** A model's request to run a tool. */
export interface ToolCallPart {
  readonly type: 'tool-call'
  readonly toolCallId: string
  readonly toolName: string
  readonly input: JsonValue
}

/** The answer to a tool call. */
export interface ToolResultPart {
  readonly type: 'tool-result'
  readonly toolCallId: string
  readonly toolName: string
  readonly output: JsonValue
  /** True where the output says what went wrong. */
  readonly isError?: boolean
  /** True where the output is a list of parts, texts and files, which the model gets as such. */
  readonly isContent?: boolean
}

/** One piece of a message. */
export type MessagePart = TextPart | FilePart | DataPart | ToolCallPart | ToolResultPart
