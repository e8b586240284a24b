import { isRecord } from '../util/is-record.ts'
import type { JsonObject } from '../util/json/json.ts'
import { plainFileData } from './file-data.ts'
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
export type InputPart = (TextPart & ProviderNotes) | (FilePart & ProviderNotes) | DataPart

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

/** What an agent was asked by this input: the user's messages at its end, which nobody has answered. Plain JSON. */
export function questionTurns(input: unknown): readonly ConversationMessage[] {
  if (!isConversation(input)) return [userTurn(input)]
  const { messages } = input
  return messages
    .slice(messages.findLastIndex(({ role }) => role !== 'user') + 1)
    .map(({ content }) => userTurn(content))
}

/** An answer that no model's turn tells of. */
export function answerTurn(output: unknown): ConversationMessage {
  return { role: 'assistant', content: typeof output === 'string' ? output : (JSON.stringify(output) ?? '') }
}

/** True for what a user's turn may be made of, beside text. */
function isInputParts(input: unknown): input is readonly InputPart[] {
  return Array.isArray(input) && input.length > 0 && input.every(isInputPart)
}

function isInputPart(part: unknown): boolean {
  return isRecord(part) && (part['type'] === 'text' || part['type'] === 'file' || part['type'] === 'data')
}

function userTurn(input: unknown): ConversationMessage {
  if (typeof input === 'string') return { role: 'user', content: input }
  if (isInputParts(input)) return { role: 'user', content: input.map(plainPart) }
  return { role: 'user', content: JSON.stringify(input) ?? '' }
}

function plainPart(part: InputPart): InputPart {
  return part.type === 'file' ? { ...part, data: plainFileData(part.data) } : part
}
