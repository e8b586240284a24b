/** A value's place in a list. */
export interface Link<Value> {
  readonly value: Value
}

interface Node<Value> extends Link<Value> {
  previous: Node<Value> | undefined
  next: Node<Value> | undefined
  isLinked: boolean
}

/** Values in order. Adding at the end and taking out anywhere cost the same however many there are. */
export class LinkedList<Value> {
  #first: Node<Value> | undefined
  #last: Node<Value> | undefined

  get first(): Link<Value> | undefined {
    return this.#first
  }

  push(value: Value): Link<Value> {
    const node: Node<Value> = { value, previous: this.#last, next: undefined, isLinked: true }
    if (this.#last === undefined) this.#first = node
    else this.#last.next = node
    this.#last = node
    return node
  }

  /** Takes out a value that `push` of this list put in; one that is out already stays out. */
  remove(link: Link<Value>): void {
    // Links are only made by `push`.
    const node = link as Node<Value>
    if (!node.isLinked) return
    node.isLinked = false
    if (node.previous === undefined) this.#first = node.next
    else node.previous.next = node.next
    if (node.next === undefined) this.#last = node.previous
    else node.next.previous = node.previous
  }
}
