interface Listening {
  readonly callbacks: Set<() => void>
  readonly stop: () => void
}

const listening = new WeakMap<AbortSignal, Listening>()

/**
 * Calls back once when a signal aborts; the returned function takes that back. One listener for each signal: a signal
 * compares every new listener with all it has, which is too much where thousands wait under the signal of one run.
 */
export function whenAborted(signal: AbortSignal, callback: () => void): () => void {
  const { callbacks, stop } = listening.get(signal) ?? listen(signal)
  callbacks.add(callback)
  return () => {
    if (callbacks.delete(callback) && callbacks.size === 0) stop()
  }
}

function listen(signal: AbortSignal): Listening {
  const callbacks = new Set<() => void>()
  const onAbort = (): void => {
    listening.delete(signal)
    for (const callback of callbacks) callback()
  }
  const stop = (): void => {
    listening.delete(signal)
    signal.removeEventListener('abort', onAbort)
  }
  const started = { callbacks, stop }
  listening.set(signal, started)
  signal.addEventListener('abort', onAbort, { once: true })
  return started
}
