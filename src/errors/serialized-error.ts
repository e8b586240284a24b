import type { ErrorDetails } from './aixgo-error.ts'
import type { ErrorCode } from './error-codes.ts'
import type { OutputEvidence } from './output-error.ts'
import { defined } from '../util/options/defined.ts'

/** The part of an error that may leave the process or be kept in a ledger, as plain JSON; the stack stays home. */
export interface SerializedError {
  readonly name: string
  readonly message: string
  /** Set for the platform's `DOMException`, whose name may be anything: `AbortError`, `TimeoutError`. */
  readonly type?: 'DOMException'
  readonly code?: ErrorCode
  readonly retryable?: boolean
  readonly details?: ErrorDetails
  /** Small facts that other errors carry as properties: `status`, `errno`, the `code` of a system error. */
  readonly fields?: Readonly<Record<string, string | number | boolean | null>>
  readonly cause?: SerializedError
  /** What an `AggregateError` is made of. */
  readonly errors?: readonly SerializedError[]
  /** What an `OutputError` has as evidence: only in ledgers, never in events or logs. */
  readonly evidence?: OutputEvidence
}

/** A stored error without what a model wrote, its causes included: what events, logs and other processes may see. */
export function withoutEvidence(stored: SerializedError): SerializedError {
  const { evidence: _evidence, cause, errors, ...shown } = stored
  return defined({ ...shown, cause: cause && withoutEvidence(cause), errors: errors?.map(withoutEvidence) })
}
