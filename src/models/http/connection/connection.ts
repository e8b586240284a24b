import { connectionClosed } from '../network-error.ts'
import type { Wire, WireListener } from './wire.ts'

/** The request that a connection carries, as the connection sees it. */
export interface Passenger {
  /** Bytes arrived. */
  receive(data: Buffer): void
  /** The other side sends no more. */
  finish(): void
  /** The connection is gone. */
  lose(error: Error): void
}

/** An open connection that carries one request after the other. */
export class Connection implements WireListener {
  readonly #wire: Wire
  readonly #onGone: () => void
  #passenger: Passenger | undefined
  #requests = 0
  /** Until when it may wait for its next request, on the monotonic clock. */
  keptUntil = 0

  /** `onGone` is told when it can carry nothing any more. */
  constructor(wire: Wire, onGone: () => void) {
    this.#wire = wire
    this.#onGone = onGone
    wire.listen(this)
  }

  /** True when it has carried a request before the present one, so that the server may have closed it meanwhile. */
  get isReused(): boolean {
    return this.#requests > 1
  }

  get isUsable(): boolean {
    return this.#wire.isUsable
  }

  /** True when everything that was written has left. */
  get isFlushed(): boolean {
    return this.#wire.isFlushed
  }

  board(passenger: Passenger): void {
    this.#requests += 1
    this.#passenger = passenger
    // Until the answer is there, the process stays.
    this.#wire.ref()
    this.#wire.resume()
  }

  /** The passenger is done; the connection waits for the next one and keeps no process alive. */
  leave(): void {
    this.#passenger = undefined
    this.#wire.unref()
    this.#wire.resume()
  }

  /** Sends text whose characters are bytes, and a body after it. */
  write(head: string, body: string | Uint8Array | undefined): void {
    this.#wire.write(head, body)
  }

  /** Holds the other side back. Who reads nothing is not waited for, so the process may end meanwhile. */
  pause(): void {
    this.#wire.pause()
    this.#wire.unref()
  }

  resume(): void {
    this.#wire.ref()
    this.#wire.resume()
  }

  destroy(): void {
    this.#wire.destroy()
    this.onClose(undefined)
  }

  onData(data: Buffer): void {
    // What comes unasked belongs to nobody.
    if (this.#passenger === undefined) this.destroy()
    else this.#passenger.receive(data)
  }

  onEnd(): void {
    this.#passenger?.finish()
  }

  onClose(error: Error | undefined): void {
    const passenger = this.#passenger
    this.#passenger = undefined
    this.#onGone()
    passenger?.lose(error ?? connectionClosed())
  }
}
