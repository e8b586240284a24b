import { AixgoError } from './aixgo-error.ts'
import type { ErrorCode } from './error-codes.ts'

/** Turns anything thrown into an `Error`, keeping errors as they are. */
export function ensureError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown
  return new Error(typeof thrown === 'string' ? thrown : `A value that is not an error was thrown: ${String(thrown)}`, {
    cause: thrown,
  })
}

/** The part of an error that may leave the process or be kept in a ledger; the stack stays home. */
export interface SerializedError {
  readonly name: string
  readonly message: string
  readonly code?: ErrorCode
  readonly retryable?: boolean
  readonly details?: AixgoError['details']
}

/** Reduces an error to what may be stored or sent. */
export function serializeError(thrown: unknown): SerializedError {
  const error = ensureError(thrown)
  if (!AixgoError.isInstance(error)) return { name: error.name, message: error.message }
  const { name, message, code, retryable, details } = error
  return { name, message, code, retryable, details }
}

/** Makes an error again from its stored form: an `AixgoError` where it had a code, a plain `Error` otherwise. */
export function deserializeError(stored: SerializedError): Error {
  const error =
    stored.code === undefined
      ? new Error(stored.message)
      : new AixgoError(stored.code, stored.message, {
          details: stored.details ?? {},
          ...(stored.retryable === undefined ? {} : { retryable: stored.retryable }),
        })
  error.name = stored.name
  return error
}
