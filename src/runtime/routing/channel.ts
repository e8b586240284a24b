import type { Envelope } from './envelope.ts'
import { Subscription, type ReceiveOptions } from './subscription.ts'

const defaultCapacity = 100

/** A name that messages are put on: subscribers each get every message. What an agent emits is a channel of its own. */
export class Channel {
  readonly name: string
  readonly #subscriptions = new Set<Subscription>()
  #isClosed = false

  constructor(name: string) {
    this.name = name
  }

  get hasSubscribers(): boolean {
    return this.#subscriptions.size > 0
  }

  subscribe(options: ReceiveOptions): Subscription {
    const subscription = new Subscription({
      name: this.name,
      capacity: options.capacity ?? defaultCapacity,
      overflow: options.overflow ?? 'block',
      signal: options.signal,
      onClose: (closed) => this.#subscriptions.delete(closed),
    })
    if (this.#isClosed) subscription.end()
    else if (options.signal?.aborted !== true) this.#subscriptions.add(subscription)
    return subscription
  }

  /** Puts a message on the channel. Promises of subscribers that must make room first are added to `waits`. */
  publish(envelope: Envelope, waits: Promise<void>[]): void {
    for (const subscription of this.#subscriptions) {
      const wait = subscription.accept(envelope)
      if (wait !== undefined) waits.push(wait)
    }
  }

  /** No more messages come; subscribers read what is left and end. */
  close(): void {
    this.#isClosed = true
    for (const subscription of this.#subscriptions) subscription.end()
  }
}
