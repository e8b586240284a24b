import { isRecord } from '../../../util/is-record.ts'
import { codeKeys, statusKeys, waitKeys, wordKeys } from './error-keys.ts'
import { cleanWords } from './error-words.ts'
import { waitInDuration, waitInWords } from './told-wait.ts'

/** All that is told of an error. */
export interface ErrorParts {
  /** The provider's words, uncut. */
  readonly words: string | undefined
  readonly kind: string
  readonly status: number | undefined
  readonly retryAfterMs: number | undefined
  /** Every word that stands where a kind of error does, the most telling one first. */
  readonly codes: readonly string[]
  readonly requestId: string | undefined
  /** Headers of the provider behind the one that was asked. */
  readonly headers: Readonly<Record<string, unknown>> | undefined
  /** What it was read from: a form for errors, the page of a proxy, or plain words, which may be no error at all. */
  readonly form: 'error' | 'page' | 'text'
}

/** True for a word that can be shown as a name: of an error, of a request. */
export function isName(text: string): boolean {
  return /^[\w.:#-]{1,100}$/.test(text)
}

/** Reads another body that is hidden in a text. */
export type ReadInner = (body: unknown) => ErrorParts | undefined

/** Puts together what an error and the body around it say. */
export function gatherError(error: unknown, body: Readonly<Record<string, unknown>>, readInner: ReadInner): ErrorParts {
  const gatherer = new Gatherer(readInner)
  gatherer.add(error)
  // What stands beside the error completes it.
  if (error !== body) gatherer.addNames(body)
  return gatherer.parts(body)
}

class Gatherer {
  readonly #readInner: ReadInner
  readonly #codes: string[] = []
  #words: string | undefined
  #status: number | undefined
  #retryAfterMs: number | undefined
  #requestId: string | undefined
  #headers: Readonly<Record<string, unknown>> | undefined

  constructor(readInner: ReadInner) {
    this.#readInner = readInner
  }

  parts(body: Readonly<Record<string, unknown>>): ErrorParts {
    if (this.#words === undefined) this.#addMessages(body, 0)
    const words = this.#words === undefined ? undefined : cleanWords(this.#words)
    return {
      words: words === '' ? undefined : words,
      kind: this.#codes.find(isName) ?? '',
      status: this.#status,
      retryAfterMs: this.#retryAfterMs ?? (words === undefined ? undefined : waitInWords(words)),
      codes: this.#codes,
      requestId: this.#requestId,
      headers: this.#headers,
      form: 'error',
    }
  }

  /** What stands where an error does: an object, a text, or a list of either. */
  add(error: unknown, depth = 0): void {
    if (depth > 4) return
    if (typeof error === 'string') this.#addText(error)
    else if (Array.isArray(error)) this.#addList(error, depth)
    else if (isRecord(error)) this.#addRecord(error, depth)
    else if (typeof error === 'number') this.#addStatus(error)
  }

  /** Codes, status and waits alone. */
  addNames(record: Readonly<Record<string, unknown>>): void {
    for (const key of codeKeys) this.#addCode(record[key])
    for (const key of statusKeys) this.#addStatus(record[key])
    this.#addRequestId(record['request_id'] ?? record['requestId'])
    for (const key of waitKeys) if (isNumber(record[key])) this.#addWait(Number(record[key]) * 1000)
    if (isNumber(record['retry_after_ms'])) this.#addWait(Number(record['retry_after_ms']))
  }

  #addRecord(record: Readonly<Record<string, unknown>>, depth: number): void {
    const { metadata, details, innererror, error } = record
    if (isRecord(metadata)) this.#addMetadata(metadata)
    if (Array.isArray(details)) for (const detail of details.slice(0, 20)) this.#addGoogleDetail(detail)
    this.addNames(record)
    if (isRecord(innererror)) this.addNames(innererror)
    if (isRecord(record['detail'])) this.addNames(record['detail'])
    if (isRecord(error)) this.add(error, depth + 1)
    this.#addMessages(record, depth)
  }

  #addMessages(record: Readonly<Record<string, unknown>>, depth: number): void {
    for (const key of wordKeys) {
      if (this.#words !== undefined) return
      this.add(record[key], depth + 1)
    }
  }

  /** OpenRouter hands on what the provider behind it answered. Its own status is read later, and then counts. */
  #addMetadata({ raw, headers }: Readonly<Record<string, unknown>>): void {
    if (isRecord(headers)) this.#headers = headers
    const inner = this.#readInner(raw)
    if (inner !== undefined) this.#addParts(inner)
  }

  #addParts({ words, codes, status, retryAfterMs, headers }: ErrorParts): void {
    this.#words ??= words
    this.#codes.push(...codes)
    this.#headers ??= headers
    if (retryAfterMs !== undefined) this.#addWait(retryAfterMs)
    this.#status ??= status
  }

  #addText(text: string): void {
    if (this.#words !== undefined || text.trim() === '') return
    // Proxies pass on the whole body of another error as the words of theirs.
    const start = text.search(/[[{]/)
    const inner = start < 0 ? undefined : this.#readInner(text.slice(start).trim())
    if (inner !== undefined && inner.words !== undefined && isJson(text.slice(start))) this.#addParts(inner)
    else this.#words = text
  }

  #addList(list: readonly unknown[], depth: number): void {
    const [first] = list
    const texts = list.slice(0, 3).flatMap((item) => (typeof item === 'string' ? item : (issueText(item) ?? [])))
    if (texts.length > 0) this.#addText(texts.join('; '))
    if (isRecord(first)) {
      if (texts.length === 0) this.add(first, depth + 1)
      else this.addNames(first)
    }
  }

  #addGoogleDetail(detail: unknown): void {
    if (!isRecord(detail)) return
    const { '@type': type, retryDelay, reason, violations } = detail
    if (typeof type !== 'string') return
    if (type.endsWith('RetryInfo')) this.#addWait(waitInDuration(retryDelay))
    if (type.endsWith('ErrorInfo')) this.#addCode(reason)
    if (!type.endsWith('QuotaFailure') || !Array.isArray(violations)) return
    for (const violation of violations.slice(0, 5)) if (isRecord(violation)) this.#addQuota(violation)
  }

  /** A quota of Google's is known by its name alone: `GenerateRequestsPerDayPerProjectPerModel-FreeTier`. */
  #addQuota({ quotaId, quotaValue }: Readonly<Record<string, unknown>>): void {
    if (typeof quotaId !== 'string') return
    this.#codes.push(`quota ${quotaId}${String(quotaValue) === '0' ? ' of zero' : ''}`)
  }

  #addCode(value: unknown): void {
    if (typeof value === 'number') return this.#addStatus(value)
    if (typeof value !== 'string' || value === '' || value.length > 200) return
    if (/^[45]\d\d$/.test(value)) return this.#addStatus(Number(value))
    // These say that it is an error and not which.
    if (value === 'error' || /^(https?:|about:|\d+$)/.test(value)) return
    this.#codes.push(value.replace(/^.*#/, ''))
  }

  #addStatus(value: unknown): void {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 400 && value < 600) this.#status = value
  }

  #addWait(waitMs: number | undefined): void {
    if (waitMs !== undefined && Number.isFinite(waitMs) && waitMs >= 0) this.#retryAfterMs ??= Math.ceil(waitMs)
  }

  #addRequestId(value: unknown): void {
    if (typeof value === 'string' && isName(value)) this.#requestId ??= value
  }
}

/** One finding of a validator. Its input, which is what was sent, is left out. */
function issueText(issue: unknown): string | undefined {
  if (!isRecord(issue) || typeof issue['msg'] !== 'string') return undefined
  const { loc, msg } = issue
  const path = Array.isArray(loc) ? loc.filter((step) => step !== 'body').join('.') : ''
  return path === '' ? msg : `${path}: ${msg}`
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
