import type { Connection, Passenger } from './connection/connection.ts'
import type { ConnectionPool } from './connection/connection-pool.ts'
import type { Target } from './connection/target.ts'
import { fetchFailed, terminated } from './network-error.ts'
import type { HttpRequest } from './request/http-request.ts'
import { writeHead } from './request/write-head.ts'
import { AnswerReader, type Answer } from './response/answer-reader.ts'
import { keptForMs } from './response/framing.ts'
import type { BodySource } from './response/response-body.ts'

/** What an exchange needs beside the request. */
export interface ExchangeOptions {
  readonly pool: ConnectionPool
  readonly target: Target
  /** The most bytes of a body, and the error where there are more. */
  readonly maxBytes: number
  readonly tooLarge: () => Error
  /** Told of every piece that arrives. */
  readonly onActivity: (() => void) | undefined
}

// A connection that the server closed while it waited says so within a round trip.
const staleWithinMs = 2000
// Who stops reading at the last event leaves no more than the end of the body unread, and that is on its way.
const lingerMs = 250
const lingerBytes = 1024

/**
 * Sends one request and gives its answer. Rejects with the signal's reason when that aborts, and a body that is under way
 * fails with it; the connection is closed then.
 */
export function exchange(request: HttpRequest, options: ExchangeOptions): Promise<Answer> {
  return new Exchange(request, options).start()
}

/** One request and its answer, on the connection that carries them. */
class Exchange implements Passenger, BodySource {
  readonly #request: HttpRequest
  readonly #options: ExchangeOptions
  readonly #answer = Promise.withResolvers<Answer>()
  #reader: AnswerReader
  #connection: Connection | undefined
  #abandonOpening: ((error: unknown) => void) | undefined
  /** True when a byte of the answer has arrived. */
  #heard = false
  /** True when nothing is expected of the connection any more. */
  #over = false
  #sentAt = 0
  #keptForMs: number | undefined
  /** Bytes that arrived after the reader had left. */
  #lingering: number | undefined
  #lingerTimer: NodeJS.Timeout | undefined

  constructor(request: HttpRequest, options: ExchangeOptions) {
    this.#request = request
    this.#options = options
    this.#reader = this.#newReader()
  }

  start(): Promise<Answer> {
    this.#request.signal?.addEventListener('abort', this.#onAbort)
    const kept = this.#options.pool.take(this.#options.target)
    if (kept === undefined) this.#open()
    else this.#send(kept)
    return this.#answer.promise
  }

  receive(data: Buffer): void {
    this.#heard = true
    this.#options.onActivity?.()
    if (this.#lingering !== undefined) {
      this.#lingering += data.length
      if (this.#lingering > lingerBytes) return this.#close()
    }
    try {
      this.#reader.read(data)
    } catch (error) {
      return this.#break(error)
    }
    if (this.#reader.isDone) this.#release()
  }

  finish(): void {
    if (this.#reader.close()) this.#release()
    // Otherwise it is lost, and why is known to the connection.
    else this.#connection?.destroy()
  }

  lose(error: Error): void {
    if (this.#over) return
    if (this.#isStale()) this.#open()
    else this.#break(error)
  }

  pause(): void {
    if (!this.#over) this.#connection?.pause()
  }

  resume(): void {
    if (!this.#over) this.#connection?.resume()
  }

  cancel(): void {
    if (this.#over || this.#lingering !== undefined) return
    this.#lingering = 0
    this.#lingerTimer = setTimeout(() => this.#close(), lingerMs)
  }

  #newReader(): AnswerReader {
    const { maxBytes, tooLarge } = this.#options
    return new AnswerReader(
      {
        method: this.#request.method,
        maxBytes,
        tooLarge,
        onAnswer: (answer) => {
          this.#keptForMs = keptForMs(answer.head)
          this.#answer.resolve(answer)
        },
        onFailure: (error) => this.#fail(error),
      },
      this,
    )
  }

  #open(): void {
    const { opened, abandon } = this.#options.pool.open(this.#options.target)
    this.#abandonOpening = abandon
    opened.then(
      (connection) => {
        this.#abandonOpening = undefined
        if (this.#over) connection.destroy()
        else this.#send(connection)
      },
      (error: unknown) => this.#break(error),
    )
  }

  #send(connection: Connection): void {
    this.#connection = connection
    this.#sentAt = performance.now()
    connection.board(this)
    connection.write(writeHead(this.#request, this.#options.target), this.#request.body)
  }

  /** The server closed the connection while it waited, and has not seen the request. */
  #isStale(): boolean {
    return this.#connection?.isReused === true && !this.#heard && performance.now() - this.#sentAt < staleWithinMs
  }

  readonly #onAbort = (): void => this.#fail(this.#request.signal?.reason)

  /** The transport failed: said as `fetch` says it. */
  #break(error: unknown): void {
    if (!this.#over && !this.#failBody(terminated(error))) this.#answer.reject(fetchFailed(error))
    this.#close()
  }

  #fail(error: unknown): void {
    if (!this.#failBody(error)) this.#answer.reject(error)
    this.#close()
  }

  #failBody(error: unknown): boolean {
    return this.#reader.failBody(error)
  }

  /** The answer is complete: the connection is free for the next request, where it can have one. */
  #release(): void {
    if (!this.#stop()) return
    const connection = this.#connection
    if (connection === undefined) return
    if (this.#reader.isKept && connection.isFlushed)
      this.#options.pool.keep(this.#options.target, connection, this.#keptForMs)
    else connection.destroy()
  }

  #close(): void {
    if (!this.#stop()) return
    this.#abandonOpening?.(undefined)
    this.#connection?.destroy()
  }

  /** Leaves no listener and no timer behind. False where that was done before. */
  #stop(): boolean {
    if (this.#over) return false
    this.#over = true
    this.#request.signal?.removeEventListener('abort', this.#onAbort)
    clearTimeout(this.#lingerTimer)
    return true
  }
}
