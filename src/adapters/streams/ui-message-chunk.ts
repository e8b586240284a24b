import type { JsonValue } from '../../util/json/json.ts'

/**
 * One piece of a message in the UI message stream of the AI SDK, version 7, as far as runs here have something to say: what
 * `useChat` and `readUIMessageStream` read.
 */
export type UiMessageChunk =
  | { readonly type: 'start'; readonly messageId?: string; readonly messageMetadata?: unknown }
  | { readonly type: 'start-step' }
  | { readonly type: 'text-start' | 'text-end' | 'reasoning-start' | 'reasoning-end'; readonly id: string }
  | { readonly type: 'text-delta' | 'reasoning-delta'; readonly id: string; readonly delta: string }
  | (ToolChunk & { readonly type: 'tool-input-start'; readonly toolName: string })
  | { readonly type: 'tool-input-delta'; readonly toolCallId: string; readonly inputTextDelta: string }
  | (ToolChunk & { readonly type: 'tool-input-available'; readonly toolName: string; readonly input: JsonValue })
  | (ToolChunk & { readonly type: 'tool-output-available'; readonly output: JsonValue })
  | (ToolChunk & { readonly type: 'tool-output-error'; readonly errorText: string })
  | { readonly type: 'source-url'; readonly sourceId: string; readonly url: string; readonly title?: string }
  | {
      readonly type: 'source-document'
      readonly sourceId: string
      readonly mediaType: string
      readonly title: string
      readonly filename?: string
    }
  | { readonly type: 'file' | 'reasoning-file'; readonly url: string; readonly mediaType: string }
  /** The validated output of an agent with an output schema. */
  | { readonly type: 'data-output'; readonly id: string; readonly data: JsonValue }
  | { readonly type: 'reset-step' }
  | { readonly type: 'finish-step' }
  | { readonly type: 'finish'; readonly finishReason?: UiFinishReason; readonly messageMetadata?: unknown }
  | { readonly type: 'abort'; readonly reason?: string }
  | { readonly type: 'error'; readonly errorText: string }

/** Why a message ended, in the words of the AI SDK. */
export type UiFinishReason = 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'other'

interface ToolChunk {
  readonly toolCallId: string
  readonly providerExecuted?: true
}
