// The root of the package: define agents and tools, run them, join them in a runtime. Nothing heavy is loaded here;
// models, YAML and stores live on their own subpaths and are loaded when used.
export { agentTool } from './agents/agent-tool.ts'
export type { AgentToolOptions } from './agents/agent-tool.ts'
export type { Agent, AnyAgent, RunStream } from './agents/agent.ts'
export type { SourceContext } from './agents/implementation.ts'
export { createAgent } from './agents/create-agent.ts'
export type { AgentDefinition } from './agents/create-agent.ts'
export { defineAgent } from './agents/define-agent.ts'
export type { AgentInput, AgentOptions, AgentOutput, InstructionsArguments } from './agents/define-agent.ts'
export { defineCustomAgent } from './agents/define-custom-agent.ts'
export type { CustomAgentOptions } from './agents/define-custom-agent.ts'
export { loggerAgent } from './agents/logger/logger-agent.ts'
export type { LoggerOptions } from './agents/logger/logger-agent.ts'
export type { LogRecord, LogSink, WriteText } from './agents/log/log-sink.ts'
export { fileSink } from './agents/log/sinks/file-sink.ts'
export type { FileSinkOptions } from './agents/log/sinks/file-sink.ts'
export { jsonSink } from './agents/log/sinks/json-sink.ts'
export type { JsonSinkOptions } from './agents/log/sinks/json-sink.ts'
export { textSink } from './agents/log/sinks/text-sink.ts'
export type { TextSinkOptions } from './agents/log/sinks/text-sink.ts'
export type { LoopDetection, StuckLoop } from './loop/stuck/stuck-loop.ts'
export { detectStuckLoop } from './loop/stuck/stuck-loop.ts'
export type { ContextWindowOptions, WindowStrategy } from './loop/context/context-window.ts'
export type { OutputMode, ToolMode } from './loop/output/output-mode.ts'
export { hasToolCall, iterationCountIs } from './loop/stop-condition.ts'
export type { Iteration, StopCondition } from './loop/stop-condition.ts'
export { producerAgent } from './agents/producer/producer-agent.ts'
export type { ProducerOptions } from './agents/producer/producer-config.ts'
export type { FetchFunction, TextStream } from './agents/host-ports.ts'
export type { ProducerSource } from './agents/producer/sources.ts'
export type { ItemGenerator } from './agents/producer/sources/generate-source.ts'
export type { HttpPoll } from './agents/producer/sources/http-source.ts'
export {
  AgentError,
  AixgoError,
  ConfigError,
  errorCodes,
  ModelError,
  OutputError,
  RunError,
  RuntimeError,
  ToolError,
  UsageError,
} from './errors/index.ts'
export type {
  AixgoErrorOptions,
  ErrorCode,
  ErrorCodeEntry,
  ErrorDetails,
  ErrorFamily,
  OutputProblem,
  SerializedError,
} from './errors/index.ts'
export type { DeadLetterReason, Event, EventListener, RunEvent, RuntimeEvent, StepKind } from './events/index.ts'
export { formatCost } from './messages/cost.ts'
export type { Cost, CostSum } from './messages/cost.ts'
export type {
  AnswerPart,
  Conversation,
  ConversationMessage,
  InputPart,
  ReasoningPart,
  UserInput,
} from './messages/conversation.ts'
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
export type { LanguageModelV4, ModelReference, ModelResolver } from './models/model.ts'
export type { ModelSettings, ProviderOptions, ReasoningEffort, ToolChoice } from './models/model-settings.ts'
export type { ModelPrice, PriceTable, TokenPrices } from './models/prices/model-price.ts'
export type {
  Budget,
  BudgetAccount,
  BudgetAction,
  BudgetMeasure,
  BudgetReport,
  BudgetScope,
  Budgets,
  Shortfall,
  Spending,
} from './runs/budget.ts'
export { createBudgets } from './runs/budget/create-budgets.ts'
export type { BudgetsOptions } from './runs/budget/create-budgets.ts'
export type { ResiliencePolicy } from './models/resilience-policy.ts'
export type {
  AgentContext,
  Callable,
  ContextCallOptions,
  Decision,
  OwnStepOptions,
  Question,
  Received,
  StepContext,
} from './runs/context.ts'
export type { EngineContext, EngineStep, StepRequest } from './runs/engine.ts'
export type { StepInterceptor } from './runs/interceptors/interceptor.ts'
export type { ModelOutcome, ToolOutcome } from './runs/outcomes.ts'
export type { RunFilter, RunStatus, RunStore, RunSummary } from './runs/run-store.ts'
export type { Effect, StepProgress } from './runs/step.ts'
export type { World } from './runs/world.ts'
export type { AppendNeed, Ledger, LedgerRecord, ParkedWait, RunRecord, RunStart } from './runs/ledger.ts'
export { fileStore } from './runs/file/file-store.ts'
export type { FileStoreOptions } from './runs/file/file-store.ts'
export type { FilePort, StoredFile } from './runs/file/file-port.ts'
export { forkRun } from './runs/replay/fork-run.ts'
export type { ForkOptions } from './runs/replay/fork-run.ts'
export { memoryLedger } from './runs/memory/memory-ledger.ts'
export type { MemoryLedger } from './runs/memory/memory-ledger.ts'
export { memoryStore } from './runs/memory/memory-store.ts'
export type { MemoryStoreOptions } from './runs/memory/memory-store.ts'
export type { RunResult } from './runs/run-result.ts'
export type { RunOptions } from './runs/start-run.ts'
export { formatTape } from './runs/tape/format-tape.ts'
export { parseTape } from './runs/tape/parse-tape.ts'
export { recordTape, tapeFromLedger } from './runs/tape/record-tape.ts'
export type { RecordedResult, RecordTapeOptions } from './runs/tape/record-tape.ts'
export { replayTape } from './runs/tape/replay-tape.ts'
export type { ReplayTapeOptions } from './runs/tape/replay-tape.ts'
export { readTape, writeTape } from './runs/tape/tape-file.ts'
export type { Tape, TapeHeader, TapeInput, TapeItem, TapeRun } from './runs/tape/tape.ts'
export { createRuntime } from './runtime/create-runtime.ts'
export { createSupervisor } from './runtime/supervisor.ts'
export type { Supervisor, SupervisorOptions, SupervisorResult } from './runtime/supervisor.ts'
export type { CallOptions } from './runtime/hosting/agent-call.ts'
export type { AgentState, AgentStats, RuntimeStats } from './runtime/hosting/agent-stats.ts'
export type { DeadLetter } from './runtime/hosting/dead-letters.ts'
export type { Overflow } from './runtime/mailbox/mailbox.ts'
export type { RestartPolicy } from './runtime/hosting/restart-policy.ts'
export type { DeadLetters, ParallelResult, Runtime, SendOptions, WaitOptions } from './runtime/runtime.ts'
export type {
  AgentEntry,
  AgentRegistration,
  AgentWiring,
  RuntimeOptions,
  RuntimeSettings,
} from './runtime/runtime-options.ts'
export type { RunCause, RuntimeTape, StartTapedRun, TapedRun } from './runtime/tape/runtime-tape.ts'
export { tapePlayer } from './runtime/tape/tape-player.ts'
export type { TapePlayer, TapePlayerOptions } from './runtime/tape/tape-player.ts'
export { tapeRecorder } from './runtime/tape/tape-recorder.ts'
export type { TapeRecorder, TapeRecorderOptions } from './runtime/tape/tape-recorder.ts'
export type { MessageStream, ReceiveOptions } from './runtime/routing/subscription.ts'
export type { AnySchema, InferInput, InferOutput, InferSchema, JsonSchema, StandardSchema } from './schema/index.ts'
export { defineTool } from './tools/define-tool.ts'
export type { ToolOptions } from './tools/define-tool.ts'
export { providerTool } from './tools/provider-tool.ts'
export type { ProviderToolObject, ProviderToolOptions } from './tools/provider-tool.ts'
export { toolContent } from './tools/tool-content.ts'
export type { ToolContent, ToolContentPart } from './tools/tool-content.ts'
export type { AnyTool, ProviderDefinition, Tool, ToolContext } from './tools/tool.ts'
export { systemClock } from './util/clock.ts'
export type { Clock } from './util/clock.ts'
export type { DeepPartial } from './util/deep-partial.ts'
export type { JsonObject, JsonValue } from './util/json/json.ts'
export { systemRandom } from './util/random.ts'
export type { Random } from './util/random.ts'
