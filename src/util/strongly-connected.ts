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
