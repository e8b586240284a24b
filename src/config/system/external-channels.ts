import type { AgentRegistration } from '../../runtime/runtime-options.ts'

/** Names in the wiring that are no agent: what comes in by them, and what goes out. */
export function externalChannels(registrations: readonly AgentRegistration[]): {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
} {
  const agents = new Set(registrations.map(({ agent }) => agent.name))
  const read = new Set(registrations.flatMap(({ inputs = [] }) => inputs.filter((name) => !agents.has(name))))
  const written = new Set(registrations.flatMap(({ outputs = [] }) => outputs.filter((name) => !agents.has(name))))
  // A channel that is written and read connects two agents and is not external.
  return {
    inputs: [...read].filter((name) => !written.has(name)),
    outputs: [...written].filter((name) => !read.has(name)),
  }
}
