import type { JsonObject } from '../util/json/json.ts'
import { createMessage, messageText, type Message } from './message.ts'

/** The message form of the original Go system: one string payload and a time in RFC 3339. */
export interface PayloadMessage {
  readonly id: string
  readonly type: string
  readonly payload: string
  readonly timestamp: string
  readonly metadata?: JsonObject
}

/** Reads the original's form. A payload that is a JSON object or array becomes a data part, anything else text. */
export function fromPayload(message: PayloadMessage): Message {
  const createdAt = Date.parse(message.timestamp)
  return createMessage(parsePayload(message.payload), {
    id: message.id,
    type: message.type,
    createdAt: Number.isNaN(createdAt) ? 0 : createdAt,
    metadata: message.metadata ?? {},
  })
}

/** Writes the original's form: text as it is, data as JSON. */
export function toPayload(message: Message): PayloadMessage {
  return {
    id: message.id,
    type: message.type,
    payload: messageText(message),
    timestamp: new Date(message.createdAt).toISOString(),
    metadata: message.metadata,
  }
}

function parsePayload(payload: string): string | JsonObject {
  if (!/^\s*[[{]/.test(payload)) return payload
  try {
    return [{ type: 'data', data: JSON.parse(payload) }] as unknown as JsonObject
  } catch {
    return payload
  }
}
