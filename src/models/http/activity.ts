const listeners = new WeakMap<AbortSignal, () => void>()

/**
 * Asks to be told of every piece of an answer that arrives for the requests under a signal, whatever is in it: what a
 * package drops, such as a comment that keeps a stream alive, is a sign of life too. The signal is what `fetch` gets.
 */
export function onActivity(signal: AbortSignal, callback: () => void): void {
  listeners.set(signal, callback)
}

/** Whom to tell of what arrives for a request under this signal. */
export function activityOf(signal: AbortSignal | null | undefined): (() => void) | undefined {
  return signal === null || signal === undefined ? undefined : listeners.get(signal)
}
