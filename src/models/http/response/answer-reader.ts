import { terminated } from '../network-error.ts'
import { decoderOf, type BodyDecoder, type BodySink } from './decode-body.ts'
import type { ResponseHead } from './parse-head.ts'
import { ResponseBody, type BodySource } from './response-body.ts'
import { ResponseReader, type ResponseListener } from './response-reader.ts'

/** An answer whose head has arrived; its body comes as it is read. */
export interface Answer {
  readonly head: ResponseHead
  /** Absent where none is allowed. */
  readonly body: ResponseBody | undefined
}

/** What is allowed of an answer, and who is told of it. */
export interface AnswerOptions {
  readonly method: string
  /** The most bytes of a body, decompressed, and the error where there are more. */
  readonly maxBytes: number
  readonly tooLarge: () => Error
  readonly onAnswer: (answer: Answer) => void
  /** Told of what makes the rest of the answer worthless. */
  readonly onFailure: (error: unknown) => void
}

/** Makes an answer of the bytes of a connection: head, then body, decompressed and limited. */
export class AnswerReader implements ResponseListener, BodySink {
  readonly #options: AnswerOptions
  readonly #source: BodySource
  readonly #reader: ResponseReader
  #body: ResponseBody | undefined
  #decoder: BodyDecoder | undefined
  #bytes = 0

  constructor(options: AnswerOptions, source: BodySource) {
    this.#options = options
    this.#source = source
    this.#reader = new ResponseReader(options.method, this)
  }

  /** True when the last byte of the answer has arrived. */
  get isDone(): boolean {
    return this.#reader.isDone
  }

  /** True when the connection may carry another request. */
  get isKept(): boolean {
    return this.#reader.isKept
  }

  /** @throws Error with the code `HPE_INVALID`. */
  read(data: Buffer): void {
    this.#reader.read(data)
  }

  /** The connection ended. True where that was the end of the answer. */
  close(): boolean {
    return this.#reader.close()
  }

  onHead(head: ResponseHead): void {
    const hasBody = this.#options.method !== 'HEAD' && head.status !== 204 && head.status !== 304
    if (hasBody) {
      this.#decoder = decoderOf(head.headers.get('content-encoding'), this)
      this.#body = new ResponseBody({
        pause: () => (this.#decoder?.pause(), this.#source.pause()),
        resume: () => (this.#decoder?.resume(), this.#source.resume()),
        cancel: () => this.#source.cancel(),
      })
    }
    this.#options.onAnswer({ head, body: this.#body })
  }

  onData(data: Buffer): void {
    if (this.#decoder === undefined) this.push(data)
    else this.#decoder.push(data)
  }

  onEnd(): void {
    if (this.#decoder === undefined) this.end()
    else this.#decoder.end()
  }

  push(data: Buffer): void {
    this.#bytes += data.length
    if (this.#bytes > this.#options.maxBytes) return this.#options.onFailure(this.#options.tooLarge())
    this.#body?.push(data)
  }

  end(): void {
    this.#body?.end()
  }

  /** What was received cannot be decompressed. */
  fail(error: unknown): void {
    this.#options.onFailure(terminated(error))
  }

  /** Ends the body with an error. False where there is no body to end yet. */
  failBody(error: unknown): boolean {
    if (this.#body === undefined) return false
    this.#decoder?.destroy()
    this.#body.fail(error)
    return true
  }
}
