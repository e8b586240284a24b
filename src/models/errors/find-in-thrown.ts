import { describeThrown, isError } from '../../errors/ensure-error.ts'
import { isRecord } from '../../util/is-record.ts'
import { classifyExactly } from './reading/classify-error.ts'
import type { Finding } from './make-model-error.ts'
import { findInFailure, type ProviderFailure } from './provider-error.ts'
import { gatherBody } from './read-error-body.ts'

/**
 * What a thrown value comes to that is no error of the packages: an object out of a stream, or whatever a model of one's
 * own throws.
 */
export function findInThrown(thrown: unknown): Finding {
  if (typeof thrown === 'string') return findInText(thrown)
  if (!isRecord(thrown)) return findInNothing(thrown)
  // What the packages make of an error in a stream carries it whole, with a status that they worked out themselves.
  if (gatherBody(thrown['data']) !== undefined) return findInFailure({ status: 200, body: thrown['data'] })
  const status = statusOf(thrown)
  const told = asFailure(thrown)
  if (status !== undefined) return findInFailure({ status, ...told })
  if (!isError(thrown)) {
    return gatherBody(thrown) === undefined ? findInNothing(thrown) : findInFailure({ status: 200, body: thrown })
  }
  return programmingErrors.has(thrown.name)
    ? { code: 'MODEL_FAILED', words: thrown.message }
    : findInText(thrown.message, told.body)
}

/** Words say what they are only where they say it exactly: they may be of a program as well as of a provider. */
function findInText(words: string, body: unknown = words): Finding {
  const parts = gatherBody(body)
  // The message is the body of an answer.
  if (parts?.status !== undefined) return findInFailure({ status: 200, body })
  const facts = { codes: parts?.codes ?? [], words: parts?.words ?? words, status: undefined, tellsWait: false }
  const found = classifyExactly(facts)
  return found === undefined
    ? { code: 'MODEL_FAILED', words: facts.words }
    : { ...found, words: facts.words, kind: parts?.kind, retryAfterMs: parts?.retryAfterMs }
}

function findInNothing(thrown: unknown): Finding {
  // Nobody else takes care of a promise that was thrown.
  if (thrown instanceof Promise) thrown.catch(() => {})
  return { code: 'MODEL_FAILED', words: describeThrown(thrown) }
}

const programmingErrors: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError'])

/** The status of a failed request as clients put it on what they throw. */
function statusOf({ status, statusCode, $metadata }: Readonly<Record<string, unknown>>): number | undefined {
  const amazon = isRecord($metadata) ? $metadata['httpStatusCode'] : undefined
  for (const value of [status, statusCode, amazon])
    if (typeof value === 'number' && value >= 300 && value < 600) return value
  return undefined
}

/** What an error of a client tells, as if it were the answer. */
function asFailure(thrown: Readonly<Record<string, unknown>>): Omit<ProviderFailure, 'status'> {
  const { message, statusText, error, code, type, name, headers } = thrown
  // The clients of Amazon name the error by its class.
  const kind = code ?? (typeof name === 'string' && name.endsWith('Exception') ? name : undefined)
  return {
    body: { error: isRecord(error) ? error : { message, code: kind, type } },
    ...(typeof statusText === 'string' ? { statusText } : {}),
    ...(isRecord(headers) ? { headers } : {}),
  }
}
