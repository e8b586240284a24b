import type { InputPart } from '../../messages/conversation.ts'

/** A message of the AI SDK's user interface, as `useChat` keeps and posts it; version 5 to 7. */
export interface UiMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly parts: readonly UiMessagePart[]
  readonly id?: string | undefined
  readonly metadata?: unknown
}

/** One part of such a message; what else it holds depends on its type. */
export interface UiMessagePart {
  readonly type: string
  readonly [field: string]: unknown
}

/** How messages of a user interface are taken. */
export interface FromUiMessagesOptions {
  /** True takes messages of the role `system` too; a browser must not be the one who writes them. */
  readonly allowSystem?: boolean | undefined
  /** What a part of your own, `data-...`, is to a model; nothing unless said otherwise. */
  readonly convertDataPart?:
    | ((part: { readonly type: string; readonly data: unknown }) => InputPart | undefined)
    | undefined
}
