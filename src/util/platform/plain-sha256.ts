import { once } from '../once.ts'

const blockBytes = 64
const lengthBytes = 8

/** SHA-256 (FIPS 180-4) in plain JavaScript, where the platform has none that answers at once. */
export function plainSha256(message: Uint8Array): Uint8Array {
  const { start, rounds } = constants()
  const state = Uint32Array.from(start)
  const padded = pad(message)
  const words = new Uint32Array(rounds.length)
  for (let offset = 0; offset < padded.byteLength; offset += blockBytes) {
    expand(padded, offset, words)
    compress(state, words, rounds)
  }
  const digest = new DataView(new ArrayBuffer(state.length * 4))
  state.forEach((word, index) => digest.setUint32(index * 4, word))
  return new Uint8Array(digest.buffer)
}

/** The message, one bit, zeros, and its length in bits: section 5.1.1. */
function pad(message: Uint8Array): DataView {
  const size = Math.ceil((message.length + 1 + lengthBytes) / blockBytes) * blockBytes
  const padded = new Uint8Array(size)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(size - lengthBytes, BigInt(message.length) * 8n)
  return view
}

/** The schedule of a block: section 6.2.2, step 1. */
function expand(block: DataView, offset: number, words: Uint32Array): void {
  for (let index = 0; index < words.length; index++) {
    if (index < 16) {
      words[index] = block.getUint32(offset + index * 4)
      continue
    }
    const [early = 0, late = 0] = [words[index - 15], words[index - 2]]
    const small = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
    const large = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
    words[index] = (words[index - 16] ?? 0) + small + (words[index - 7] ?? 0) + large
  }
}

/** Takes a block into the state: section 6.2.2, steps 2 to 4. */
function compress(state: Uint32Array, words: Uint32Array, rounds: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (const [index, round] of rounds.entries()) {
    const mixed =
      h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + round + (words[index] ?? 0)
    const major = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    h = g
    g = f
    f = e
    e = (d + mixed) | 0
    d = c
    c = b
    b = a
    a = (mixed + major) | 0
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + value
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

/** The first 32 bits of the fractions of roots of the first primes: square roots of 8, cube roots of 64. Section 4.2.2. */
const constants = /* @__PURE__ */ once(() => {
  const primes: number[] = []
  for (let number = 2; primes.length < 64; number++) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number)
  }
  const fraction = (root: number): number => (root % 1) * 2 ** 32
  return {
    start: Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime))),
    rounds: Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime))),
  }
})
