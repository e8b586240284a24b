import { protocolError } from '../network-error.ts'
import { ChunkReader } from './chunk-reader.ts'
import { framingOf, isKept, type Framing } from './framing.ts'
import { parseHead, type ResponseHead } from './parse-head.ts'

/** Who is told of an answer as it arrives. */
export interface ResponseListener {
  onHead(head: ResponseHead): void
  onData(data: Buffer): void
  onEnd(): void
}

const longestHead = 64 * 1024
const headEnd = '\r\n\r\n'
const switchingProtocols = 101

/**
 * Reads one answer of HTTP/1 from the bytes of a connection, wherever they are cut (RFC 9112). Announcements before the
 * answer (1xx) are passed over.
 */
export class ResponseReader {
  readonly #method: string
  readonly #listener: ResponseListener
  /** What came of a head that is not complete. */
  #pieces: Buffer[] = []
  #piecesLength = 0
  #tail = ''
  #framing: Framing | undefined
  #chunks: ChunkReader | undefined
  #remaining = 0
  #kept = false
  #done = false

  constructor(method: string, listener: ResponseListener) {
    this.#method = method
    this.#listener = listener
  }

  /** True when the whole answer has been read. */
  get isDone(): boolean {
    return this.#done
  }

  /** True when the connection may carry another request after this answer. */
  get isKept(): boolean {
    return this.#kept
  }

  /**
   * Reads on. Bytes after the end of the answer belong to nothing, so the connection is not kept then.
   * @throws Error with the code `HPE_INVALID`.
   */
  read(bytes: Buffer): void {
    let position = 0
    while (this.#framing === undefined && position < bytes.length) position = this.#readHead(bytes, position)
    if (!this.#done && this.#framing !== undefined) position = this.#readBody(bytes, position, this.#framing)
    if (position < bytes.length) this.#kept = false
  }

  /** The connection ended. True where that was the end of the answer, or came after it. */
  close(): boolean {
    this.#kept = false
    if (this.#framing?.type === 'close') this.#end()
    return this.#done
  }

  #readHead(bytes: Buffer, from: number): number {
    const rest = from === 0 ? bytes : bytes.subarray(from)
    const found = this.#findHeadEnd(rest)
    if (this.#piecesLength + (found ?? rest.length) > longestHead)
      throw protocolError(`The head of the answer is longer than ${longestHead} bytes.`)
    if (found === undefined) {
      this.#pieces.push(rest)
      this.#piecesLength += rest.length
      this.#tail = (this.#tail + rest.toString('latin1', Math.max(0, rest.length - 3))).slice(-3)
      return bytes.length
    }
    const text = this.#headText(rest, found)
    const to = from + found + headEnd.length
    this.#pieces = []
    this.#piecesLength = 0
    this.#tail = ''
    this.#begin(parseHead(text))
    return to
  }

  /** Where the head ends in these bytes: before them, where its end was cut. */
  #findHeadEnd(bytes: Buffer): number | undefined {
    const border = this.#tail === '' ? -1 : (this.#tail + bytes.toString('latin1', 0, 3)).indexOf(headEnd)
    if (border !== -1) return border - this.#tail.length
    const found = bytes.indexOf(headEnd)
    return found === -1 ? undefined : found
  }

  #headText(last: Buffer, end: number): string {
    if (this.#pieces.length === 0) return last.toString('latin1', 0, end)
    return Buffer.concat([...this.#pieces, last]).toString('latin1', 0, this.#piecesLength + end)
  }

  #begin(head: ResponseHead): void {
    if (head.status === switchingProtocols) throw protocolError('The server speaks another protocol from here on.')
    if (head.status < 200) return
    const framing = framingOf(head, this.#method)
    this.#framing = framing
    this.#kept = isKept(head, framing)
    if (framing.type === 'length') this.#remaining = framing.bytes
    else if (framing.type === 'chunked') this.#chunks = new ChunkReader((data) => this.#listener.onData(data))
    this.#listener.onHead(head)
    if (framing.type === 'length' && framing.bytes === 0) this.#end()
  }

  #readBody(bytes: Buffer, from: number, { type }: Framing): number {
    if (this.#chunks !== undefined) {
      const to = this.#chunks.read(bytes, from)
      if (this.#chunks.done) this.#end()
      return to
    }
    const to = type === 'close' ? bytes.length : Math.min(bytes.length, from + this.#remaining)
    this.#remaining -= to - from
    if (to > from) this.#listener.onData(from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to))
    if (type === 'length' && this.#remaining === 0) this.#end()
    return to
  }

  #end(): void {
    if (this.#done) return
    this.#done = true
    this.#listener.onEnd()
  }
}
