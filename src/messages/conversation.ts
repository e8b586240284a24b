import type { JsonObject } from '../util/json/json.ts'
import { isRecord } from '../util/is-record.ts'
import type { DataPart, FilePart, TextPart, ToolCallPart, ToolResultPart } from './part.ts'

/** What goes back to a provider with a part, by the provider's name: signatures, ids. Keep it as it came. */
export interface ProviderNotes {
  readonly providerOptions?: Readonly<Record<string, JsonObject>> | undefined
}

/** What a model thought before it answered. */
export interface ReasoningPart extends ProviderNotes {
  readonly type: 'reasoning'
  readonly text: string
}

/** What a user's turn is made of. */
export type InputPart = TextPart | FilePart | DataPart

/** What a model's turn is made of. Results stand in it where the model's provider ran the tool. */
export type AnswerPart =
  | (TextPart & ProviderNotes)
  | (FilePart & ProviderNotes)
  | ReasoningPart
  | (ToolCallPart & ProviderNotes & { readonly providerExecuted?: boolean | undefined })
  | (ToolResultPart & ProviderNotes)

/** One message of a conversation with a model. JSON but for the bytes of files, so that a conversation can be kept. */
export type ConversationMessage =
  | { readonly role: 'system'; readonly content: string }
  | { readonly role: 'user'; readonly content: string | readonly InputPart[] }
  | { readonly role: 'assistant'; readonly content: string | readonly AnswerPart[] }
  | { readonly role: 'tool'; readonly content: readonly ToolResultPart[] }

/** A conversation, as the input of an agent: the agent answers its last message. */
export interface Conversation {
  readonly messages: readonly ConversationMessage[]
}

/** What an agent without an input schema takes: text, parts where there are images or files, or a conversation. */
export type UserInput = string | readonly InputPart[] | Conversation

/** True for an input that is a conversation, or is meant to be one. */
export function isConversation(input: unknown): input is Conversation {
  if (!isRecord(input)) return false
  const { messages } = input
  return Object.keys(input).length === 1 && Array.isArray(messages) && messages.every((each) => hasRole(each))
}

function hasRole(message: unknown): boolean {
  return isRecord(message) && 'role' in message
}
