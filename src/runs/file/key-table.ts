/** A key as a file keeps it: whole, the number of one that came before, or what stands behind such a one. */
export type ShortKey = string | number | readonly [number, string]

/** The keys of a file, numbered in the order they first come up. A key is written whole once at most. */
export class KeyTable {
  readonly #keys: string[] = []
  readonly #numbers = new Map<string, number>()

  /** The short form of a key that is about to be written. */
  shorten(key: string): ShortKey {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const short = this.#behindParent(key)
    this.#add(key)
    return short
  }

  /** The key that was read in its short form; nothing where that is none. */
  restore(short: unknown): string | undefined {
    if (typeof short === 'number') return this.#keys[short]
    const key = typeof short === 'string' ? short : this.#join(short)
    if (key !== undefined && !this.#numbers.has(key)) this.#add(key)
    return key
  }

  #behindParent(key: string): ShortKey {
    for (let slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      const parent = this.#numbers.get(key.slice(0, slash))
      if (parent !== undefined) return [parent, key.slice(slash + 1)]
    }
    return key
  }

  #join(short: unknown): string | undefined {
    if (!Array.isArray(short)) return undefined
    const [number, rest] = short as readonly unknown[]
    const parent = typeof number === 'number' ? this.#keys[number] : undefined
    return parent === undefined || typeof rest !== 'string' ? undefined : `${parent}/${rest}`
  }

  #add(key: string): void {
    this.#numbers.set(key, this.#keys.length)
    this.#keys.push(key)
  }
}
