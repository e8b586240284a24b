import { isRecord } from '../../../util/is-record.ts'

/** Where in a body its error stands: the value to read, which may be the body itself; nothing where it has none. */
export function errorIn(body: Readonly<Record<string, unknown>>): unknown {
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
export function errorInChoice(choice: unknown): unknown {
  return isRecord(choice) && isTold(choice['error']) ? choice['error'] : undefined
}

/** MiniMax reports every error with status 200, and says in every answer that there was none. */
export function errorInBaseResponse(status: Readonly<Record<string, unknown>>): unknown {
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
