/** A queue between code that pushes and one reader that awaits. Unbounded: the writer decides when to stop. */
export class AsyncQueue<Item> implements AsyncIterable<Item> {
  #items: Item[] = []
  #head = 0
  #ended = false
  #failure: { readonly error: unknown } | undefined
  #wake: (() => void) | undefined

  push(item: Item): void {
    if (this.#ended) return
    this.#items.push(item)
    this.#wake?.()
  }

  /** No more items; the reader gets those that are left and then stops. */
  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  /** As `end`, but the reader gets the error after the items that are left. */
  fail(error: unknown): void {
    this.#failure = { error }
    this.end()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    for (;;) {
      while (this.#head < this.#items.length) yield this.#take()
      if (this.#failure !== undefined) throw this.#failure.error
      if (this.#ended) return
      await new Promise<void>((resolve) => (this.#wake = resolve))
      this.#wake = undefined
    }
  }

  #take(): Item {
    const item = this.#items[this.#head] as Item
    this.#head += 1
    if (this.#head > 1024 || this.#head === this.#items.length) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
    return item
  }
}
