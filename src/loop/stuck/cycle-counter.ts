/** Counts for how long the items it is given have gone round in a circle. Keeps no more of them than the longest circle. */
export class CycleCounter {
  #recent: readonly string[] = []
  #repeated: readonly number[]

  constructor(longestCycle: number) {
    this.#repeated = Array.from({ length: longestCycle }, () => 0)
  }

  add(item: string): void {
    this.#repeated = this.#repeated.map((count, index) => (this.#recent.at(-1 - index) === item ? count + 1 : 0))
    this.#recent = [...this.#recent, item].slice(-this.#repeated.length)
  }

  /**
   * How many of the last items go round in a circle of this length; 0 where they do not. One item makes a circle when it
   * comes twice; several must have been round three times, since going through the same few once more is no circle yet.
   */
  count(length: number): number {
    const repeated = this.#repeated[length - 1] ?? 0
    const needed = length === 1 ? 1 : 2 * length
    return repeated < needed ? 0 : repeated + length
  }
}
