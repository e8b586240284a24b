import { protocolError } from '../network-error.ts'

const carriageReturn = 0x0d
const lineFeed = 0x0a
const semicolon = 0x3b
const space = 0x20
const tab = 0x09
// More than memory holds, and far from where numbers lose their units.
const largestChunk = 2 ** 40
const mostDigits = 16
// Names and values beside the data, which nobody asked for.
const longestExtras = 64 * 1024

type State =
  | 'size'
  | 'extension'
  | 'size feed'
  | 'data'
  | 'data return'
  | 'data feed'
  | 'trailer'
  | 'trailer line'
  | 'last feed'
  | 'end'

/** Takes the data out of a body that is sent in chunks (RFC 9112, 7.1), wherever its bytes are cut. */
export class ChunkReader {
  readonly #onData: (data: Buffer) => void
  #state: State = 'size'
  #digits = 0
  #remaining = 0
  #extras = 0

  constructor(onData: (data: Buffer) => void) {
    this.#onData = onData
  }

  /** True when the last chunk and the trailer after it have been read. */
  get done(): boolean {
    return this.#state === 'end'
  }

  /**
   * Reads on from a position, and gives the position after what it used.
   * @throws Error with the code `HPE_INVALID` where the bytes are no chunks.
   */
  read(bytes: Buffer, from: number): number {
    let position = from
    while (position < bytes.length && this.#state !== 'end') {
      if (this.#state === 'data') position = this.#readData(bytes, position)
      else this.#readByte(bytes[position++] ?? 0)
    }
    return position
  }

  #readData(bytes: Buffer, from: number): number {
    const to = Math.min(bytes.length, from + this.#remaining)
    this.#remaining -= to - from
    if (this.#remaining === 0) this.#state = 'data return'
    this.#onData(from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to))
    return to
  }

  #readByte(byte: number): void {
    switch (this.#state) {
      case 'size':
        return this.#readSize(byte)
      case 'extension':
        if (byte === carriageReturn) this.#state = 'size feed'
        return this.#countExtra()
      case 'size feed':
        return this.#expect(byte, lineFeed, this.#remaining === 0 ? 'trailer' : 'data')
      case 'data return':
        return this.#expect(byte, carriageReturn, 'data feed')
      case 'data feed':
        return this.#expect(byte, lineFeed, 'size')
      case 'trailer':
        this.#state = byte === carriageReturn ? 'last feed' : 'trailer line'
        return this.#countExtra()
      case 'trailer line':
        if (byte === lineFeed) this.#state = 'trailer'
        return this.#countExtra()
      case 'last feed':
        return this.#expect(byte, lineFeed, 'end')
      case 'data':
      case 'end':
    }
  }

  #readSize(byte: number): void {
    const digit = digitOf(byte)
    if (digit !== undefined) {
      this.#remaining = this.#remaining * 16 + digit
      this.#digits += 1
      if (this.#remaining > largestChunk || this.#digits > mostDigits) throw notChunked()
      return
    }
    if (this.#digits === 0) throw notChunked()
    this.#digits = 0
    if (byte === carriageReturn) this.#state = 'size feed'
    else if (byte === semicolon || byte === space || byte === tab) this.#state = 'extension'
    else throw notChunked()
  }

  #expect(byte: number, expected: number, next: State): void {
    if (byte !== expected) throw notChunked()
    this.#state = next
  }

  #countExtra(): void {
    this.#extras += 1
    if (this.#extras > longestExtras) throw notChunked()
  }
}

/** The value of a hexadecimal digit. */
function digitOf(byte: number): number | undefined {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  // Upper and lower case differ in one bit.
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined
}

function notChunked(): Error {
  return protocolError('The body of the answer is not in chunks, as its head says.')
}
