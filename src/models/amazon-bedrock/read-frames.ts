import type { ByteReader, ReadBytes, StreamWire } from '../adapt/end-streams.ts'

type Bytes = Uint8Array<ArrayBuffer>

/**
 * The streams of the Converse API, in AWS's frames: an answer is complete once it said why it stopped, and over with
 * what it cost. A frame goes on when it is there whole.
 */
export const converseStream: StreamWire = {
  mediaType: 'application/vnd.amazon.eventstream',
  isAsked: (url) => url.endsWith('/converse-stream'),
  createReader,
}

function createReader(): ByteReader {
  let pending: Bytes = new Uint8Array(0)
  let state: ReadBytes['state'] = 'open'
  return {
    read(bytes) {
      const all = pending.length === 0 ? bytes : joined(pending, bytes)
      let end = 0
      for (let length = lengthAt(all, 0); length !== undefined && state !== 'over'; length = lengthAt(all, end)) {
        const headers = headersOf(all.subarray(end, end + length))
        const isLate = state === 'complete' && /:exception-type/.test(headers)
        state = isLate ? 'over' : stateAfter(headers, state)
        // An error that comes after a complete answer is nobody's concern.
        if (!isLate) end += length
      }
      pending = all.subarray(end)
      return { bytes: end === 0 ? undefined : all.subarray(0, end), state }
    },
    // Half a frame shows the package that the stream was cut; after the reason it takes nothing away.
    end: () => (state === 'open' && pending.length > 0 ? pending : undefined),
  }
}

function joined(first: Bytes, second: Bytes): Bytes {
  const all = new Uint8Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}

/** Prelude, checksum of the prelude, checksum of the message. */
const shortestFrame = 16

/** The length of the frame that begins there; undefined where it is not there whole. */
function lengthAt(bytes: Bytes, start: number): number | undefined {
  if (bytes.length - start < shortestFrame) return undefined
  const length = new DataView(bytes.buffer, bytes.byteOffset + start).getUint32(0)
  // What cannot be a length is for the package to refuse.
  if (length < shortestFrame) return bytes.length - start
  return length <= bytes.length - start ? length : undefined
}

const decoder = /* @__PURE__ */ new TextDecoder('latin1')

function headersOf(frame: Bytes): string {
  const headersEnd = 12 + new DataView(frame.buffer, frame.byteOffset).getUint32(4)
  // Names and values of headers are plain letters between bytes that tell their lengths.
  return decoder.decode(frame.subarray(12, Math.min(headersEnd, frame.length)))
}

function stateAfter(headers: string, before: ReadBytes['state']): ReadBytes['state'] {
  if (/:event-type.{3}messageStop/s.test(headers)) return 'complete'
  return before === 'complete' && /:event-type.{3}metadata/s.test(headers) ? 'over' : before
}
