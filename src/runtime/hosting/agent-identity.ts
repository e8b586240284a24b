import { agentIdentity } from '../../agents/agent-identity.ts'

/** True when both are the same agent, one of them perhaps with a time limit or a tape around it. */
export function isAgent(one: object, other: object): boolean {
  if (one === other) return true
  const identity = identityOf(one)
  return identity !== undefined && identity === identityOf(other)
}

function identityOf(agent: object): unknown {
  return (agent as { readonly [agentIdentity]?: unknown })[agentIdentity]
}
