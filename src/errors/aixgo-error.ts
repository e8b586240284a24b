import { errorCodes, type ErrorCode, type ErrorFamily } from './error-codes.ts'
import { defined } from '../util/options/defined.ts'

/** Small, serialisable facts about an error: names, limits, states. Never prompts, keys or payloads. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[] | undefined>>

/** What an error is made with. */
export interface AixgoErrorOptions {
  readonly cause?: unknown
  readonly details?: ErrorDetails | undefined
  /** Overrides the default of the error's code. */
  readonly retryable?: boolean | undefined
}

const marker = Symbol.for('aixgo.error')

/** Base of every error this package throws on purpose. Check with `isInstance`: it also holds across two copies of the package. */
export class AixgoError extends Error {
  /** Stable and documented in docs/errors.md; messages may change, codes may not. */
  readonly code: ErrorCode
  /** True when the same request may succeed later without a change by the caller. */
  readonly retryable: boolean
  /** Small, serialisable facts: names, limits, states. Never prompts, keys or payloads. */
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, options: AixgoErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.code = code
    this.retryable = options.retryable ?? errorCodes[code].retryable
    this.details = defined(options.details ?? {})
    Object.defineProperty(this, marker, { value: true })
  }

  /** True for any error of this package, whichever copy of it threw. */
  static isInstance(value: unknown): value is AixgoError {
    return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[marker] === true
  }
}

/** The codes that one family of errors may carry. */
export type CodeOf<Family extends string> = {
  [Code in ErrorCode]: (typeof errorCodes)[Code]['family'] extends Family ? Code : never
}[ErrorCode]

/** True for an error of this package whose code is of the family, whichever copy of it threw. */
export function isOfFamily(value: unknown, family: ErrorFamily): boolean {
  // A newer copy of the package may have codes that this one does not know.
  return (
    AixgoError.isInstance(value) && Object.hasOwn(errorCodes, value.code) && errorCodes[value.code].family === family
  )
}
