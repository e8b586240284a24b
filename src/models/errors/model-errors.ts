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
} from '@ai-sdk/provider'
import { AixgoError, type CodeOf } from '../../errors/aixgo-error.ts'
import { ModelError } from '../../errors/model-error.ts'
import type { Redact } from '../../security/redact.ts'
import { redactKeys } from './redact-keys.ts'
import { isRefusal } from './refusal.ts'

type ModelErrorCode = CodeOf<'model'>

/** Whose error it is. */
export interface ModelErrorSubject {
  readonly provider: string
  readonly model: string
  /** Names the setting to look at when the provider refuses the key. */
  readonly keyVariable?: string | undefined
  /** Takes the known secrets out of the provider's words; what looks like a key is taken out in any case. */
  readonly redact?: Redact | undefined
  /** Media types of the files in the prompt: where the request is refused, they may be why. */
  readonly mediaTypes?: readonly string[] | undefined
  /** The signal of the call: when it has aborted, its reason is the error. */
  readonly signal?: AbortSignal | undefined
}

/** What an error comes to. */
interface Finding {
  readonly code: ModelErrorCode
  readonly status?: number | undefined
  /** The provider's own short words; never the body of the answer. */
  readonly words?: string | undefined
  readonly retryable?: boolean | undefined
  readonly retryAfterMs?: number | undefined
}

/**
 * Turns whatever a model threw into a `ModelError` that says whether trying again helps. Carries neither key nor prompt
 * nor the body of the answer, not in its cause either. Errors of this package, the reason of an abort, and the error with
 * which the caller refused a request pass as they are.
 */
export function toModelError(thrown: unknown, subject: ModelErrorSubject): unknown {
  if (isRefusal(thrown)) return thrown
  if (subject.signal?.aborted === true) return subject.signal.reason
  if (AixgoError.isInstance(thrown) || isAbort(thrown)) return thrown
  // What we threw while the package read an answer.
  if (APICallError.isInstance(thrown) && AixgoError.isInstance(thrown.cause)) return thrown.cause
  const { code, status, words, retryable, retryAfterMs } = find(thrown)
  const short = words === undefined ? undefined : shorten(words, subject)
  const mediaTypes = code === 'MODEL_REQUEST_INVALID' ? (subject.mediaTypes ?? []) : []
  return new ModelError(code, `${sentence(code, status, short, subject)}${filesHint(mediaTypes)}`, {
    details: {
      provider: subject.provider,
      model: subject.model,
      ...(status === undefined ? {} : { status }),
      ...(mediaTypes.length === 0 ? {} : { mediaTypes: mediaTypes.join(', ') }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
    ...(retryable === undefined ? {} : { retryable }),
    cause: bareCause(thrown, short),
  })
}

function find(thrown: unknown): Finding {
  if (APICallError.isInstance(thrown)) return findInApiCall(thrown)
  if (LoadAPIKeyError.isInstance(thrown)) return { code: 'MODEL_KEY_MISSING', words: thrown.message }
  if (LoadSettingError.isInstance(thrown)) return { code: 'MODEL_ADDRESS_INVALID', words: thrown.message }
  if (NoSuchModelError.isInstance(thrown)) return { code: 'MODEL_NOT_FOUND', words: thrown.message }
  if (InvalidResponseDataError.isInstance(thrown) && /ended without a finish reason/.test(thrown.message)) {
    return { code: 'MODEL_STREAM_CUT' }
  }
  // What @ai-sdk/amazon-bedrock throws when a stream ends inside of an event: a plain error, known by its words alone.
  if (thrown instanceof Error && thrown.message.startsWith('Incomplete Amazon Bedrock event-stream frame')) {
    return { code: 'MODEL_STREAM_CUT' }
  }
  if (isUnreadable(thrown)) return { code: 'MODEL_RESPONSE_INVALID' }
  // What is left of the packages' errors is about what we asked: prompts, arguments, functions a model has not.
  if (AISDKError.isInstance(thrown)) return { code: 'MODEL_REQUEST_INVALID', words: thrown.message }
  if (isNetworkError(thrown))
    return { code: isCut(thrown) ? 'MODEL_STREAM_CUT' : 'MODEL_UNAVAILABLE', words: deepestMessage(thrown) }
  return findInWords(thrown)
}

// Their messages show the value that could not be read, which is the answer.
function isUnreadable(thrown: unknown): boolean {
  // What @ai-sdk/anthropic throws when the first event of a stream cannot be read.
  if (thrown instanceof Error && thrown.message === 'Expected a normalized Anthropic stream error') return true
  return [
    JSONParseError,
    TypeValidationError,
    EmptyResponseBodyError,
    InvalidResponseDataError,
    NoContentGeneratedError,
  ].some((type) => type.isInstance(thrown))
}

function findInApiCall(error: APICallError): Finding {
  const { statusCode: status, responseHeaders } = error
  if (status === undefined) return { code: 'MODEL_UNAVAILABLE', words: error.message }
  if (status < 300)
    return isUnreadable(error.cause) ? { code: 'MODEL_RESPONSE_INVALID', status } : { code: 'MODEL_STREAM_CUT', status }
  return { ...findInStatus(status, error.message, errorKind(error.data)), retryAfterMs: retryAfter(responseHeaders) }
}

function findInStatus(status: number, words: string, kind: string): Finding {
  const told = { status, words }
  // Out of money is reported as 429, and waiting does not help.
  if (/insufficient_quota|billing/.test(kind)) return { ...told, code: 'MODEL_RATE_LIMITED', retryable: false }
  if (/content_filter|content_policy/.test(kind)) return { ...told, code: 'MODEL_CONTENT_FILTERED' }
  // Gemini reports a wrong key as 400.
  if (status === 401 || status === 403 || /api key not valid/i.test(words))
    return { ...told, code: 'MODEL_AUTHENTICATION' }
  if (status === 404) return { ...told, code: 'MODEL_NOT_FOUND' }
  if (status === 429) return { ...told, code: 'MODEL_RATE_LIMITED' }
  if (status === 408 || status === 409 || status >= 500) return { ...told, code: 'MODEL_UNAVAILABLE' }
  return { ...told, code: status >= 400 ? 'MODEL_REQUEST_INVALID' : 'MODEL_FAILED' }
}

/** Errors that arrive inside a stream are plain objects, with a status that the provider's package worked out. */
function findInWords(thrown: unknown): Finding {
  const { message, statusCode, type, code } = asTable(thrown)
  const words = typeof thrown === 'string' ? thrown : typeof message === 'string' ? message : undefined
  // What the package for Anthropic says of an event in a stream that it cannot read.
  if (words?.startsWith('Expected a normalized') === true) return { code: 'MODEL_RESPONSE_INVALID' }
  if (typeof statusCode === 'number' && words !== undefined)
    return findInStatus(statusCode, words, `${String(type)} ${String(code)}`)
  return { code: 'MODEL_FAILED', words }
}

/** The provider's own name for an error: its code, type or status, wherever its answer or its stream puts the error. */
function errorKind(data: unknown): string {
  const { error, response } = asTable(data)
  const { code, type, status } = asTable(error ?? asTable(response).error ?? data)
  return [code, type, status].filter((part) => typeof part === 'string').join(' ')
}

function asTable(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function retryAfter(headers: Readonly<Record<string, string>> | undefined): number | undefined {
  const exact = headers?.['retry-after-ms']
  const milliseconds = exact === undefined || exact.trim() === '' ? Number.NaN : Number(exact)
  const found = Number.isFinite(milliseconds)
    ? milliseconds
    : secondsOrDate(headers?.['retry-after'], headers?.['date'])
  return Number.isFinite(found) && found >= 0 ? found : undefined
}

/** Milliseconds from now: `Retry-After` is a number of seconds or a date. The server's own clock says what now is. */
function secondsOrDate(value: string | undefined, serverDate: string | undefined): number {
  if (value === undefined || value.trim() === '') return Number.NaN
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return seconds * 1000
  const now = Date.parse(serverDate ?? '')
  // A date that has passed means that nothing has to be waited for.
  return Math.max(0, Date.parse(value) - (Number.isFinite(now) ? now : Date.now()))
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError'
}

// The codes of Node.js, undici and Bun.
const networkCode =
  /^(E(CONN|HOST|NET|PIPE|NOTFOUND|TIMEDOUT|AI_)|UND_ERR_|Connection|FailedToOpenSocket|CERT_|DEPTH_|SELF_SIGNED|UNABLE_)/

function isNetworkError(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  const { code } = thrown as { readonly code?: unknown }
  if (typeof code === 'string' && networkCode.test(code)) return true
  if (thrown.name === 'TimeoutError' || isCut(thrown)) return true
  return thrown.message === 'fetch failed' || isNetworkError(thrown.cause)
}

// What undici calls a body that ends before its end.
function isCut(thrown: unknown): boolean {
  return thrown instanceof TypeError && thrown.message === 'terminated'
}

function deepestMessage(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined
  return deepestMessage(thrown.cause) ?? thrown.message
}

const sayings: Readonly<
  Record<ModelErrorCode, (subject: ModelErrorSubject) => readonly [what: string, advice: string]>
> = {
  MODEL_ADDRESS_INVALID: () => ['has no usable address', ''],
  MODEL_AUTHENTICATION: ({ keyVariable }) => ['refused the key', `Check ${keyVariable ?? 'the key'}.`],
  MODEL_CIRCUIT_OPEN: () => ['is left alone after failures', ''],
  MODEL_CONTENT_FILTERED: () => ['refused to answer for reasons of content', ''],
  MODEL_FAILED: () => ['failed', ''],
  MODEL_KEY_MISSING: ({ keyVariable }) => ['needs a key', `Set ${keyVariable ?? 'its key'}, or run with --offline.`],
  MODEL_NAME_INVALID: () => ['does not understand the name of the model', ''],
  MODEL_NOT_FOUND: () => ['does not know the model', 'Check its name, and whether the key may use it.'],
  MODEL_OUTPUT_LIMIT: () => ['reached its longest output', ''],
  MODEL_QUOTA_EXCEEDED: () => ['says that the account is out of money or quota', ''],
  MODEL_RATE_LIMITED: () => ['asks to slow down', ''],
  MODEL_REQUEST_INVALID: () => ['refused the request', ''],
  MODEL_RESPONSE_INVALID: () => ['gave an answer that could not be read', ''],
  MODEL_STREAM_CUT: () => ['ended the stream before the answer was complete', ''],
  MODEL_TIMEOUT: () => ['took too long', ''],
  MODEL_UNAVAILABLE: () => ['could not be reached', ''],
  MODEL_WINDOW_EXCEEDED: () => ['says that the conversation is too long', ''],
}

function sentence(
  code: ModelErrorCode,
  status: number | undefined,
  words: string | undefined,
  subject: ModelErrorSubject,
): string {
  const [said, advice] = sayings[code](subject)
  const what = code === 'MODEL_UNAVAILABLE' && status !== undefined ? 'failed' : said
  const head = `Provider "${subject.provider}" ${what} for model "${subject.model}"${status === undefined ? '' : ` (status ${status})`}`
  const told = words === undefined || words === '' ? '.' : `: ${/[.!?]$/.test(words) ? words : `${words}.`}`
  return advice === '' ? `${head}${told}` : `${head}${told} ${advice}`
}

function filesHint(mediaTypes: readonly string[]): string {
  if (mediaTypes.length === 0) return ''
  return ` The request holds files of the type ${mediaTypes.map((type) => `"${type}"`).join(', ')}; use a model that takes them.`
}

const longestWords = 300

function shorten(words: string, { redact }: ModelErrorSubject): string {
  const clean = redactKeys(redact === undefined ? words : redact(words))
    .replace(/\s+/g, ' ')
    .trim()
  return clean.length > longestWords ? `${clean.slice(0, longestWords)}…` : clean
}

/** The error's name and place without what it carries: the packages' errors hold the prompt and the whole answer. */
function bareCause(thrown: unknown, words: string | undefined): Error | undefined {
  if (!(thrown instanceof Error)) return undefined
  const cause = new Error(words ?? '')
  cause.name = thrown.name
  const frames = thrown.stack?.match(/^\s+at .*$/gm) ?? []
  cause.stack = [`${thrown.name}${words === undefined ? '' : `: ${words}`}`, ...frames].join('\n')
  return cause
}
