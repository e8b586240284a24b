/** The headers of an answer: what readers use of `Headers`, which costs 30 ms to load on Node.js. Names are lower case. */
export class LightHeaders {
  readonly #values: ReadonlyMap<string, string>

  constructor(values: ReadonlyMap<string, string>) {
    this.#values = values
  }

  get(name: string): string | null {
    return this.#values.get(name.toLowerCase()) ?? null
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase())
  }

  forEach(callback: (value: string, name: string) => void): void {
    for (const [name, value] of this.#values) callback(value, name)
  }

  entries(): MapIterator<[string, string]> {
    return this.#values.entries()
  }

  keys(): MapIterator<string> {
    return this.#values.keys()
  }

  values(): MapIterator<string> {
    return this.#values.values()
  }

  [Symbol.iterator](): MapIterator<[string, string]> {
    return this.#values.entries()
  }
}
