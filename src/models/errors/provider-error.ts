import { errorCodes } from '../../errors/error-codes.ts'
import type { ModelError } from '../../errors/model-error.ts'
import { classifyError } from './reading/classify-error.ts'
import type { ErrorClass } from './reading/error-rules.ts'
import { isName, type ErrorParts } from './reading/gather-error.ts'
import { headerTable, limitResetIn, retryAfterIn, type HeaderBag, type HeaderTable } from './reading/header-wait.ts'
import { makeModelError, type Finding } from './make-model-error.ts'
import type { ModelErrorSubject } from './model-error-subject.ts'
import { gatherBody, gatherFailedBody } from './read-error-body.ts'

/** An error as it came from a provider. */
export interface ProviderFailure {
  /** The status of the answer; 200 for an error inside an answer or a stream. */
  readonly status: number
  /** True where it is told beside the body that it is an error, as by an event named `error` in a stream. */
  readonly isError?: boolean | undefined
  readonly statusText?: string | undefined
  /** The body or the chunk: a parsed JSON value, or a text. */
  readonly body?: unknown
  readonly headers?: HeaderBag | undefined
}

/**
 * The error that a provider reported, by its status, or inside an answer with status 200 or a chunk of one: with the
 * provider's own words, the code that they come to, whether to try again, and when.
 */
export function providerError(failure: ProviderFailure & { readonly subject: ModelErrorSubject }): ModelError {
  return makeModelError(findInFailure(failure), failure.subject)
}

/** What an error that a provider reported comes to. */
export function findInFailure({ status: httpStatus, isError, statusText, body, headers }: ProviderFailure): Finding {
  const isCertain = httpStatus >= 300 || isError === true
  const parts = isCertain ? gatherFailedBody(body) : gatherBody(body)
  const table = headerTable(headers)
  const status = httpStatus >= 300 ? httpStatus : parts?.status
  const codes = [...(parts?.codes ?? []), ...amazonType(table)]
  const words = isCertain ? (parts?.words ?? statusText) : wordsInAnswer(parts)
  const waitMs = retryAfterIn(table) ?? parts?.retryAfterMs
  const found: ErrorClass =
    !isCertain && status === undefined && parts?.form !== 'error'
      ? { code: 'MODEL_RESPONSE_INVALID' }
      : // The status in the body is of the one that failed, where a proxy answers with one of its own.
        classifyError({ codes, words: words ?? '', status: parts?.status ?? status, tellsWait: waitMs !== undefined })
  const retryable = found.retryable ?? (table['x-should-retry'] === 'false' ? false : errorCodes[found.code].retryable)
  return {
    code: found.code,
    status,
    words,
    kind: codes.find(isName) ?? '',
    retryable,
    retryAfterMs: retryable ? (waitMs ?? limitWait(found, [table, parts?.headers])) : undefined,
    requestId:
      requestIdHeaders.map((name) => table[name]).find((id) => id !== undefined && isName(id)) ?? parts?.requestId,
  }
}

/** A text without a form may be what the model wrote. */
function wordsInAnswer(parts: ErrorParts | undefined): string | undefined {
  return parts?.form === 'text' ? undefined : parts?.words
}

/** Amazon names the error in a header, with an address behind it. */
function amazonType(headers: HeaderTable): readonly string[] {
  const type = headers['x-amzn-errortype']
  return type === undefined ? [] : [type.replace(/:.*$/, '')]
}

const requestIdHeaders = ['x-request-id', 'request-id', 'x-amzn-requestid', 'apim-request-id', 'cf-ray'] as const

/** Only an error of the limits says something of how long they last; every other answer tells them too. */
function limitWait({ code }: ErrorClass, headers: readonly (HeaderBag | undefined)[]): number | undefined {
  if (code !== 'MODEL_RATE_LIMITED') return undefined
  return headers.map((bag) => limitResetIn(headerTable(bag))).find((waitMs) => waitMs !== undefined)
}
