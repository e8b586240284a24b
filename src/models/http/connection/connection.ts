import type { Socket } from 'node:net'
import { connectionClosed } from '../network-error.ts'

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
export class Connection {
  readonly #socket: Socket
  readonly #onGone: () => void
  #passenger: Passenger | undefined
  #error: Error | undefined
  #requests = 0
  /** Until when it may wait for its next request, on the monotonic clock. */
  keptUntil = 0

  /** `onGone` is told when it can carry nothing any more. */
  constructor(socket: Socket, onGone: () => void) {
    this.#socket = socket
    this.#onGone = onGone
    socket
      .on('data', (data: Buffer) => {
        if (this.#passenger === undefined) this.destroy()
        else this.#passenger.receive(data)
      })
      .on('end', () => this.#passenger?.finish())
      .on('error', (error) => (this.#error = error))
      .on('close', () => this.#lose())
  }

  /** True when it has carried a request before the present one, so that the server may have closed it meanwhile. */
  get isReused(): boolean {
    return this.#requests > 1
  }

  get isUsable(): boolean {
    return !this.#socket.destroyed && this.#socket.readable && this.#socket.writable
  }

  board(passenger: Passenger): void {
    this.#requests += 1
    this.#passenger = passenger
    // Until the answer is there, the process stays.
    this.#socket.ref()
    this.#socket.resume()
  }

  /** The passenger is done; the connection waits for the next one and keeps no process alive. */
  leave(): void {
    this.#passenger = undefined
    this.#socket.unref()
    this.#socket.resume()
  }

  /** Sends text whose characters are bytes, and a body after it. */
  write(head: string, body: string | Uint8Array | undefined): void {
    const socket = this.#socket
    if (typeof body === 'string' && isAscii(head)) {
      socket.write(head + body)
      return
    }
    socket.cork()
    socket.write(head, 'latin1')
    if (body !== undefined) socket.write(body)
    socket.uncork()
  }

  /** True when everything that was written has left. */
  get isFlushed(): boolean {
    return this.#socket.writableLength === 0
  }

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  destroy(): void {
    this.#socket.destroy()
    this.#lose()
  }

  #lose(): void {
    const passenger = this.#passenger
    this.#passenger = undefined
    this.#onGone()
    passenger?.lose(this.#error ?? connectionClosed())
  }
}

function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- the first 128 characters are what is looked for
  return /^[\x00-\x7f]*$/.test(text)
}
