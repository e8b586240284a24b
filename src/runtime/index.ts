// What is rarer of a runtime and of the messages in it. Its start, `createRuntime`, is in the root.
export type { DeadLetterReason, RuntimeEvent } from '../events/event.ts'
export { createMessage, messageValue, withMetadata } from '../messages/message.ts'
export type {
  DataPart,
  FilePart,
  MessageContent,
  MessageOptions,
  TextPart,
  ToolCallPart,
  ToolResultPart,
  TraceContext,
} from '../messages/message.ts'
export { fromPayload, toPayload } from '../messages/payload.ts'
export type { PayloadMessage } from '../messages/payload.ts'
export type { AgentState, AgentStats, RuntimeStats } from './hosting/agent-stats.ts'
export type { DeadLetter } from './hosting/dead-letters.ts'
export type { RestartPolicy } from './hosting/restart-policy.ts'
export type { Overflow } from './mailbox/mailbox.ts'
export type { MessageStream, ReceiveOptions } from './routing/subscription.ts'
export type { AgentEntry, AgentRegistration, AgentWiring, RuntimeSettings } from './runtime-options.ts'
export type { DeadLetters, ParallelResult, SendOptions, WaitOptions } from './runtime.ts'
export type { SupervisorOptions, SupervisorResult } from './supervisor.ts'
