import type { Random } from '../../util/random.ts'

/** Chance that is the same each time, of its own for each name: numbers from a seed, and ids that are counted. */
export function countedRandom(name: string): Random {
  let ids = 0
  let state = seedOf(name)
  return {
    // Marsaglia's xorshift32: any sequence will do that is spread over [0, 1).
    next: () => {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      return (state >>> 0) / 2 ** 32
    },
    id: () => {
      ids += 1
      return `${name}-${ids}`
    },
  }
}

/** FNV-1a, 32 bit; never 0, where the sequence would stay. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash === 0 ? 1 : hash
}
