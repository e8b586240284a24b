// The root of the package: define agents and tools, run them, join them in a runtime. Nothing heavy is loaded here;
// models, YAML and stores live on their own subpaths and are loaded when used.
export { agentTool } from './agents/agent-tool.ts'
export type { AgentToolOptions } from './agents/agent-tool.ts'
export type { Agent, AgentText, AnyAgent, RunStream, SourceContext } from './agents/agent.ts'
export { createAgent } from './agents/create-agent.ts'
export type { AgentDefinition } from './agents/create-agent.ts'
export { defineAgent } from './agents/define-agent.ts'
export type { AgentInput, AgentOptions, AgentOutput, InstructionsArguments } from './agents/define-agent.ts'
export { defineCustomAgent } from './agents/define-custom-agent.ts'
export type { CustomAgentContext, CustomAgentOptions } from './agents/define-custom-agent.ts'
export { hasToolCall, iterationCountIs } from './agents/loop/stop-condition.ts'
export type { Iteration, StopCondition } from './agents/loop/stop-condition.ts'
export {
  AgentError,
  AixgoError,
  ConfigError,
  errorCodes,
  ModelError,
  RunError,
  RuntimeError,
  ToolError,
  UsageError,
} from './errors/index.ts'
export type { AixgoErrorOptions, ErrorCode, ErrorCodeEntry, ErrorDetails, ErrorFamily, SerializedError } from './errors/index.ts'
export type { DeadLetterReason, Event, EventListener, RunEvent, RuntimeEvent, StepKind } from './events/index.ts'
export { createMessage, fromPayload, messageText, messageValue, toPayload, withMetadata } from './messages/index.ts'
export type {
  DataPart,
  FilePart,
  Message,
  MessageContent,
  MessageOptions,
  MessagePart,
  PayloadMessage,
  TextPart,
  ToolCallPart,
  ToolResultPart,
  TraceContext,
  Usage,
} from './messages/index.ts'
export type { LanguageModelV4, ModelReference, ModelResolver, ModelSettings } from './models/model.ts'
export type { AgentContext, Effect, Runnable, StepContext, StepProgress, StepRequest } from './runs/context.ts'
export type { Ledger, LedgerRecord } from './runs/ledger.ts'
export { memoryLedger } from './runs/memory/memory-ledger.ts'
export type { MemoryLedger } from './runs/memory/memory-ledger.ts'
export type { RunOptions, RunResult } from './runs/start-run.ts'
export type { AnySchema, InferInput, InferOutput, InferSchema, JsonSchema, StandardSchema } from './schema/index.ts'
export { defineTool } from './tools/define-tool.ts'
export type { ToolOptions } from './tools/define-tool.ts'
export type { AnyTool, Tool, ToolContext } from './tools/tool.ts'
export { systemClock } from './util/clock.ts'
export type { Clock } from './util/clock.ts'
export type { JsonObject, JsonValue } from './util/json.ts'
export { systemRandom } from './util/random.ts'
export type { Random } from './util/random.ts'
