import { activityOf } from './activity.ts'

/** The most bytes of one answer; far more than any model writes. */
export const largestResponseBytes = 64 * 2 ** 20

/** What is allowed of an answer. */
export interface ResponseLimit {
  readonly maxBytes: number
  /** The error of an answer that is larger. */
  readonly tooLarge: () => Error
}

/**
 * A `fetch` whose answers end with an error when they grow too large, instead of filling the memory, and which tells of
 * every piece that arrives in a stream. Its answers have what provider code reads of a `Response`.
 */
export function limitResponse(fetch: typeof globalThis.fetch, limit: ResponseLimit): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    // The contract of a provider allows it to read nothing else of a response.
    return new LimitedResponse(response, limit, activityOf(init?.signal)) as unknown as Response
  }
}

/** A response of another `fetch`, of which no more is read than may be. */
class LimitedResponse {
  readonly #response: Response
  readonly #limit: ResponseLimit
  readonly #onActivity: (() => void) | undefined
  #body: ReadableStream<Uint8Array<ArrayBuffer>> | undefined

  constructor(response: Response, limit: ResponseLimit, onActivity: (() => void) | undefined) {
    this.#response = response
    this.#limit = limit
    this.#onActivity = onActivity
  }

  get status(): number {
    return this.#response.status
  }

  get statusText(): string {
    return this.#response.statusText
  }

  get ok(): boolean {
    return this.#response.ok
  }

  get url(): string {
    return this.#response.url
  }

  get redirected(): boolean {
    return this.#response.redirected
  }

  get headers(): Headers {
    return this.#response.headers
  }

  get bodyUsed(): boolean {
    return this.#response.bodyUsed
  }

  get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    const { body } = this.#response
    return body === null ? null : (this.#body ??= streamOf(new LimitedReader(body, this.#limit, this.#onActivity)))
  }

  async text(): Promise<string> {
    return this.#isKnownToFit() ? this.#response.text() : new TextDecoder().decode(await this.#readAll())
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#isKnownToFit() ? this.#response.arrayBuffer() : (await this.#readAll()).buffer
  }

  /** A length that was told, of a body that is not compressed, is no more than that: then nothing has to be counted. */
  #isKnownToFit(): boolean {
    const { headers } = this.#response
    const length = headers.get('content-length')
    return length !== null && !headers.has('content-encoding') && Number(length) <= this.#limit.maxBytes
  }

  async #readAll(): Promise<Uint8Array<ArrayBuffer>> {
    const { body } = this.#response
    if (body === null) return new Uint8Array()
    const reader = new LimitedReader(body, this.#limit, this.#onActivity)
    const pieces: Uint8Array<ArrayBuffer>[] = []
    for (let piece = await reader.next(); piece !== undefined; piece = await reader.next()) pieces.push(piece)
    return join(pieces, reader.received)
  }
}

/** Reads a body piece by piece, and no more of it than may be. */
class LimitedReader {
  received = 0
  readonly #body: ReadableStream<Uint8Array<ArrayBuffer>>
  #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined
  readonly #limit: ResponseLimit
  readonly #onActivity: (() => void) | undefined

  constructor(
    body: ReadableStream<Uint8Array<ArrayBuffer>>,
    limit: ResponseLimit,
    onActivity: (() => void) | undefined,
  ) {
    this.#body = body
    this.#limit = limit
    this.#onActivity = onActivity
  }

  /** The next piece, or nothing after the last one. */
  async next(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const { done, value } = await this.#open().read()
    if (done) return undefined
    this.#onActivity?.()
    this.received += value.byteLength
    if (this.received <= this.#limit.maxBytes) return value
    const error = this.#limit.tooLarge()
    void this.cancel(error).catch(() => {})
    throw error
  }

  cancel(reason: unknown): Promise<void> {
    return this.#open().cancel(reason)
  }

  /** Takes the body once it is read: who only looks whether there is one may still ask for its text. */
  #open(): ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> {
    return (this.#reader ??= this.#body.getReader())
  }
}

function streamOf(reader: LimitedReader): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const piece = await reader.next()
        if (piece === undefined) controller.close()
        else controller.enqueue(piece)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

function join(pieces: readonly Uint8Array<ArrayBuffer>[], length: number): Uint8Array<ArrayBuffer> {
  const [only, ...others] = pieces
  if (only !== undefined && others.length === 0 && only.byteLength === only.buffer.byteLength) return only
  const whole = new Uint8Array(length)
  let position = 0
  for (const piece of pieces) {
    whole.set(piece, position)
    position += piece.byteLength
  }
  return whole
}
