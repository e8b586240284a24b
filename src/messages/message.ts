import type { JsonObject, JsonValue } from '../util/json/json.ts'
import type { Conversation } from './conversation.ts'
import type { MessagePart } from './part.ts'
import { defined } from '../util/options/defined.ts'

/** W3C trace context that travels with a message (https://www.w3.org/TR/trace-context/). */
export interface TraceContext {
  readonly traceparent: string
  readonly tracestate?: string
}

/** What agents exchange. Immutable; `withMetadata` makes a changed copy. */
export interface Message {
  readonly id: string
  readonly role: 'user' | 'assistant' | 'tool' | 'system'
  /** What kind of message this is, for readers that sort by it; free text such as `analysis`. */
  readonly type: string
  readonly parts: readonly MessagePart[]
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number
  readonly metadata: JsonObject
  readonly trace?: TraceContext
}

/** What a message can be made from: text, parts, or any JSON value (which becomes a data part), a conversation among them. */
export type MessageContent = string | readonly MessagePart[] | Conversation | JsonValue

/** The fields of a message that have a default. */
export interface MessageOptions {
  readonly id: string
  readonly createdAt: number
  readonly role?: Message['role'] | undefined
  readonly type?: string | undefined
  readonly metadata?: JsonObject | undefined
  readonly trace?: TraceContext | undefined
}

/** Makes a message. The id and the time are handed in, because a run takes both from its ledger. */
export function createMessage(content: MessageContent, options: MessageOptions): Message {
  return {
    id: options.id,
    role: options.role ?? 'user',
    type: options.type ?? 'message',
    parts: toParts(content),
    createdAt: options.createdAt,
    metadata: options.metadata ?? {},
    ...defined({ trace: options.trace }),
  }
}

function toParts(content: MessageContent): readonly MessagePart[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return isParts(content) ? content : [{ type: 'data', data: content as JsonValue }]
}

const partTypes: ReadonlySet<unknown> = new Set<MessagePart['type']>([
  'text',
  'file',
  'data',
  'tool-call',
  'tool-result',
])

function isParts(content: MessageContent): content is readonly MessagePart[] {
  return (
    Array.isArray(content) &&
    content.length > 0 &&
    content.every(
      (part: unknown) => typeof part === 'object' && part !== null && 'type' in part && partTypes.has(part.type),
    )
  )
}

/** The message as text: its text parts joined, or its data as JSON when it has no text. */
export function messageText(message: Message): string {
  const texts = message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  if (texts.length > 0) return texts.join('')
  return message.parts.flatMap((part) => (part.type === 'data' ? [JSON.stringify(part.data)] : [])).join('\n')
}

/** The message as one value: its single data part, otherwise its text. */
export function messageValue(message: Message): JsonValue {
  const [only] = message.parts
  return message.parts.length === 1 && only?.type === 'data' ? only.data : messageText(message)
}

/** A copy with more metadata; keys given here win. */
export function withMetadata(message: Message, metadata: JsonObject): Message {
  return { ...message, metadata: { ...message.metadata, ...metadata } }
}
