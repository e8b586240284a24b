import { findCycles } from '../../util/graph.ts'
import { nearest } from '../../util/text/nearest.ts'
import { isRecord } from '../../util/is-record.ts'
import type { ConfigPath } from '../problems/config-problem.ts'
import { quote } from '../../util/text/printable.ts'
import type { CheckContext } from './check-context.ts'
import type { CheckedAgent } from './check-agents.ts'

/** A name that one agent uses for another, and where. */
interface Reference {
  readonly from: string
  readonly to: string
  readonly path: ConfigPath
}

/** Checks what agents say of each other: names, dependencies, wiring. */
export function checkTeam(agents: readonly CheckedAgent[], context: CheckContext): void {
  const names = checkNames(agents, context)
  const dependencies = agents.flatMap((agent) => dependenciesOf(agent, context))
  for (const dependency of dependencies) {
    if (!names.has(dependency.to)) reportUnknownDependency(dependency, names, context)
  }
  reportCycles(dependencies, context)
  hintAtChannels(agents, names, context)
}

function checkNames(agents: readonly CheckedAgent[], context: CheckContext): ReadonlySet<string> {
  const first = new Map<string, CheckedAgent>()
  for (const agent of agents) {
    const name = nameOf(agent)
    const path = ['agents', agent.index, 'name']
    if (name === undefined || context.isDoubtful(path)) continue
    const other = first.get(name)
    if (other === undefined) {
      first.set(name, agent)
      continue
    }
    const line = context.positions.value(['agents', other.index, 'name'])?.line
    context.error(
      path,
      `Two agents have the name ${quote(name)}.`,
      `The first stands on line ${line}. Give each agent a name of its own.`,
    )
  }
  return new Set(first.keys())
}

function dependenciesOf(agent: CheckedAgent, context: CheckContext): readonly Reference[] {
  const from = nameOf(agent)
  const list = agent.values['depends_on']
  if (from === undefined || !Array.isArray(list)) return []
  return list.flatMap((to: unknown, position) => {
    const path = ['agents', agent.index, 'depends_on', position]
    return typeof to === 'string' && !context.isDoubtful(path) ? [{ from, to, path }] : []
  })
}

function reportUnknownDependency(
  { from, to, path }: Reference,
  names: ReadonlySet<string>,
  context: CheckContext,
): void {
  const meant = nearest(to, names)
  const hint = meant === undefined ? `Agents: ${[...names].map(quote).join(', ')}.` : `Did you mean ${quote(meant)}?`
  context.error(path, `Agent ${quote(from)} depends on ${quote(to)}, which does not exist.`, hint)
}

function reportCycles(dependencies: readonly Reference[], context: CheckContext): void {
  const edges = new Map<string, string[]>()
  for (const { from, to } of dependencies) edges.set(from, [...(edges.get(from) ?? []), to])
  for (const cycle of findCycles(edges)) {
    const [from, to] = [cycle.at(-2), cycle.at(-1)]
    const closing = dependencies.find((dependency) => dependency.from === from && dependency.to === to)
    if (closing === undefined) continue
    context.error(
      closing.path,
      `Agents depend on each other in a circle: ${cycle.join(' -> ')}.`,
      'Remove one of the dependencies; wiring alone needs none.',
    )
  }
}

function hintAtChannels(agents: readonly CheckedAgent[], names: ReadonlySet<string>, context: CheckContext): void {
  const sources = agents.flatMap((agent) => wiringOf(agent, 'inputs', 'source'))
  const targets = agents.flatMap((agent) => wiringOf(agent, 'outputs', 'target'))
  const read = new Set(sources.map(({ to }) => to))
  const written = new Set(targets.map(({ to }) => to))
  for (const { to, path } of [...sources, ...targets]) {
    // A channel that is written and read has both its ends here: nobody mistyped it twice.
    if (names.has(to) || (read.has(to) && written.has(to)) || context.isDoubtful(path)) continue
    const meant = nearest(to, names, hintDistance(to))
    if (meant === undefined) continue
    context.warn(
      path,
      `No agent is named ${quote(to)}, so it is an external channel.`,
      `Did you mean the agent ${quote(meant)}?`,
    )
  }
}

// Unlike a dependency, a channel may be meant as it is written, so only names that are really close are worth a hint.
function hintDistance(name: string): number {
  return name.length > 4 ? 2 : name.length > 2 ? 1 : 0
}

function wiringOf(agent: CheckedAgent, side: 'inputs' | 'outputs', key: 'source' | 'target'): readonly Reference[] {
  const list = agent.values[side]
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown, position) => {
    const to = isRecord(item) ? item[key] : undefined
    if (typeof to !== 'string') return []
    return [{ from: nameOf(agent) ?? '', to, path: ['agents', agent.index, side, position, key] }]
  })
}

function nameOf(agent: CheckedAgent): string | undefined {
  const name = agent.values['name']
  return typeof name === 'string' ? name : undefined
}
