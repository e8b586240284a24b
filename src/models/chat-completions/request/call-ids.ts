const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Letters and digits that stand for an id: the same ones for the same id, and others for any other. */
export function hashedId(id: string, length: number): string {
  let hash = ''
  // A hash of 32 bits gives six letters.
  for (let seed = 0; hash.length < length; seed++) hash += lettersOf(hash32(id, seed))
  return hash.slice(0, length)
}

/** An id that OpenAI takes: of 40 characters at most. */
export function shortId(id: string): string {
  return id.length <= 40 ? id : `call_${hashedId(id, 32)}`
}

/** An id that Mistral takes: of nine letters or digits. */
export function nineLetterId(id: string): string {
  return /^[a-zA-Z0-9]{9}$/.test(id) ? id : hashedId(id, 9)
}

/** FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/, over UTF-16. */
function hash32(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  // Mixes the last characters into all bits.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}

function lettersOf(hash: number): string {
  let text = ''
  for (let rest = hash, count = 0; count < 6; count++, rest = Math.floor(rest / letters.length))
    text += letters[rest % letters.length] ?? ''
  return text
}
