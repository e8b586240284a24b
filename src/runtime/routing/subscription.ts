import { ensureError } from '../../errors/ensure-error.ts'
import type { Message } from '../../messages/message.ts'
import type { Envelope } from './envelope.ts'
import { Mailbox, type Overflow } from '../mailbox/mailbox.ts'

/** How a subscriber wants its messages kept until it reads them. */
export interface ReceiveOptions {
  /** Messages kept for the reader; 100 unless said otherwise. */
  readonly capacity?: number | undefined
  /** What happens when they are too many; `block` unless said otherwise, which slows down who emits them. */
  readonly overflow?: Overflow | undefined
  /** Closes the subscription. */
  readonly signal?: AbortSignal | undefined
}

/** Messages as they come. Ends when it is closed, or with the runtime after what is left has been read. */
export interface MessageStream extends AsyncIterable<Message>, AsyncDisposable {
  /** Messages that a `drop` policy gave up. */
  readonly dropped: number
  /** Stops listening; ending a `for await` loop early does it too. */
  close(): void
}

/** What a subscription is made with. */
export interface SubscriptionOptions {
  readonly name: string
  readonly capacity: number
  readonly overflow: Overflow
  readonly signal: AbortSignal | undefined
  readonly onClose: (subscription: Subscription) => void
}

/** One reader of a channel. */
export class Subscription implements MessageStream, AsyncIterator<Message, undefined> {
  readonly #options: SubscriptionOptions
  readonly #mailbox: Mailbox<Envelope>
  readonly #close = (): void => this.close()
  #wake: (() => void) | undefined
  #failure: { readonly error: Error } | undefined
  #hasEnded = false
  #dropped = 0

  constructor(options: SubscriptionOptions) {
    this.#options = options
    const { name, capacity, overflow, signal } = options
    this.#mailbox = new Mailbox({
      name,
      capacity,
      overflow,
      onItem: () => this.#wake?.(),
      onDrop: () => (this.#dropped += 1),
    })
    if (signal?.aborted) this.close()
    else signal?.addEventListener('abort', this.#close, { once: true })
  }

  get dropped(): number {
    return this.#dropped
  }

  /** Takes a message in; gives a promise only where the reader must make room first. Never rejects. */
  accept(envelope: Envelope): Promise<void> | undefined {
    try {
      if (this.#hasEnded || this.#mailbox.offer(envelope)) return undefined
    } catch (thrown) {
      // The overflow policy is to refuse: it is the reader who must hear of it, not who emits.
      this.#failure = { error: ensureError(thrown) }
      this.end()
      return undefined
    }
    // A reader that goes away no longer wants the message, so its sender has nothing to wait for.
    return this.#mailbox.wait(envelope).catch(() => {})
  }

  /** No more messages come; what is left can still be read. */
  end(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#options.signal?.removeEventListener('abort', this.#close)
    this.#mailbox.close()
    this.#options.onClose(this)
    this.#wake?.()
  }

  close(): void {
    this.end()
    while (this.#mailbox.take() !== undefined);
  }

  async next(): Promise<IteratorResult<Message, undefined>> {
    for (;;) {
      const envelope = this.#mailbox.take()
      if (envelope !== undefined) return { done: false, value: envelope.message }
      if (this.#failure !== undefined) throw this.#failure.error
      if (this.#hasEnded) return { done: true, value: undefined }
      await new Promise<void>((resolve) => (this.#wake = resolve))
      this.#wake = undefined
    }
  }

  async return(): Promise<IteratorResult<Message, undefined>> {
    this.close()
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator](): AsyncIterator<Message, undefined> {
    return this
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
  }
}
