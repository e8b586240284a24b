import type { Socket } from 'node:net'
import { isAscii, type Wire, type WireListener } from './wire.ts'

/** A socket of Node.js as a wire. */
export class NodeWire implements Wire {
  readonly #socket: Socket

  constructor(socket: Socket) {
    this.#socket = socket
  }

  get isUsable(): boolean {
    return !this.#socket.destroyed && this.#socket.readable && this.#socket.writable
  }

  get isFlushed(): boolean {
    return this.#socket.writableLength === 0
  }

  listen(listener: WireListener): void {
    let failure: Error | undefined
    this.#socket
      .on('data', (data: Buffer) => listener.onData(data))
      .on('end', () => listener.onEnd())
      .on('error', (error) => (failure = error))
      .on('close', () => listener.onClose(failure))
  }

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

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  ref(): void {
    this.#socket.ref()
  }

  unref(): void {
    this.#socket.unref()
  }

  destroy(): void {
    this.#socket.destroy()
  }
}
