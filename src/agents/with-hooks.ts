import type { AnyAgent } from './agent.ts'
import { assembleAgent } from './create-agent.ts'
import { implementationOf, type AgentHooks } from './implementation.ts'

/** A copy of an agent that does some things in another way. For a host it is the same agent. */
export function withHooks<Changed extends AnyAgent>(
  agent: Changed,
  hooks: Partial<AgentHooks<never, unknown>>,
): Changed {
  return assembleAgent(agent, { ...implementationOf(agent), ...hooks })
}
