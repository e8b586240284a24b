import { formatDuration } from '../util/duration.ts'
import { startLevels } from '../runtime/lifecycle/start-levels.ts'
import { resolveWiring } from '../runtime/routing/wiring.ts'
import type { AgentConfig, AixgoConfig } from './schema/config-table.ts'

/** An agent or an external channel of a system. */
export interface SystemNode {
  readonly name: string
  /** The agent's role, or `channel`. */
  readonly role: string
  /** What it is made of, in a few words. */
  readonly about: string
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

/** Describes the system of a checked configuration without building it. */
export function describeSystem(config: AixgoConfig): SystemGraph {
  const wired = config.agents.map((agent) => ({
    name: agent.name,
    inputs: 'inputs' in agent ? agent.inputs.map(({ source }) => source) : [],
    outputs: agent.outputs.map(({ target }) => target),
    dependsOn: agent.dependsOn,
  }))
  const wiring = resolveWiring(wired)
  const agents = config.agents.map((agent): SystemNode => ({
    name: agent.name,
    role: roleOf(agent),
    about: aboutAgent(agent),
  }))
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

function roleOf(agent: AgentConfig): string {
  return agent.role === 'custom' ? agent.customRole : agent.role
}

function aboutAgent(agent: AgentConfig): string {
  if (agent.role === 'producer') {
    const { module, file, csv, jsonl, glob, http, stdin } = agent.source ?? {}
    const from = module ?? file ?? csv ?? jsonl ?? glob ?? http?.url ?? (stdin === true ? 'standard input' : undefined)
    const every = agent.intervalMs === undefined ? undefined : `every ${formatDuration(agent.intervalMs)}`
    return [from, every].filter((part) => part !== undefined).join(', ')
  }
  if (agent.role === 'logger') return agent.file ?? 'standard output'
  const tools = agent.tools.length + agent.providerTools.length
  return [agent.model, tools === 0 ? undefined : `${tools} ${tools === 1 ? 'tool' : 'tools'}`]
    .filter((part) => part !== undefined)
    .join(', ')
}
