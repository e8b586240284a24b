/**
 * The circles of a graph, each once and as a path that ends where it begins: `['a', 'b', 'a']`. Of circles that share
 * nodes at least one is found. The order of the edges decides, so the same graph gives the same answer.
 */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: string[][] = []
  const done = new Set<string>()
  for (const start of edges.keys()) walk(start, edges, done, cycles)
  return cycles
}

// Depth first with a stack of its own: a chain may be as long as the file has agents.
function walk(
  start: string,
  edges: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
  cycles: string[][],
): void {
  const path: string[] = []
  const onPath = new Set<string>()
  const pending: { readonly node: string; next: number }[] = []
  const enter = (node: string): void => {
    path.push(node)
    onPath.add(node)
    pending.push({ node, next: 0 })
  }
  if (!done.has(start)) enter(start)
  for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
    const target = edges.get(top.node)?.[top.next]
    top.next += 1
    if (target === undefined) {
      pending.pop()
      path.pop()
      onPath.delete(top.node)
      done.add(top.node)
    } else if (onPath.has(target)) {
      cycles.push([...path.slice(path.indexOf(target)), target])
    } else if (!done.has(target)) {
      enter(target)
    }
  }
}
