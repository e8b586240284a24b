/** Where chance and ids come from. The core draws no other, so a test or a simulator can hand in its own. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A new unique id (UUID v4, RFC 9562, from the system's source). */
  id(): string
}

/** The machine's source of chance. */
export const systemRandom: Random = {
  next: () => Math.random(),
  id: randomId,
}

const idBytes = 16
const pool = new Uint8Array(idBytes * 256)
const hexDigits = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))
const characters = Array.from({ length: 36 }, () => '-'.charCodeAt(0))
let used = pool.length

/**
 * A UUID v4 (RFC 9562, section 5.4). Not `crypto.randomUUID`: the string V8 gives for that holds its pieces, 490 bytes
 * where 65 suffice, and every waiting run keeps one.
 */
function randomId(): string {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  let position = 0
  for (let index = 0; index < idBytes; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) position += 1
    const byte = withVersion(pool[used + index] ?? 0, index)
    characters[position] = hexDigits[byte >> 4] ?? 0
    characters[position + 1] = hexDigits[byte & 15] ?? 0
    position += 2
  }
  used += idBytes
  return String.fromCharCode.apply(null, characters)
}

function withVersion(byte: number, index: number): number {
  if (index === 6) return (byte & 0x0f) | 0x40
  return index === 8 ? (byte & 0x3f) | 0x80 : byte
}
