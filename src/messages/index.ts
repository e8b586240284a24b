// The vocabulary agents exchange. Knows nothing of models, agents or transports.
export { createMessage, messageText, messageValue, withMetadata } from './message.ts'
export type { Message, MessageContent, MessageOptions, TraceContext } from './message.ts'
export type { DataPart, FilePart, MessagePart, TextPart, ToolCallPart, ToolResultPart } from './part.ts'
export { fromPayload, toPayload } from './payload.ts'
export type { PayloadMessage } from './payload.ts'
export { addUsage, noUsage } from './usage.ts'
export type { Usage } from './usage.ts'
