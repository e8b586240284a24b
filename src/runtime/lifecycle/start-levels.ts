import { RuntimeError } from '../../errors/runtime-error.ts'
import { findCycles, stronglyConnected } from '../../util/graph.ts'
import { nearest } from '../../util/text/nearest.ts'
import type { Wiring } from '../routing/wiring.ts'

/** What the order of starting needs to know of an agent. */
export interface DependentAgent {
  readonly name: string
  readonly dependsOn: readonly string[]
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>

/**
 * The order agents start in: each level may start when all before it have. An agent starts after what it depends on, and
 * readers before those who write to them, except where loops or dependencies say otherwise.
 * @throws RuntimeError `DEPENDENCY_UNKNOWN`; `DEPENDENCY_CYCLE`, with the circle as its path.
 */
export function startLevels(
  agents: readonly DependentAgent[],
  targets: Wiring['targets'] = new Map(),
): readonly (readonly string[])[] {
  const dependencies = new Map(agents.map(({ name, dependsOn }) => [name, new Set(dependsOn)]))
  assertKnown(dependencies)
  assertAcyclic(dependencies)
  return peel(withWiring(dependencies, targets))
}

function assertKnown(graph: Graph): void {
  for (const [name, dependencies] of graph) {
    for (const dependency of dependencies) {
      if (graph.has(dependency)) continue
      const close = nearest(dependency, graph.keys())
      const hint =
        close === undefined
          ? `Known agents: ${[...graph.keys()].map((known) => `"${known}"`).join(', ')}.`
          : `Did you mean "${close}"?`
      throw new RuntimeError(
        'DEPENDENCY_UNKNOWN',
        `Agent "${name}" depends on "${dependency}", which does not exist. ${hint}`,
        {
          details: { agent: name, dependency },
        },
      )
    }
  }
}

function assertAcyclic(graph: Graph): void {
  const cycle = findCycle(graph)
  if (cycle === undefined) return
  throw new RuntimeError(
    'DEPENDENCY_CYCLE',
    `Agents depend on each other in a circle: ${cycle.join(' -> ')}. Remove one of these dependencies.`,
    { details: { path: cycle } },
  )
}

/** The first circle by name, beginning and ending with the same agent; the same one in whatever order agents are listed. */
function findCycle(graph: Graph): readonly string[] | undefined {
  const inOrder = [...graph.keys()].toSorted().map((name) => [name, [...(graph.get(name) ?? [])].toSorted()] as const)
  const [cycle] = findCycles(new Map(inOrder))
  if (cycle === undefined) return undefined
  const members = cycle.slice(1)
  const first = members.indexOf(members.toSorted()[0] ?? '')
  return [...members.slice(first), ...members.slice(0, first + 1)]
}

/** Adds that readers start first, wherever that makes no circle. */
function withWiring(dependencies: Graph, targets: Wiring['targets']): Graph {
  const joined = new Map(
    [...dependencies].map(([name, own]) => [name, [...own, ...(targets.get(name)?.readers ?? [])]]),
  )
  const components = stronglyConnected([...joined.keys()], (name) => joined.get(name) ?? [])
  const groups = new Map(components.flatMap((component, group) => component.map((name) => [name, group] as const)))
  return new Map(
    [...joined].map(([name, all]) => {
      const kept = all.filter((other) => dependencies.get(name)?.has(other) || groups.get(other) !== groups.get(name))
      return [name, new Set(kept)]
    }),
  )
}

/** Takes away, again and again, all that waits for nothing any more (Kahn, 1962). */
function peel(graph: Graph): readonly (readonly string[])[] {
  const waitingFor = new Map([...graph].map(([name, dependencies]) => [name, dependencies.size]))
  const dependents = new Map<string, string[]>([...graph.keys()].map((name) => [name, []]))
  for (const [name, dependencies] of graph)
    for (const dependency of dependencies) dependents.get(dependency)?.push(name)
  const levels: string[][] = []
  let level = [...graph.keys()].filter((name) => waitingFor.get(name) === 0)
  while (level.length > 0) {
    levels.push(level.toSorted())
    level = level
      .flatMap((name) => dependents.get(name) ?? [])
      .filter((name) => {
        const left = (waitingFor.get(name) ?? 0) - 1
        waitingFor.set(name, left)
        return left === 0
      })
  }
  return levels
}
