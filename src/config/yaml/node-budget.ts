/** Thrown out of the parser when it has seen more nodes than it may. */
export class NodeBudgetSpent extends Error {}

/**
 * A nesting limit for js-yaml that also bounds how many nodes it reads. The parser compares its depth with its limit once
 * per node, so a limit that counts the comparisons stops it after so many, also where it re-reads nodes; it has no option
 * for that, and it keeps every node it has read in memory (10 MiB of `1,` would take half a gigabyte).
 */
export class NodeBudget {
  readonly #depth: number
  readonly #whenSpent: 'throw' | 'point'
  #left: number

  /** `point` makes the parser itself fail, so that its error tells the place; that costs a scan of its whole input. */
  constructor(depth: number, nodes: number, whenSpent: 'throw' | 'point') {
    this.#depth = depth
    this.#left = nodes
    this.#whenSpent = whenSpent
  }

  get spent(): boolean {
    return this.#left < 0
  }

  valueOf(): number {
    this.#left -= 1
    if (!this.spent) return this.#depth
    if (this.#whenSpent === 'throw') throw new NodeBudgetSpent()
    return -1
  }
}
