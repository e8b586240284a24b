import {
  AISDKError,
  APICallError,
  EmptyResponseBodyError,
  InvalidResponseDataError,
  JSONParseError,
  LoadAPIKeyError,
  LoadSettingError,
  NoContentGeneratedError,
  NoSuchModelError,
  TypeValidationError,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider'
import { AixgoError } from '../../errors/aixgo-error.ts'
import { describeThrown, isError } from '../../errors/ensure-error.ts'
import { findInThrown } from './find-in-thrown.ts'
import { makeModelError, type Finding } from './make-model-error.ts'
import type { ModelErrorSubject } from './model-error-subject.ts'
import { findInNetworkError } from './network-errors.ts'
import { findInFailure } from './provider-error.ts'
import { isRefusal } from './refusal.ts'

export type { ModelErrorSubject } from './model-error-subject.ts'

/**
 * Turns whatever a model threw into a `ModelError` that says whether trying again helps. Carries neither key nor prompt
 * nor the body of the answer, not in its cause either. Errors of this package, the reason of an abort, and the error with
 * which the caller refused a request pass as they are.
 */
export function toModelError(thrown: unknown, subject: ModelErrorSubject): unknown {
  if (isRefusal(thrown)) return thrown
  if (subject.signal?.aborted === true) return subject.signal.reason
  try {
    if (AixgoError.isInstance(thrown) || isAbort(thrown, subject)) return thrown
    // What we threw while the package read an answer.
    if (APICallError.isInstance(thrown) && AixgoError.isInstance(thrown.cause)) return thrown.cause
    return makeModelError(findUnsupportedFile(thrown, subject) ?? find(thrown), subject, thrown)
  } catch {
    // A value whose fields cannot even be read.
    return makeModelError({ code: 'MODEL_FAILED', words: describeThrown(thrown) }, subject)
  }
}

/** True for an abort that the caller may have asked for; one of the connection alone is a failure of it. */
function isAbort(thrown: unknown, { signal }: ModelErrorSubject): boolean {
  return isError(thrown) && thrown.name === 'AbortError' && signal === undefined
}

/** What a package has no place for on its wire, where that is a file; it says so before it sends anything. */
function findUnsupportedFile(thrown: unknown, { mediaTypes = [] }: ModelErrorSubject): Finding | undefined {
  if (mediaTypes.length === 0 || !UnsupportedFunctionalityError.isInstance(thrown)) return undefined
  const isAboutFiles = /\b(files?|media|mime|images?|audio|video|pdf)\b/i.test(thrown.functionality)
  return isAboutFiles ? { code: 'MODEL_INPUT_UNSUPPORTED', words: thrown.message } : undefined
}

function find(thrown: unknown): Finding {
  if (APICallError.isInstance(thrown)) return findInApiCall(thrown)
  if (LoadAPIKeyError.isInstance(thrown)) return { code: 'MODEL_KEY_MISSING', words: thrown.message }
  if (LoadSettingError.isInstance(thrown)) return { code: 'MODEL_ADDRESS_INVALID', words: thrown.message }
  if (NoSuchModelError.isInstance(thrown)) return { code: 'MODEL_NOT_FOUND', words: thrown.message }
  if (isCut(thrown)) return { code: 'MODEL_STREAM_CUT' }
  if (isUnreadable(thrown)) return findInAnswer(unreadableValue(thrown))
  // What is left of the packages' errors is about what we asked: prompts, arguments, functions a model has not.
  if (AISDKError.isInstance(thrown)) return { code: 'MODEL_REQUEST_INVALID', words: thrown.message }
  return findInNetworkError(thrown) ?? findInThrown(thrown)
}

function isCut(thrown: unknown): boolean {
  if (InvalidResponseDataError.isInstance(thrown)) return thrown.message.includes('ended without a finish reason')
  // What @ai-sdk/amazon-bedrock throws when a stream ends inside of an event: a plain error, known by its words alone.
  return isError(thrown) && thrown.message.startsWith('Incomplete Amazon Bedrock event-stream frame')
}

// Their messages show the value that could not be read, which is the answer.
function isUnreadable(thrown: unknown): boolean {
  // What @ai-sdk/anthropic throws when an event of a stream cannot be read.
  if (isError(thrown) && thrown.message.startsWith('Expected a normalized')) return true
  return [
    JSONParseError,
    TypeValidationError,
    EmptyResponseBodyError,
    InvalidResponseDataError,
    NoContentGeneratedError,
  ].some((type) => type.isInstance(thrown))
}

function unreadableValue(thrown: unknown): unknown {
  if (TypeValidationError.isInstance(thrown)) return thrown.value
  if (JSONParseError.isInstance(thrown)) return thrown.text
  return InvalidResponseDataError.isInstance(thrown) ? thrown.data : undefined
}

/** An answer, or a chunk of one, that a package could not read may be an error that it does not know the form of. */
function findInAnswer(body: unknown, headers: Readonly<Record<string, string>> = {}): Finding {
  return findInFailure({ status: 200, body, headers })
}

function findInApiCall(error: APICallError): Finding {
  const { statusCode: status, responseHeaders: headers, responseBody, data } = error
  const body = responseBody === undefined || responseBody === '' ? data : responseBody
  if (status === undefined)
    return findInNetworkError(error) ?? { code: 'MODEL_UNAVAILABLE', words: error.message, isUnreached: true }
  if (status >= 300) return findInFailure({ status, statusText: error.message, body, headers })
  return isUnreadable(error.cause)
    ? { status, ...findInAnswer(body ?? unreadableValue(error.cause), headers) }
    : { code: 'MODEL_STREAM_CUT', status }
}
