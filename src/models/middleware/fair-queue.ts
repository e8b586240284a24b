/** A queue that takes turns: one entry of each owner after the other, each owner's entries in order. */
export class FairQueue<Entry> {
  readonly #waiting = new Map<string, Entry[]>()
  /** Owners with entries, in the order of their turns. */
  #turns: string[] = []

  get isEmpty(): boolean {
    return this.#turns.length === 0
  }

  push(owner: string, entry: Entry): void {
    const entries = this.#waiting.get(owner)
    if (entries !== undefined) return void entries.push(entry)
    this.#waiting.set(owner, [entry])
    this.#turns.push(owner)
  }

  /** The entry whose turn it is. */
  peek(): Entry | undefined {
    return this.#waiting.get(this.#turns[0] ?? '')?.[0]
  }

  /** Takes that entry out; its owner goes to the end of the turns. */
  shift(): Entry | undefined {
    const owner = this.#turns.shift()
    if (owner === undefined) return undefined
    const entries = this.#waiting.get(owner) ?? []
    const entry = entries.shift()
    if (entries.length === 0) this.#waiting.delete(owner)
    else this.#turns.push(owner)
    return entry
  }

  /** Takes out an entry that no longer waits. */
  remove(owner: string, entry: Entry): void {
    const left = this.#waiting.get(owner)?.filter((other) => other !== entry) ?? []
    if (left.length > 0) return void this.#waiting.set(owner, left)
    this.#waiting.delete(owner)
    this.#turns = this.#turns.filter((other) => other !== owner)
  }
}
