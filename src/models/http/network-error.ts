/** Says, as `fetch` does, that there is no answer; why is in the cause. */
export function fetchFailed(cause: unknown): TypeError {
  return new TypeError('fetch failed', { cause: firstOf(cause) })
}

/** Says, as `fetch` does, that an answer ended before its end; why is in the cause. */
export function terminated(cause: unknown): TypeError {
  return new TypeError('terminated', { cause })
}

/** A failure of the transport with the code by which others know it. */
export function networkError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}

/** The other side closed the connection, and said nothing of why. */
export function connectionClosed(): Error {
  return networkError('ECONNRESET', 'The server closed the connection before its answer was complete.')
}

/** The answer breaks the rules of HTTP; Node.js has codes with this beginning for it. */
export function protocolError(message: string): Error {
  return networkError('HPE_INVALID', message)
}

/** Where each address of a name was tried, the error of all has no words of its own. */
function firstOf(cause: unknown): unknown {
  return cause instanceof AggregateError && cause.message === '' ? (cause.errors[0] ?? cause) : cause
}
