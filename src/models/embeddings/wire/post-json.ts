import { isRecord } from '../../../util/is-record.ts'
import { answerInvalid, type AnswerSubject } from '../answer-error.ts'

/** Where and how a request is sent. */
export interface PostOptions {
  readonly subject: AnswerSubject
  readonly fetch: typeof globalThis.fetch
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal | undefined
}

/** A JSON answer. */
export interface JsonAnswer {
  readonly body: unknown
  readonly header: (name: string) => string | undefined
}

/**
 * Sends JSON and reads JSON. A status that is no success, and an error inside of a success, become the error that the
 * providers' packages throw for it, without the request and the answer.
 */
export async function postJson(url: string, body: object, options: PostOptions): Promise<JsonAnswer> {
  const { subject, fetch, headers, signal } = options
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...definedOnly(headers) },
    body: JSON.stringify(body),
    signal: signal ?? null,
  })
  const text = await response.text()
  const parsed = parse(text)
  if (!response.ok) throw await refusal(url, response, parsed)
  if (parsed === undefined) throw answerInvalid(subject, 'gave an answer that is no JSON')
  // Gateways report the failure of the server behind them so.
  if (isRecord(parsed) && (isRecord(parsed['error']) || typeof parsed['error'] === 'string'))
    throw await refusal(url, response, parsed)
  return { body: parsed, header: (name) => response.headers.get(name) ?? undefined }
}

/** Loaded with the first failure, as it brings the packages' error classes. */
async function refusal(url: string, response: Response, data: unknown): Promise<Error> {
  const { APICallError } = await import('@ai-sdk/provider')
  const statusCode = response.ok ? innerStatus(data) : response.status
  return new APICallError({
    message: wordsOf(data) ?? response.statusText,
    url,
    requestBodyValues: undefined,
    statusCode,
    responseHeaders: Object.fromEntries(response.headers),
    data,
  })
}

/** What the provider says went wrong, wherever it puts it. */
function wordsOf(data: unknown): string | undefined {
  if (!isRecord(data)) return undefined
  const { error, message, detail } = data
  const inner = isRecord(error) ? error['message'] : error
  return [inner, message, detail].find((words) => typeof words === 'string')
}

function innerStatus(data: unknown): number {
  const error = isRecord(data) && isRecord(data['error']) ? data['error'] : {}
  const status = [error['status'], error['code']].map(Number).find((value) => value >= 400 && value < 600)
  return status ?? 502
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function definedOnly(headers: PostOptions['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
