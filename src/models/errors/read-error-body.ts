import { isRecord } from '../../util/is-record.ts'
import { gatherError, type ErrorParts } from './reading/gather-error.ts'
import { cutWords } from './reading/error-words.ts'
import { readErrorText } from './reading/read-error-text.ts'

/** What a provider says of an error, whatever the form it says it in. */
export interface ErrorReading {
  /** The provider's own words: one line, cut with a mark, without what looks like a key; absent where it has none. */
  readonly words?: string
  /** The provider's own word for the kind of error, such as `rate_limit_exceeded`; empty where it has none. */
  readonly kind: string
  /** The HTTP status that the body tells; it is often not the one that the answer came with. */
  readonly status?: number
  /** How long the body asks to wait. */
  readonly retryAfterMs?: number
}

/**
 * Reads any form in which a provider reports an error: a parsed JSON body, a chunk of a stream, an error thrown as a plain
 * object, or a text. Gives nothing for a value that is no error, such as an answer or a chunk of one, and never throws.
 * A text that is no JSON is taken as the provider's words, so give it a text only where that was not to be expected.
 */
export function readErrorBody(body: unknown): ErrorReading | undefined {
  const parts = gatherBody(body)
  if (parts === undefined) return undefined
  const { words, kind, status, retryAfterMs } = parts
  return {
    ...(words === undefined ? {} : { words: cutWords(words) }),
    kind,
    ...(status === undefined ? {} : { status }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  }
}

/** All that a body says of an error; nothing where it reports none. */
export function gatherBody(body: unknown): ErrorParts | undefined {
  return gather(body, { isCertain: false, depth: 0 })
}

/** All that the body of an answer says whose status is an error, even where it has no form for one. */
export function gatherFailedBody(body: unknown): ErrorParts | undefined {
  return gather(body, { isCertain: true, depth: 0 })
}

interface Reading {
  /** True where it is known already that it is an error. */
  readonly isCertain: boolean
  readonly depth: number
}

// Errors in errors come from proxies; none of them needs more than this.
const deepest = 5

function gather(body: unknown, reading: Reading): ErrorParts | undefined {
  try {
    return readBody(body, reading)
  } catch {
    // Only a value that is not plain data can fail here, and nothing that a provider sent is one.
    return undefined
  }
}

function readBody(body: unknown, { isCertain, depth }: Reading): ErrorParts | undefined {
  if (depth > deepest) return undefined
  const inner = { isCertain, depth: depth + 1 }
  if (typeof body === 'string') return readErrorText(body, (value) => readBody(value, inner))
  // Google sends a list with one error for a stream that fails.
  if (Array.isArray(body)) return firstOf(body, (item) => (isRecord(item) ? readBody(item, inner) : undefined))
  if (!isRecord(body)) return undefined
  const place = errorIn(body) ?? (isCertain ? body : undefined)
  if (place === undefined) return undefined
  return gatherError(place, body, (text) => readBody(text, { isCertain: false, depth: depth + 1 }))
}

/** Where in a body its error stands: the value to read, which may be the body itself; nothing where it has none. */
function errorIn(body: Readonly<Record<string, unknown>>): unknown {
  if (isTold(body['error'])) return body['error']
  const { choices, type, response } = body
  if (Array.isArray(choices) && choices.length > 0) return errorInChoice(choices[0])
  if (type === 'response.failed') return isRecord(response) && isTold(response['error']) ? response['error'] : body
  if (type === 'error' || body['object'] === 'error' || '__type' in body) return body
  if (isRecord(body['base_resp'])) return errorInBaseResponse(body['base_resp'])
  if (isAnswer(body)) return undefined
  if (isTold(body['errors']) && body['success'] !== true) return body['errors']
  if (isRecord(body['fault'])) return body['fault']
  if (isPlainError(body)) return body
  return exceptionIn(body)
}

/** OpenRouter puts the error of a model that broke off beside what it had said. */
function errorInChoice(choice: unknown): unknown {
  return isRecord(choice) && isTold(choice['error']) ? choice['error'] : undefined
}

/** MiniMax reports every error with status 200, and says in every answer that there was none. */
function errorInBaseResponse(status: Readonly<Record<string, unknown>>): unknown {
  const { status_code: code } = status
  return typeof code === 'number' && code !== 0 ? status : undefined
}

const answerKeys = ['candidates', 'content', 'delta', 'output', 'data', 'embeddings', 'usageMetadata', 'usage'] as const

function isAnswer(body: Readonly<Record<string, unknown>>): boolean {
  return answerKeys.some((key) => isTold(body[key]))
}

const messageKeys = [
  'message',
  'Message',
  'detail',
  'error_message',
  'errorMessage',
  'error_msg',
  'error_description',
  'msg',
] as const

/** True for a body that is an error itself, with nothing around it. */
function isPlainError(body: Readonly<Record<string, unknown>>): boolean {
  if (body['success'] === false || body['ok'] === false) return true
  if (isErrorStatus(body['status']) && 'title' in body) return true
  if (isTold(body['detail']) && typeof body['detail'] !== 'number') return true
  if (!messageKeys.some((key) => typeof body[key] === 'string')) return false
  // Events and objects that are not errors have messages too.
  const { type, object } = body
  if (typeof object === 'string') return false
  return type === undefined || 'param' in body || looksLikeKind(type) || hasErrorCode(body)
}

function looksLikeKind(type: unknown): boolean {
  return typeof type === 'string' && /error|exception|invalid|fail|denied|limit|overloaded|not_?found/i.test(type)
}

function hasErrorCode({ code, status, statusCode, status_code: other }: Readonly<Record<string, unknown>>): boolean {
  return [code, status, statusCode, other].some((value) => isErrorStatus(value) || looksLikeKind(value))
}

function isErrorStatus(value: unknown): boolean {
  return typeof value === 'number' && value >= 400 && value < 600
}

/** Amazon Bedrock names an event of a stream after the exception that it reports. */
function exceptionIn(body: Readonly<Record<string, unknown>>): unknown {
  const name = Object.keys(body).find((key) => /^\w+Exception$/.test(key))
  const exception = name === undefined ? undefined : body[name]
  return isRecord(exception) ? { __type: name, ...exception } : undefined
}

/** False for what stands in the place of an error that did not happen. */
function isTold(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '' || value === 0) return false
  if (Array.isArray(value)) return value.length > 0
  return !isRecord(value) || Object.keys(value).length > 0
}

function firstOf<Value>(items: readonly unknown[], read: (item: unknown) => Value | undefined): Value | undefined {
  for (const item of items.slice(0, 10)) {
    const found = read(item)
    if (found !== undefined) return found
  }
  return undefined
}
