/** Code that waits for its turn, in order of arrival. Each wait can be called off. */
export class WaitList {
  readonly #waiting = new Set<() => void>()

  get size(): number {
    return this.#waiting.size
  }

  /** Resolves when released; rejects with the signal's reason. */
  wait(signal?: AbortSignal): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const onAbort = (): void => {
        this.#waiting.delete(onTurn)
        reject(signal?.reason)
      }
      const onTurn = (): void => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#waiting.add(onTurn)
    })
  }

  /** Lets the first go on; false when nobody waits. */
  release(): boolean {
    for (const onTurn of this.#waiting) {
      this.#waiting.delete(onTurn)
      onTurn()
      return true
    }
    return false
  }

  releaseAll(): void {
    while (this.release());
  }
}
