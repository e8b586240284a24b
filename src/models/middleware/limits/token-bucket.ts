const minuteMs = 60_000

/** An amount per minute that refills steadily; full at the start. May be overdrawn by what turns out later. */
export class TokenBucket {
  readonly #perMinute: number
  #level: number
  #filledAt: number

  constructor(perMinute: number, now: number) {
    this.#perMinute = perMinute
    this.#level = perMinute
    this.#filledAt = now
  }

  /** Milliseconds until `amount` is there. More than a full bucket is never there, so a full one is enough for it. */
  waitFor(amount: number, now: number): number {
    this.#fill(now)
    const missing = Math.min(amount, this.#perMinute) - this.#level
    // Rounding must not leave a caller a hair short when its timer fires.
    return missing <= 1e-6 ? 0 : Math.max(1, Math.ceil((missing / this.#perMinute) * minuteMs))
  }

  take(amount: number, now: number): void {
    this.#fill(now)
    this.#level = Math.min(this.#perMinute, this.#level - amount)
  }

  #fill(now: number): void {
    this.#level = Math.min(this.#perMinute, this.#level + ((now - this.#filledAt) / minuteMs) * this.#perMinute)
    this.#filledAt = now
  }
}
