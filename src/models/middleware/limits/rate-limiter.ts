import type { Clock } from '../../../util/clock.ts'
import type { LimitPolicy } from '../../resilience-policy.ts'
import { whenAborted } from '../abort-listeners.ts'
import { FairQueue } from './fair-queue.ts'
import { TokenBucket } from './token-bucket.ts'

/** A call that asks to be let in. */
export interface LimitedCall {
  readonly agent: string
  /** What the call will use of the tokens, as far as can be told. */
  readonly tokens: number
  readonly clock: Clock
  readonly signal: AbortSignal | undefined
}

/** Told once when a call is over, with the tokens it used where they are known. */
export type Release = (usedTokens: number | undefined) => void

interface Waiting extends LimitedCall {
  readonly admit: () => void
  /** Takes the call out of the queue. */
  takeOut: () => void
}

/** Lets calls in as far as the limits allow; the others wait, and agents take turns. */
export class RateLimiter {
  readonly #limits: LimitPolicy
  readonly #queue = new FairQueue<Waiting>()
  #requests: TokenBucket | undefined
  #tokens: TokenBucket | undefined
  #running = 0
  #cancelTimer: (() => void) | undefined

  constructor(limits: LimitPolicy) {
    this.#limits = limits
  }

  /** Resolves when the call may be made. Rejects with the signal's reason, and then has used nothing. */
  enter(call: LimitedCall): Promise<Release> {
    call.signal?.throwIfAborted()
    this.#fillBuckets(call)
    if (this.#queue.isEmpty && this.#waitFor(call) === 0) return Promise.resolve(this.#admit(call))
    return new Promise((resolve, reject) => {
      const stopListening =
        call.signal === undefined ? undefined : whenAborted(call.signal, () => this.#leave(waiting, reject))
      const waiting: Waiting = {
        ...call,
        admit: () => {
          stopListening?.()
          resolve(this.#admit(call))
        },
        takeOut: () => {},
      }
      const isNext = this.#queue.isEmpty
      waiting.takeOut = this.#queue.push(call.agent, waiting)
      // Behind others, a call changes nothing for the one whose turn it is.
      if (isNext) this.#advance()
    })
  }

  #leave(waiting: Waiting, reject: (reason: unknown) => void): void {
    const wasNext = this.#queue.peek() === waiting
    waiting.takeOut()
    reject(waiting.signal?.reason)
    if (wasNext) this.#advance()
  }

  #fillBuckets({ clock }: LimitedCall): void {
    const { requestsPerMinute, tokensPerMinute } = this.#limits
    const now = clock.monotonic()
    if (requestsPerMinute !== undefined) this.#requests ??= new TokenBucket(requestsPerMinute, now)
    if (tokensPerMinute !== undefined) this.#tokens ??= new TokenBucket(tokensPerMinute, now)
  }

  /** Milliseconds until the rates let this call in, `Infinity` while too many are running. */
  #waitFor({ tokens, clock }: LimitedCall): number {
    if (this.#running >= (this.#limits.concurrency ?? Number.POSITIVE_INFINITY)) return Number.POSITIVE_INFINITY
    const now = clock.monotonic()
    return Math.max(this.#requests?.waitFor(1, now) ?? 0, this.#tokens?.waitFor(tokens, now) ?? 0)
  }

  #admit({ tokens, clock }: LimitedCall): Release {
    this.#running += 1
    this.#requests?.take(1, clock.monotonic())
    this.#tokens?.take(tokens, clock.monotonic())
    let released = false
    return (usedTokens) => {
      if (released) return
      released = true
      this.#running -= 1
      if (usedTokens !== undefined) this.#tokens?.take(usedTokens - tokens, clock.monotonic())
      this.#advance()
    }
  }

  #advance(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    for (let next = this.#queue.peek(); next !== undefined; next = this.#queue.peek()) {
      if (next.signal?.aborted === true) {
        // Its own turn to be told comes while the signal aborts; until then it must not be let in.
        next.takeOut()
        continue
      }
      const waitMs = this.#waitFor(next)
      if (waitMs > 0) {
        if (Number.isFinite(waitMs)) this.#cancelTimer = next.clock.setTimer(() => this.#advance(), waitMs)
        return
      }
      this.#queue.shift()
      next.admit()
    }
  }
}
