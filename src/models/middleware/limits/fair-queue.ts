import { LinkedList, type Link } from './linked-list.ts'

interface Owner<Entry> {
  readonly name: string
  readonly entries: LinkedList<Entry>
  turn: Link<Owner<Entry>> | undefined
}

/**
 * A queue that takes turns: one entry of each owner after the other, each owner's entries in order. Every operation costs
 * the same however many wait.
 */
export class FairQueue<Entry> {
  readonly #owners = new Map<string, Owner<Entry>>()
  /** Owners with entries, in the order of their turns. */
  readonly #turns = new LinkedList<Owner<Entry>>()

  get isEmpty(): boolean {
    return this.#turns.first === undefined
  }

  /** Puts an entry in; the returned function takes it out again, unless it is out already. */
  push(name: string, entry: Entry): () => void {
    let owner = this.#owners.get(name)
    if (owner === undefined) {
      this.#owners.set(name, (owner = { name, entries: new LinkedList(), turn: undefined }))
      owner.turn = this.#turns.push(owner)
    }
    const { entries } = owner
    const link = entries.push(entry)
    const from = owner
    return () => {
      entries.remove(link)
      this.#leaveIfDone(from)
    }
  }

  /** The entry whose turn it is. */
  peek(): Entry | undefined {
    return this.#turns.first?.value.entries.first?.value
  }

  /** Takes that entry out; its owner goes to the end of the turns. */
  shift(): Entry | undefined {
    const owner = this.#turns.first?.value
    const link = owner?.entries.first
    if (owner === undefined || link === undefined) return undefined
    owner.entries.remove(link)
    if (this.#leaveIfDone(owner)) return link.value
    this.#endTurn(owner)
    owner.turn = this.#turns.push(owner)
    return link.value
  }

  #leaveIfDone(owner: Owner<Entry>): boolean {
    if (owner.entries.first !== undefined) return false
    this.#endTurn(owner)
    // The name may belong to a later owner by now.
    if (this.#owners.get(owner.name) === owner) this.#owners.delete(owner.name)
    return true
  }

  #endTurn(owner: Owner<Entry>): void {
    if (owner.turn !== undefined) this.#turns.remove(owner.turn)
    owner.turn = undefined
  }
}
