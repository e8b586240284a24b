import type { Transform } from 'node:stream'
import { protocolError } from '../network-error.ts'

/** Who takes the bytes of a body. */
export interface BodySink {
  push(data: Buffer): void
  end(): void
  fail(error: unknown): void
}

/** The way of a compressed body: bytes in, bytes out, held back when its reader is slow. */
export interface BodyDecoder extends BodySink {
  pause(): void
  resume(): void
  /** Nothing more is wanted of it. */
  destroy(): void
}

// What a server needs to compress is one coding; more of them is an attack on memory.
const mostCodings = 2

/** The codings that are asked for, and read. */
export const acceptedCodings = 'gzip, deflate, br, zstd'

/**
 * A way through the codings that the header names; none where it names none.
 * @throws Error with the code `HPE_INVALID` for a coding that was not asked for.
 */
export function decoderOf(contentEncoding: string | undefined, sink: BodySink): BodyDecoder | undefined {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  if (codings.length === 0) return undefined
  if (codings.length > mostCodings) throw protocolError('The answer is compressed too many times.')
  // The last one was applied last, so it is undone first.
  let next: BodySink = sink
  let decoder: BodyDecoder | undefined
  for (const coding of codings) next = decoder = new CodingDecoder(coding, next)
  return decoder
}

class CodingDecoder implements BodyDecoder {
  readonly #coding: string
  readonly #sink: BodySink
  #stream: Transform | undefined
  #empty = true

  constructor(coding: string, sink: BodySink) {
    if (!/^(x-)?gzip$|^deflate$|^br$|^zstd$/.test(coding))
      throw protocolError('The answer is compressed in a way that was not asked for.')
    this.#coding = coding
    this.#sink = sink
  }

  push(data: Buffer): void {
    this.#empty = false
    this.#stream ??= this.#open(data[0] ?? 0)
    this.#stream.write(data)
  }

  end(): void {
    // An answer without a body may still name a coding.
    if (this.#empty) this.#sink.end()
    else this.#stream?.end()
  }

  fail(error: unknown): void {
    this.destroy()
    this.#sink.fail(error)
  }

  destroy(): void {
    this.#stream?.destroy()
  }

  pause(): void {
    this.#stream?.pause()
  }

  resume(): void {
    this.#stream?.resume()
  }

  #open(firstByte: number): Transform {
    const stream = open(this.#coding, firstByte)
    stream.on('data', (data: Buffer) => this.#sink.push(data))
    stream.on('end', () => this.#sink.end())
    stream.on('error', (error: unknown) => this.#sink.fail(error))
    return stream
  }
}

/** What was compressed so far is given at once: a stream flushes after each event. A body that is cut is an error. */
function open(coding: string, firstByte: number): Transform {
  const zlib = process.getBuiltinModule('node:zlib')
  const { BROTLI_OPERATION_FLUSH, Z_SYNC_FLUSH } = zlib.constants
  if (coding === 'br') return zlib.createBrotliDecompress({ flush: BROTLI_OPERATION_FLUSH })
  if (coding === 'zstd') return zlib.createZstdDecompress()
  if (coding !== 'deflate') return zlib.createGunzip({ flush: Z_SYNC_FLUSH })
  // Some servers leave out the frame around it (RFC 9110, 8.4.1.2), whose first byte names the method 8.
  return (firstByte & 0x0f) === 8
    ? zlib.createInflate({ flush: Z_SYNC_FLUSH })
    : zlib.createInflateRaw({ flush: Z_SYNC_FLUSH })
}
