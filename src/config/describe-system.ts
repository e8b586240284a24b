import { startLevels } from '../runtime/lifecycle/start-levels.ts'
import { resolveWiring } from '../runtime/routing/wiring.ts'
import { inputsOf, roleNameOf, roleOf } from './agent-role.ts'
import { registeredRoles, type RolesOption } from './schema/roles.ts'
import type { AixgoConfig } from './schema/config-table.ts'

/** An agent or an external channel of a system. */
export interface SystemNode {
  readonly name: string
  /** The agent's role, or `channel`. */
  readonly role: string
  /** What it is made of, in a few words. */
  readonly about: string
  /** What brings messages in, or writes down what it gets. */
  readonly flow?: 'source' | 'sink' | undefined
}

/** Messages that go from one node to another. */
export interface SystemEdge {
  readonly from: string
  readonly to: string
}

/** Who sends to whom, and who starts when. */
export interface SystemGraph {
  readonly nodes: readonly SystemNode[]
  readonly edges: readonly SystemEdge[]
  /** Agents that start together, first ones first. */
  readonly startLevels: readonly (readonly string[])[]
}

/** Describes the system of a checked configuration without building it. `roles` are those that a program registers. */
export function describeSystem(config: AixgoConfig, roles?: RolesOption): SystemGraph {
  const registered = registeredRoles(roles)
  const wired = config.agents.map((agent) => ({
    name: agent.name,
    inputs: inputsOf(agent),
    outputs: agent.outputs.map(({ target }) => target),
    dependsOn: agent.dependsOn,
  }))
  const wiring = resolveWiring(wired)
  const agents = config.agents.map((agent): SystemNode => {
    const { about, flow } = roleOf(agent, registered)
    return { name: agent.name, role: roleNameOf(agent), about, flow }
  })
  const channels = [...wiring.channels.keys()].map((name): SystemNode => ({ name, role: 'channel', about: 'outside' }))
  const sent = [...wiring.targets].flatMap(([from, { readers, channels: outside }]) => {
    // Readers behind a shared channel are reached through it.
    const through = new Set(outside.flatMap((channel) => wiring.channels.get(channel) ?? []))
    return [...readers.filter((name) => !through.has(name)), ...outside].map((to) => ({ from, to }))
  })
  const received = [...wiring.channels].flatMap(([from, readers]) => readers.map((to) => ({ from, to })))
  return {
    nodes: [...agents, ...channels],
    edges: [...sent, ...received],
    startLevels: startLevels(wired, wiring.targets),
  }
}
