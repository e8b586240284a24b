import { RuntimeError } from '../../errors/runtime-error.ts'
import { RingBuffer } from './ring-buffer.ts'

/**
 * What a full mailbox does with one more message: `block` makes the sender wait, `drop-oldest` and `drop-newest` give up
 * a message (it becomes a dead letter), `error` refuses with `MAILBOX_FULL`.
 */
export type Overflow = 'block' | 'drop-oldest' | 'drop-newest' | 'error'

/** What a mailbox is made with. */
export interface MailboxOptions<Item> {
  /** Whose mailbox it is, for errors. */
  readonly name: string
  readonly capacity: number
  readonly overflow: Overflow
  /** Called for every item that comes in; must be cheap and must not take items. */
  readonly onItem: () => void
  /** Called with every item that a `drop` policy gives up. */
  readonly onDrop: (item: Item) => void
}

interface Waiter<Item> {
  readonly item: Item
  readonly settle: (error?: { readonly reason: unknown }) => void
}

/**
 * A bounded queue with back-pressure: first in, first out, for each sender and over all. While there is room an item
 * costs no promise; blocked senders are let in together once half of the room is free, so that a fast sender and a
 * slow reader take turns in batches.
 */
export class Mailbox<Item extends object> {
  readonly #options: MailboxOptions<Item>
  readonly #items = new RingBuffer<Item>()
  // A set keeps the order of arrival and gives up one in the middle at no cost.
  readonly #waiting = new Set<Waiter<Item>>()
  #closed = false
  #highWater = 0

  constructor(options: MailboxOptions<Item>) {
    this.#options = options
  }

  /** Items that wait to be taken; senders that are blocked come on top. */
  get length(): number {
    return this.#items.length
  }

  get capacity(): number {
    return this.#options.capacity
  }

  /** The most items that ever waited at once. */
  get highWater(): number {
    return this.#highWater
  }

  /** Senders that wait for room. */
  get blocked(): number {
    return this.#waiting.size
  }

  /**
   * Takes an item in, or gives one up, as the overflow policy says. False only where the policy is `block` and there is
   * no room: then call `wait` at once, before anything else is offered.
   * @throws RuntimeError `MAILBOX_FULL` where the policy is `error`; `CHANNEL_CLOSED` after `close`.
   */
  offer(item: Item): boolean {
    if (this.#closed) throw this.#closedError()
    if (this.#items.length < this.#options.capacity && this.#waiting.size === 0) {
      this.#add(item)
      return true
    }
    return this.#overflow(item)
  }

  /**
   * Waits for room behind all others that wait. Rejects with the signal's reason, or with `CHANNEL_CLOSED`. `onSettled` is
   * called in the moment in which the wait is over, before anybody goes on.
   */
  wait(item: Item, signal?: AbortSignal, onSettled?: () => void): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      if (signal?.aborted) {
        onSettled?.()
        return reject(signal.reason)
      }
      const onAbort = (): void => waiter.settle({ reason: signal?.reason })
      const waiter: Waiter<Item> = {
        item,
        settle: (error) => {
          this.#waiting.delete(waiter)
          signal?.removeEventListener('abort', onAbort)
          onSettled?.()
          if (error === undefined) resolve()
          else reject(error.reason)
        },
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#waiting.add(waiter)
    })
  }

  /** Takes an item in beyond the capacity: for senders that the reader itself may be waiting for. */
  force(item: Item): void {
    if (this.#closed) throw this.#closedError()
    this.#add(item)
  }

  take(): Item | undefined {
    const item = this.#items.shift()
    if (this.#waiting.size > 0 && this.#items.length <= this.#options.capacity >> 1) this.#admit()
    return item
  }

  /** No more items come in, blocked senders are rejected with `CHANNEL_CLOSED`; what is inside can still be taken. */
  close(): void {
    this.#closed = true
    for (const waiter of this.#waiting) waiter.settle({ reason: this.#closedError() })
  }

  #admit(): void {
    for (const waiter of this.#waiting) {
      if (this.#items.length >= this.#options.capacity) return
      this.#add(waiter.item)
      waiter.settle()
    }
  }

  #add(item: Item): void {
    this.#items.push(item)
    if (this.#items.length > this.#highWater) this.#highWater = this.#items.length
    this.#options.onItem()
  }

  #overflow(item: Item): boolean {
    const { name, capacity, overflow } = this.#options
    switch (overflow) {
      case 'block':
        return false
      case 'drop-newest':
        this.#options.onDrop(item)
        return true
      case 'drop-oldest': {
        const oldest = this.#items.shift()
        if (oldest !== undefined) this.#options.onDrop(oldest)
        this.#add(item)
        return true
      }
      case 'error':
        throw new RuntimeError(
          'MAILBOX_FULL',
          `The mailbox of "${name}" is full (${capacity} messages). Send more slowly, or make it wait with overflow "block".`,
          { details: { name, capacity } },
        )
    }
  }

  #closedError(): RuntimeError {
    const { name } = this.#options
    return new RuntimeError('CHANNEL_CLOSED', `"${name}" accepts no more messages: the runtime is closed.`, {
      details: { name },
    })
  }
}
