/**
 * The key under which an agent has its identity. Copies of the agent, such as one with a time limit around it, keep it, so
 * that a host knows them for the agent that it hosts.
 */
export const agentIdentity: unique symbol = Symbol('aixgo.agent') as never
