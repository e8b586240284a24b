import { errorCodes, type ErrorCode } from '../../errors/error-codes.ts'
import type { SerializedError } from '../../errors/serialized-error.ts'
import type { RunEvent } from '../../events/event.ts'
import { redactKeyShapes } from '../../security/redact-key-shapes.ts'
import { defined } from '../../util/options/defined.ts'

/** What may be told of an error to anybody: its code, and what that code means. */
export interface ToldError {
  readonly name: string
  readonly message: string
  readonly code?: ErrorCode
  readonly retryable?: boolean
}

/** What is told of an error of which nothing may be told. */
export const unsaidError = 'An error occurred.'

/** An event without the words of errors, which may hold secrets and quote providers. */
export function maskEvent(event: RunEvent): RunEvent {
  switch (event.type) {
    case 'run-error':
    case 'run-cancel':
    case 'run-interrupt':
    case 'step-error':
      return { ...event, error: maskError(event.error) }
    case 'model-retry':
      return { ...event, reason: meaningOf(event.code) }
    case 'run-warning':
      return { ...event, message: redactKeyShapes(event.message) }
    default:
      return event
  }
}

/** An error without its words. What is no error of this package is told by its name alone. */
export function maskError({ name, code, retryable }: SerializedError): ToldError {
  return defined({ name, message: meaningOf(code), code, retryable })
}

function meaningOf(code: string | undefined): string {
  return code !== undefined && Object.hasOwn(errorCodes, code) ? errorCodes[code as ErrorCode].meaning : unsaidError
}
