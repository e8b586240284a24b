import { serializeError } from '../../errors/serialize-error.ts'
import type { DeadLetterReason, EventListener } from '../../events/event.ts'
import type { Message } from '../../messages/message.ts'
import type { Clock } from '../../util/clock.ts'

/** A message that could not be handled, and why. */
export interface DeadLetter {
  /** Names this letter for `redeliver`. */
  readonly id: string
  readonly message: Message
  readonly from: string
  readonly to: string
  readonly reason: DeadLetterReason
  /** What went wrong, where something was thrown. */
  readonly error: Error | undefined
  /** How often the agent tried. */
  readonly attempts: number
  readonly session: string | undefined
  readonly tenant: string | undefined
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

/** What makes a dead letter. */
export type DeadLetterParts = Omit<DeadLetter, 'id' | 'at'>

/** The last dead letters of a runtime, oldest first. Bounded: the oldest go when there is no room. */
export class DeadLetterBox {
  readonly #options: { readonly clock: Clock; readonly listener: EventListener; readonly capacity: number }
  readonly #letters = new Map<string, DeadLetter>()
  #total = 0

  constructor(options: { readonly clock: Clock; readonly listener: EventListener; readonly capacity: number }) {
    this.#options = options
  }

  /** Letters there ever were, those that had to go included. */
  get total(): number {
    return this.#total
  }

  list(): readonly DeadLetter[] {
    return [...this.#letters.values()]
  }

  add(parts: DeadLetterParts): void {
    const { message, from, to, reason, error } = parts
    this.#total += 1
    const at = this.#options.clock.now()
    const letter: DeadLetter = { id: `${message.id}>${to}#${this.#total}`, ...parts, at }
    this.#letters.set(letter.id, letter)
    if (this.#letters.size > this.#options.capacity) this.#dropOldest()
    const cause = error === undefined ? {} : { error: serializeError(error) }
    this.#options.listener({ type: 'dead-letter', at, id: message.id, from, to, reason, ...cause })
  }

  /** Takes a letter out of the box. */
  take(id: string): DeadLetter | undefined {
    const letter = this.#letters.get(id)
    this.#letters.delete(id)
    return letter
  }

  /** Puts a letter back that could not be delivered again. */
  putBack(letter: DeadLetter): void {
    this.#letters.set(letter.id, letter)
  }

  #dropOldest(): void {
    for (const id of this.#letters.keys()) {
      this.#letters.delete(id)
      return
    }
  }
}
