import { withBody } from './with-body.ts'
import { letProcessEnd } from '../../util/clock.ts'

/** What a reader of bytes makes of those that have come. */
export interface ReadBytes {
  /** What is passed on; undefined for nothing. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined
  /**
   * How far the answer is: `open`, `complete` where it has come whole but more may be said of it, such as its usage, or
   * `over` where nothing follows.
   */
  readonly state: 'open' | 'complete' | 'over'
}

/** Reads the bytes of one answer as they come. */
export interface ByteReader {
  read(bytes: Uint8Array<ArrayBuffer>): ReadBytes
  /** What is passed on when no more comes; undefined for nothing. */
  end?(): Uint8Array<ArrayBuffer> | undefined
}

/** How the streams of an API are known and read. */
export interface StreamWire {
  readonly mediaType: string
  /** True for a request that asks for a stream. */
  isAsked(url: string, body: string): boolean
  createReader(): ByteReader
}

/** How long more is waited for once an answer is complete, and how long for the end of the connection after it. */
export const graceMs = 1000

/**
 * A `fetch` whose streams end when the answer does. A connection that stays open after it keeps nobody waiting, and one
 * that breaks takes nothing of a complete answer away. What follows an answer is read and dropped, so that the
 * connection can serve the next request. An error in the place of a stream is one.
 */
export function endStreams(fetch: typeof globalThis.fetch, wire: StreamWire): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    const { body, headers, ok } = response
    if (!ok || body === null) return response
    const mediaType = headers.get('content-type') ?? ''
    if (mediaType.startsWith(wire.mediaType)) return withBody(response, endBody(body, wire.createReader()))
    if (!mediaType.startsWith('application/json')) return response
    const url = input instanceof Request ? input.url : String(input)
    if (!wire.isAsked(url, typeof init?.body === 'string' ? init.body : '')) return response
    const { refuseErrors } = await import('./refuse-errors.ts')
    return refuseErrors(response)
  }
}

function endBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  bytesOf: ByteReader,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader()
  let state: ReadBytes['state'] = 'open'
  const next = async (): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    for (;;) {
      const { done, value } = await (state === 'complete' ? readSoon(reader) : reader.read())
      if (done) {
        if (state === 'over') return undefined
        state = 'over'
        return bytesOf.end?.()
      }
      const read = bytesOf.read(value)
      state = read.state
      if (read.bytes !== undefined) return read.bytes
      if (state === 'over') return undefined
    }
  }
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const bytes = await next()
          if (bytes !== undefined) controller.enqueue(bytes)
          if (bytes !== undefined && state !== 'over') return
          controller.close()
          void drain(reader)
        } catch (error) {
          if (state === 'open') return controller.error(error)
          const bytes = state === 'complete' ? bytesOf.end?.() : undefined
          if (bytes !== undefined) controller.enqueue(bytes)
          controller.close()
        }
      },
      cancel: (reason) => (state === 'open' ? reader.cancel(reason) : drain(reader)),
    },
    { highWaterMark: 0 },
  )
}

type BodyReader = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>
type ReadResult = Awaited<ReturnType<BodyReader['read']>>

/** What comes next, or the end where nothing does for a while. */
async function readSoon(reader: BodyReader): Promise<ReadResult> {
  const silent = Promise.withResolvers<ReadResult>()
  const timer = setTimeout(() => silent.resolve({ done: true, value: undefined }), graceMs)
  try {
    return await Promise.race([reader.read(), silent.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Reads what is left, so that the connection is free again; leaves it where it does not end. */
async function drain(reader: BodyReader): Promise<void> {
  const timer = setTimeout(() => void reader.cancel().catch(() => {}), graceMs)
  letProcessEnd(timer)
  try {
    while (!(await reader.read()).done);
  } catch {
    // The answer is complete; how its connection ends is nobody's concern.
  } finally {
    clearTimeout(timer)
  }
}
