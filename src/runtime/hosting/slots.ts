import { WaitList } from '../mailbox/wait-list.ts'

/** What an agent's slots are made with. */
export interface SlotsOptions {
  /** How many runs the agent may have in progress. */
  readonly concurrency: number
  readonly hasMessage: () => boolean
  /** Starts a worker, which gives its slot back with `release`. */
  readonly startWorker: () => void
}

/** Who may run now: messages, through workers that keep a slot while there are more, and calls. They take turns. */
export class Slots {
  readonly #options: SlotsOptions
  readonly #callers = new WaitList()
  #taken = 0
  #isOpen = false
  #isCallsTurn = false

  constructor(options: SlotsOptions) {
    this.#options = options
  }

  get isFree(): boolean {
    return this.#isOpen && this.#taken < this.#options.concurrency
  }

  get taken(): number {
    return this.#taken
  }

  open(): void {
    this.#isOpen = true
    this.fill()
  }

  /** Gives free slots to who waits. */
  fill(): void {
    while (this.isFree) {
      if (this.#isCallNext()) {
        this.#taken += 1
        this.#isCallsTurn = false
        this.#callers.release()
      } else if (this.#options.hasMessage()) {
        this.#taken += 1
        this.#options.startWorker()
      } else return
    }
  }

  /** Asked by a worker before each message: false when it must give its slot to a call. */
  mayTakeMessage(): boolean {
    if (this.#isCallNext()) return false
    this.#isCallsTurn = true
    return true
  }

  /** Takes a slot for a call where nobody waits for one; false where somebody does, or none is free. */
  takeAtOnce(): boolean {
    if (!this.isFree || this.#callers.size > 0 || this.#options.hasMessage()) return false
    this.#taken += 1
    return true
  }

  /** Waits for a slot for a call. Rejects with the signal's reason. */
  async acquire(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (!this.takeAtOnce()) return this.#callers.wait(signal)
  }

  release(): void {
    this.#taken -= 1
    this.fill()
  }

  #isCallNext(): boolean {
    return this.#callers.size > 0 && (this.#isCallsTurn || !this.#options.hasMessage())
  }
}
