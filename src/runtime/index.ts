// Agents that work together: mailboxes, wiring, calls and lifecycle. Knows nothing of models, tools or YAML.
export { createRuntime } from './create-runtime.ts'
export { createSupervisor } from './supervisor.ts'
export type { Supervisor, SupervisorOptions, SupervisorResult } from './supervisor.ts'
export type {
  AgentDependencies,
  AgentInput,
  AgentName,
  AgentOutput,
  CallArguments,
  DeadLetters,
  ParallelResult,
  Runtime,
  SendOptions,
  WaitOptions,
} from './runtime.ts'
export type { AgentEntry, AgentRegistration, AgentWiring, RuntimeOptions, RuntimeSettings } from './runtime-options.ts'
export type { CallOptions } from './hosting/agent-call.ts'
export type { AgentState, AgentStats, RuntimeStats } from './hosting/agent-stats.ts'
export type { DeadLetter } from './hosting/dead-letters.ts'
export type { Overflow } from './mailbox/mailbox.ts'
export type { RestartPolicy } from './hosting/restart-policy.ts'
export type { MessageStream, ReceiveOptions } from './routing/subscription.ts'
export { resolveWiring } from './routing/wiring.ts'
export type { Targets, WiredAgent, Wiring } from './routing/wiring.ts'
export { startLevels } from './lifecycle/start-levels.ts'
export type { DependentAgent } from './lifecycle/start-levels.ts'
