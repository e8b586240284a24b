import { stronglyConnected } from '../../util/graph.ts'

/** What wiring needs to know of an agent. */
export interface WiredAgent {
  readonly name: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

/** Where the messages of one sender go. */
export interface Targets {
  /** Agents that get every message, each once however many ways lead to it. */
  readonly readers: readonly string[]
  /** Names that are no agents, which the messages are put on. */
  readonly channels: readonly string[]
}

/** How agents are wired to each other and to the outside. */
export interface Wiring {
  /** By agent. */
  readonly targets: ReadonlyMap<string, Targets>
  /** The readers of every name that is no agent; none where it only leads outside. */
  readonly channels: ReadonlyMap<string, readonly string[]>
  /** The loop each agent is in, as a set that all its agents share; agents outside loops have none. */
  readonly loops: ReadonlyMap<string, ReadonlySet<string>>
  /** Agents that nothing inside feeds: where a message from outside enters. One for each loop that nothing else feeds. */
  readonly entries: readonly string[]
}

/**
 * Joins what agents say about their inputs and outputs into one set of edges: `inputs: [a]` of b and `outputs: [b]` of a
 * are the same edge. A name that is no agent is a channel; agents that put messages on it feed those that read it.
 */
export function resolveWiring(agents: readonly WiredAgent[]): Wiring {
  const names = new Set(agents.map((agent) => agent.name))
  const channels = readersOfChannels(agents, names)
  const targets = new Map(agents.map((agent) => [agent.name, targetsOf(agent, agents, channels)]))
  const components = stronglyConnected([...names], (name) => targets.get(name)?.readers ?? [])
  const loops = new Map<string, ReadonlySet<string>>()
  for (const component of components) {
    const [only] = component
    const isLoop = component.length > 1 || (only !== undefined && targets.get(only)?.readers.includes(only) === true)
    const members = new Set(component)
    if (isLoop) for (const name of component) loops.set(name, members)
  }
  return { targets, channels, loops, entries: entriesOf(agents, targets, loops) }
}

function readersOfChannels(agents: readonly WiredAgent[], names: ReadonlySet<string>): Map<string, string[]> {
  const channels = new Map<string, string[]>()
  for (const { inputs, outputs, name } of agents) {
    for (const output of outputs) if (!names.has(output) && !channels.has(output)) channels.set(output, [])
    for (const input of new Set(inputs)) {
      if (!names.has(input)) channels.set(input, [...(channels.get(input) ?? []), name])
    }
  }
  return channels
}

function targetsOf(agent: WiredAgent, agents: readonly WiredAgent[], channels: ReadonlyMap<string, string[]>): Targets {
  const outputs = new Set(agent.outputs)
  const own = [...outputs].filter((output) => channels.has(output))
  const throughChannels = new Set(own.flatMap((channel) => channels.get(channel) ?? []))
  const readers = agents.filter(
    ({ name, inputs }) => outputs.has(name) || inputs.includes(agent.name) || throughChannels.has(name),
  )
  return { readers: readers.map(({ name }) => name), channels: own }
}

function entriesOf(
  agents: readonly WiredAgent[],
  targets: ReadonlyMap<string, Targets>,
  loops: Wiring['loops'],
): readonly string[] {
  const fed = new Set<string>()
  for (const [from, { readers }] of targets) {
    for (const reader of readers) if (loops.get(reader)?.has(from) !== true) fed.add(reader)
  }
  const isFed = (name: string): boolean => [name, ...(loops.get(name) ?? [])].some((member) => fed.has(member))
  const entries: string[] = []
  const entered = new Set<ReadonlySet<string>>()
  for (const { name } of agents) {
    const loop = loops.get(name)
    if (isFed(name) || (loop !== undefined && entered.has(loop))) continue
    if (loop !== undefined) entered.add(loop)
    entries.push(name)
  }
  return entries
}
