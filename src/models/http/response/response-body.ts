/** Where the bytes of a body come from. */
export interface BodySource {
  /** Holds back what has not arrived yet, as the reader is slow; the other one lets it come. */
  pause(): void
  resume(): void
  /** Nobody wants the rest. */
  cancel(): void
}

// What may wait for a slow reader before the connection is held back.
const highWaterBytes = 64 * 1024

type Controller = ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>

/** The bytes of an answer between the connection that brings them and the reader who takes them: whole, or as a stream. */
export class ResponseBody {
  readonly #source: BodySource
  #queue: Buffer[] = []
  #queuedBytes = 0
  #ended = false
  #failure: { readonly error: unknown } | undefined
  #paused = false
  #cancelled = false
  #disturbed = false
  #stream: ReadableStream<Uint8Array<ArrayBuffer>> | undefined
  /** The stream whose reader waits. */
  #waiting: { readonly controller: Controller; readonly resolve: () => void } | undefined
  /** The one who waits for the whole. */
  #whole: PromiseWithResolvers<Buffer> | undefined

  constructor(source: BodySource) {
    this.#source = source
  }

  /** True once somebody has read of it. */
  get isUsed(): boolean {
    return this.#disturbed
  }

  get stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return (this.#stream ??= new ReadableStream<Uint8Array<ArrayBuffer>>(
      { pull: (controller) => this.#pull(controller), cancel: () => this.#cancel() },
      // Nothing is taken before it is asked for.
      { highWaterMark: 0 },
    ))
  }

  /** All bytes, once they have arrived. */
  whole(): Promise<Buffer> {
    if (this.#disturbed || this.#stream?.locked === true)
      return Promise.reject(new TypeError('The body of the answer has been read already.'))
    this.#disturbed = true
    this.#whole = Promise.withResolvers<Buffer>()
    this.#letCome()
    this.#settleWhole()
    return this.#whole.promise
  }

  push(data: Buffer): void {
    if (this.#cancelled || this.#failure !== undefined || data.length === 0) return
    this.#queue.push(data)
    this.#queuedBytes += data.length
    if (this.#waiting !== undefined) this.#serve()
    else if (this.#whole === undefined && this.#queuedBytes >= highWaterBytes) this.#holdBack()
  }

  end(): void {
    if (this.#failure !== undefined) return
    this.#ended = true
    this.#settleWhole()
    this.#serve()
  }

  fail(error: unknown): void {
    if (this.#ended || this.#failure !== undefined) return
    this.#failure = { error }
    this.#settleWhole()
    this.#serve()
  }

  #settleWhole(): void {
    if (this.#whole === undefined) return
    if (this.#failure !== undefined) this.#whole.reject(this.#failure.error)
    else if (this.#ended) this.#whole.resolve(this.#takeAll())
  }

  #takeAll(): Buffer {
    const [first, ...others] = this.#queue
    this.#queue = []
    if (first === undefined) return Buffer.alloc(0)
    return others.length === 0 ? first : Buffer.concat([first, ...others])
  }

  #pull(controller: Controller): Promise<void> | void {
    this.#disturbed = true
    if (this.#give(controller)) return
    this.#letCome()
    return new Promise((resolve) => (this.#waiting = { controller, resolve }))
  }

  #serve(): void {
    const waiting = this.#waiting
    if (waiting === undefined || !this.#give(waiting.controller)) return
    this.#waiting = undefined
    waiting.resolve()
  }

  /** Gives the next piece, or the end: what has arrived comes before the error that followed it. False where there is nothing yet. */
  #give(controller: Controller): boolean {
    const piece = this.#queue.shift()
    if (piece !== undefined) {
      this.#queuedBytes -= piece.length
      // A plain view: a `Buffer` has methods of the same names that do other things.
      controller.enqueue(new Uint8Array(piece.buffer as ArrayBuffer, piece.byteOffset, piece.length))
      if (this.#ended && this.#queue.length === 0) controller.close()
      return true
    }
    if (this.#failure !== undefined) controller.error(this.#failure.error)
    else if (this.#ended) controller.close()
    else return false
    return true
  }

  #holdBack(): void {
    if (this.#paused) return
    this.#paused = true
    this.#source.pause()
  }

  #letCome(): void {
    if (!this.#paused) return
    this.#paused = false
    this.#source.resume()
  }

  #cancel(): void {
    this.#disturbed = true
    this.#cancelled = true
    this.#queue = []
    this.#waiting = undefined
    this.#letCome()
    if (!this.#ended && this.#failure === undefined) this.#source.cancel()
  }
}
