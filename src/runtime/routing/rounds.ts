import type { EventListener } from '../../events/event.ts'
import type { Clock } from '../../util/clock.ts'

/** One message from outside and everything it causes, until nothing of it is queued or in flight. */
export interface Round {
  /** Counted from 1 in the order the rounds began. */
  readonly number: number
  /** What is queued or in flight. */
  pending: number
  /** Messages delivered to agents so far. */
  messages: number
}

/** What the book of rounds is made with. */
export interface RoundsOptions {
  readonly clock: Clock
  readonly listener: EventListener | undefined
  /** Rounds after which `onLimit` is called, once. */
  readonly limit: number | undefined
  readonly onLimit: () => void
  /** Called whenever the last open round ends. */
  readonly onQuiet: () => void
}

/** The book of rounds: who begins one holds it, every delivery holds it too, and the last to let go ends it. */
export class Rounds {
  readonly #options: RoundsOptions
  #started = 0
  #finished = 0

  constructor(options: RoundsOptions) {
    this.#options = options
  }

  get started(): number {
    return this.#started
  }

  get finished(): number {
    return this.#finished
  }

  get open(): number {
    return this.#started - this.#finished
  }

  get isLimitReached(): boolean {
    return this.#options.limit !== undefined && this.#started >= this.#options.limit
  }

  /** Begins a round, held by the caller. */
  begin(): Round {
    this.#started += 1
    const round: Round = { number: this.#started, pending: 1, messages: 0 }
    const { listener, clock, limit, onLimit } = this.#options
    listener?.({ type: 'round-start', at: clock.now(), round: round.number })
    if (this.#started === limit) onLimit()
    return round
  }

  /** Counts a delivery, which holds the round until it is released. */
  hold(round: Round): void {
    round.pending += 1
    round.messages += 1
  }

  release(round: Round): void {
    round.pending -= 1
    if (round.pending > 0) return
    this.#finished += 1
    const { listener, clock, onQuiet } = this.#options
    listener?.({ type: 'round-finish', at: clock.now(), round: round.number, messages: round.messages })
    if (this.#finished === this.#started) onQuiet()
  }
}
