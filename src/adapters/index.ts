// Adapters for what people already have: tools of the AI SDK and of MCP in, AI SDK UI messages and server-sent events
// out. They know those by their shape alone and load neither; nothing else of the package knows them.
export { fromAiSdkTools } from './ai-sdk/from-ai-sdk-tools.ts'
export type { AiSdkTool, AiSdkTools, AiSdkToolsOptions, ToolsOf } from './ai-sdk/ai-sdk-tool.ts'
export { fromMcpTools } from './mcp/from-mcp-tools.ts'
export type {
  McpAnnotations,
  McpCall,
  McpClient,
  McpTool,
  McpToolList,
  McpToolPage,
  McpToolsOptions,
} from './mcp/mcp-tool.ts'
export type { KeepAliveOptions } from './streams/event-stream.ts'
export type { ToldError } from './streams/mask-event.ts'
export type { StreamResponseOptions } from './streams/sent-event.ts'
export { serverSentEventsResponse, toServerSentEvents } from './streams/server-sent-events.ts'
export type { SentEnd, ServerSentEventsOptions, ServerSentEventsResponseOptions } from './streams/server-sent-events.ts'
export type { UiFinishReason, UiMessageChunk } from './streams/ui-message-chunk.ts'
export type { RunFinishEvent, RunStartEvent, UiMessageStreamOptions } from './streams/ui-message-options.ts'
export { toUiMessageStream, uiMessageStreamResponse } from './streams/ui-message-stream.ts'
export type { UiMessageResponseOptions } from './streams/ui-message-stream.ts'
export { fromModelMessages } from './messages/from-model-messages.ts'
export { toModelMessages } from './messages/to-model-messages.ts'
export { fromUiMessages } from './messages/from-ui-messages.ts'
export type { ModelMessage, ModelMessagePart } from './messages/model-message.ts'
export type { FromUiMessagesOptions, UiMessage, UiMessagePart } from './messages/ui-message.ts'
export type { Conversation } from '../messages/conversation.ts'
