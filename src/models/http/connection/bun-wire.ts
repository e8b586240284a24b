import { networkError } from '../network-error.ts'
import { connectTimeoutMs, isAscii, type OpeningWire, type Wire, type WireListener } from './wire.ts'

/** What is used of a socket of Bun, which is there without loading anything and costs half of its `node:net`. */
interface BunSocket {
  /** Gives the bytes that it took; the rest is for when it has drained. */
  write(data: Uint8Array): number
  pause(): void
  resume(): void
  ref(): void
  unref(): void
  terminate(): void
}

interface BunSocketHandlers {
  data(socket: BunSocket, data: Buffer): void
  end(socket: BunSocket): void
  close(socket: BunSocket, error?: Error): void
  error(socket: BunSocket, error: Error): void
  drain(socket: BunSocket): void
}

interface BunConnect {
  connect(options: {
    readonly hostname: string
    readonly port: number
    readonly socket: BunSocketHandlers
  }): Promise<BunSocket>
}

/** Connects to a server, without TLS. */
export function openBunWire({ host, port }: { readonly host: string; readonly port: number }): OpeningWire {
  const { promise, resolve, reject } = Promise.withResolvers<Wire>()
  const wire = new BunWire()
  let isAbandoned = false
  const abandon = (error: unknown): void => {
    isAbandoned = true
    clearTimeout(timer)
    wire.destroy()
    reject(error)
  }
  const timer = setTimeout(
    () => abandon(networkError('ETIMEDOUT', `No connection within ${connectTimeoutMs} ms.`)),
    connectTimeoutMs,
  )
  // Only called where Bun is.
  const { Bun } = globalThis as unknown as { readonly Bun: BunConnect }
  Bun.connect({ hostname: host, port, socket: wire.handlers }).then(
    (socket) => {
      clearTimeout(timer)
      wire.open(socket)
      if (isAbandoned) wire.destroy()
      else resolve(wire)
    },
    (error: unknown) => {
      clearTimeout(timer)
      // The words of Bun do not say where to.
      const { code } = error as { readonly code?: unknown }
      reject(typeof code === 'string' ? networkError(code, `connect ${code} ${host}:${port}`) : error)
    },
  )
  return { opened: promise, abandon }
}

class BunWire implements Wire {
  readonly handlers: BunSocketHandlers = {
    data: (_socket, data) => this.#listener?.onData(data),
    end: () => {
      this.#isUsable = false
      this.#listener?.onEnd()
    },
    error: (_socket, error) => void (this.#failure = error),
    close: (_socket, error) => this.#close(error),
    drain: () => this.#flush(),
  }
  #socket: BunSocket | undefined
  #listener: WireListener | undefined
  #failure: Error | undefined
  #isUsable = true
  /** What the socket had no room for. */
  #waiting: Uint8Array[] = []

  get isUsable(): boolean {
    return this.#isUsable
  }

  get isFlushed(): boolean {
    return this.#waiting.length === 0
  }

  open(socket: BunSocket): void {
    this.#socket = socket
  }

  listen(listener: WireListener): void {
    this.#listener = listener
    // It may have closed before anybody listened.
    if (!this.#isUsable) queueMicrotask(() => listener.onClose(this.#failure))
  }

  write(head: string, body: string | Uint8Array | undefined): void {
    if (typeof body === 'string' && isAscii(head)) this.#waiting.push(Buffer.from(head + body))
    else
      this.#waiting.push(
        Buffer.concat([Buffer.from(head, 'latin1'), ...(body === undefined ? [] : [Buffer.from(body)])]),
      )
    this.#flush()
  }

  pause(): void {
    this.#socket?.pause()
  }

  resume(): void {
    this.#socket?.resume()
  }

  ref(): void {
    this.#socket?.ref()
  }

  unref(): void {
    this.#socket?.unref()
  }

  destroy(): void {
    this.#isUsable = false
    this.#socket?.terminate()
  }

  #flush(): void {
    for (let next = this.#waiting[0]; next !== undefined && this.#isUsable; next = this.#waiting[0]) {
      const taken = this.#socket?.write(next) ?? 0
      if (taken < next.byteLength) {
        this.#waiting[0] = next.subarray(Math.max(taken, 0))
        return
      }
      this.#waiting.shift()
    }
  }

  #close(error: Error | undefined): void {
    this.#isUsable = false
    this.#listener?.onClose(error ?? this.#failure)
  }
}
