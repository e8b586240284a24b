const refusals = new WeakSet<object>()

/** Notes that an error came from the caller's `begin`, and gives it back; what is no object becomes an `Error`. */
export function asRefusal(thrown: unknown): object {
  const error = typeof thrown === 'object' && thrown !== null ? thrown : new Error(String(thrown))
  refusals.add(error)
  return error
}

/**
 * True for an error with which the caller itself refused a request (`ModelCall.begin`). It is final, says nothing of the
 * model, and reaches the caller as it is.
 */
export function isRefusal(error: unknown): boolean {
  return typeof error === 'object' && error !== null && refusals.has(error)
}
