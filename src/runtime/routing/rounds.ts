import type { EventListener } from '../../events/event.ts'
import type { Clock } from '../../util/clock.ts'
import type { RoundRef } from './envelope.ts'

/** What is known of one message from outside and everything it causes, until nothing of it is queued or in flight. */
interface Round {
  readonly id: number
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
  /** Called whenever nothing is left to do but what runs that were put away wait for. */
  readonly onQuiet: () => void
}

/** Where the rounds of a runtime in this process begin. */
export const localOrigin = 'local'

/** The book of rounds: who begins one holds it, every delivery holds it too, and the last to let go ends it. */
export class Rounds {
  readonly #options: RoundsOptions
  readonly #open = new Map<number, Round>()
  // Messages of one round come one after another, and are looked up several times each.
  #last: Round | undefined
  #started = 0
  #finished = 0
  /** What is queued or in flight in all rounds, and how much of it belongs to runs that were put away. */
  #held = 0
  #parked = 0

  constructor(options: RoundsOptions) {
    this.#options = options
  }

  get started(): number {
    return this.#started
  }

  get finished(): number {
    return this.#finished
  }

  /** True when every round has ended, or goes on only when a run that was put away does. */
  get isQuiet(): boolean {
    return this.#held === this.#parked
  }

  get isLimitReached(): boolean {
    return this.#options.limit !== undefined && this.#started >= this.#options.limit
  }

  /** Begins a round, held by the caller. */
  begin(): RoundRef {
    this.#started += 1
    this.#held += 1
    const round: Round = { id: this.#started, pending: 1, messages: 0 }
    this.#open.set(round.id, round)
    this.#last = round
    const { listener, clock, limit, onLimit } = this.#options
    listener?.({ type: 'round-start', at: clock.now(), round: round.id })
    if (this.#started === limit) onLimit()
    return { id: round.id, origin: localOrigin }
  }

  /** Counts a delivery, which holds the round until it is released. */
  hold(ref: RoundRef): void {
    const round = this.#find(ref)
    if (round === undefined) return
    round.pending += 1
    round.messages += 1
    this.#held += 1
  }

  release(ref: RoundRef): void {
    const round = this.#find(ref)
    if (round === undefined) return
    round.pending -= 1
    this.#held -= 1
    if (round.pending === 0) this.#finish(round)
    if (this.isQuiet) this.#options.onQuiet()
  }

  /** A delivery, which goes on holding the round, was put away. */
  park(ref: RoundRef): void {
    if (this.#find(ref) === undefined) return
    this.#parked += 1
    if (this.isQuiet) this.#options.onQuiet()
  }

  /** It is taken up again. */
  unpark(ref: RoundRef): void {
    if (this.#find(ref) !== undefined) this.#parked -= 1
  }

  /** True while something of the round is queued or in flight. */
  isOpen(ref: RoundRef): boolean {
    return this.#find(ref) !== undefined
  }

  #finish({ id, messages }: Round): void {
    this.#open.delete(id)
    this.#finished += 1
    const { listener, clock } = this.#options
    listener?.({ type: 'round-finish', at: clock.now(), round: id, messages })
  }

  #find({ id }: RoundRef): Round | undefined {
    if (this.#last?.id === id && this.#last.pending > 0) return this.#last
    const round = this.#open.get(id)
    if (round !== undefined) this.#last = round
    return round
  }
}
