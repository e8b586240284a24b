/** Turns anything thrown into an `Error`, keeping errors as they are. */
export function ensureError(thrown: unknown): Error {
  if (isError(thrown)) return thrown
  return new Error(describeThrown(thrown), { cause: thrown })
}

/** True for errors, those of another realm included; false, and never a failure, for whatever else may be thrown. */
export function isError(value: unknown): value is Error {
  try {
    return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]'
  } catch {
    return false
  }
}

/** A message for a thrown value that is no error. */
export function describeThrown(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown
  try {
    return `A value that is not an error was thrown: ${String(thrown)}`
  } catch {
    return 'A value that is not an error, and that has no text, was thrown.'
  }
}
