/**
 * Groups the nodes of a directed graph that can all reach each other (Tarjan, 1972). Every node is in exactly one group.
 * Does not recurse, so that a long chain cannot overflow the stack.
 */
export function stronglyConnected(
  nodes: readonly string[],
  neighboursOf: (node: string) => readonly string[],
): readonly (readonly string[])[] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const onStack = new Set<string>()
  const components: string[][] = []
  const lower = (node: string, value: number | undefined): void => {
    low.set(node, Math.min(low.get(node) ?? Infinity, value ?? Infinity))
  }
  const enter = (node: string): { node: string; pending: Iterator<string> } => {
    index.set(node, index.size)
    low.set(node, index.size - 1)
    stack.push(node)
    onStack.add(node)
    return { node, pending: neighboursOf(node)[Symbol.iterator]() }
  }
  const leave = (node: string): void => {
    if (low.get(node) !== index.get(node)) return
    const component = stack.splice(stack.lastIndexOf(node))
    for (const member of component) onStack.delete(member)
    components.push(component)
  }
  for (const root of nodes) {
    if (index.has(root)) continue
    const path = [enter(root)]
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.pending.next()
      if (next.done === true) {
        path.pop()
        leave(top.node)
        const above = path.at(-1)
        if (above !== undefined) lower(above.node, low.get(top.node))
      } else if (!index.has(next.value)) path.push(enter(next.value))
      else if (onStack.has(next.value)) lower(top.node, index.get(next.value))
    }
  }
  return components
}

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
