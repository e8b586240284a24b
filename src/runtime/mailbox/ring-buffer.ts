/** A first-in first-out queue in a circle of slots, which doubles when it is full: no copying while it stays small. */
export class RingBuffer<Item extends object> {
  #slots: (Item | undefined)[] = Array<Item | undefined>(16).fill(undefined)
  #head = 0
  #length = 0

  get length(): number {
    return this.#length
  }

  push(item: Item): void {
    if (this.#length === this.#slots.length) this.#grow()
    this.#slots[(this.#head + this.#length) & (this.#slots.length - 1)] = item
    this.#length += 1
  }

  shift(): Item | undefined {
    if (this.#length === 0) return undefined
    const item = this.#slots[this.#head]
    this.#slots[this.#head] = undefined
    this.#head = (this.#head + 1) & (this.#slots.length - 1)
    this.#length -= 1
    return item
  }

  // The number of slots stays a power of two, so that a position wraps by a mask.
  #grow(): void {
    const ordered = [...this.#slots.slice(this.#head), ...this.#slots.slice(0, this.#head)]
    this.#slots = [...ordered, ...Array<Item | undefined>(ordered.length).fill(undefined)]
    this.#head = 0
  }
}
