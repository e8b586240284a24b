/** A message of the AI SDK as models take it (`ModelMessage`), version 5 to 7. */
export interface ModelMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly content: string | readonly ModelMessagePart[]
}

/** One part of such a message; what else it holds depends on its type. */
export interface ModelMessagePart {
  readonly type: string
}
