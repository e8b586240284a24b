import { AgentError } from '../../../errors/agent-error.ts'
import { AixgoError } from '../../../errors/aixgo-error.ts'
import { ensureError } from '../../../errors/ensure-error.ts'
import { orAbort } from '../../../util/abort.ts'
import type { JsonValue } from '../../../util/json/json.ts'
import { Ticker } from '../pace/ticker.ts'
import type { HttpPoll } from '../sources/http-source.ts'
import type { OpenSource, SourceScope } from '../source.ts'
import { readBody } from './read-body.ts'

const defaultIntervalMs = 60_000
const defaultTimeoutMs = 30_000

/**
 * Asks an address at once and then on an interval; each answer that differs from the one before is an item: a JSON value
 * where the content type says so, otherwise text. A restarted producer does not repeat what it has already emitted.
 */
export const httpAnswers = (poll: HttpPoll): OpenSource => {
  const poller = new Poller(poll)
  return async function* (scope) {
    const ticker = new Ticker(poll.intervalMs ?? defaultIntervalMs, scope)
    for (;;) {
      const answer = await poller.ask(scope)
      if (answer !== undefined) yield answer.value
      await ticker.next()
    }
  }
}

/** What is remembered of the last answer, to see whether the next one is new. */
interface Seen {
  readonly text: string
  readonly etag: string | null
  readonly modified: string | null
}

class Poller {
  readonly #poll: HttpPoll
  /** The address without its query, which may hold a key. */
  readonly #shownUrl: string
  #seen: Seen | undefined

  constructor(poll: HttpPoll) {
    this.#poll = poll
    const { origin, pathname } = new URL(poll.url)
    this.#shownUrl = `${origin}${pathname}`
  }

  /** The answer if it is new. */
  async ask(scope: SourceScope): Promise<{ readonly value: JsonValue } | undefined> {
    const timeoutMs = this.#poll.timeoutMs ?? defaultTimeoutMs
    const timeout = new AbortController()
    const cancel = scope.clock.setTimer(
      () => timeout.abort(this.#unavailable(scope, `no answer within ${timeoutMs} ms`)),
      timeoutMs,
    )
    const signal = AbortSignal.any([scope.signal, timeout.signal])
    try {
      return await orAbort(this.#request(scope, signal), signal)
    } catch (error) {
      if (signal.aborted || AixgoError.isInstance(error)) throw error
      const { message, cause } = ensureError(error)
      const reason = cause instanceof Error ? `${message} (${cause.message})` : message
      throw this.#unavailable(scope, reason.replace(/[.?!]+$/, ''), error)
    } finally {
      cancel()
    }
  }

  async #request(scope: SourceScope, signal: AbortSignal): Promise<{ readonly value: JsonValue } | undefined> {
    // Called on its own: some implementations of fetch refuse to be called as a method of another object.
    const { fetch: request, url, headers } = this.#poll
    const response = await request(url, { headers: { ...this.#conditions(), ...headers }, signal })
    if (response.status === 304 || !response.ok) await response.body?.cancel()
    if (response.status === 304) return undefined
    if (!response.ok) throw this.#refused(scope, response.status)
    const text = await readBody(response, this.#shownUrl)
    const isKnown = this.#seen?.text === text
    const value = isKnown ? null : this.#parse(response, text)
    this.#seen = { text, etag: response.headers.get('etag'), modified: response.headers.get('last-modified') }
    return isKnown ? undefined : { value }
  }

  #conditions(): Record<string, string> {
    const { etag = null, modified = null } = this.#seen ?? {}
    if (etag !== null) return { 'if-none-match': etag }
    return modified === null ? {} : { 'if-modified-since': modified }
  }

  #parse(response: Response, text: string): JsonValue {
    if (!/[/+]json\b/i.test(response.headers.get('content-type') ?? '')) return text
    try {
      return JSON.parse(text) as JsonValue
    } catch (error) {
      const message = `The answer of "${this.#shownUrl}" says it is JSON and is not: ${ensureError(error).message}`
      throw new AgentError('SOURCE_INVALID', message, {
        cause: error,
        details: { url: this.#shownUrl },
        retryable: true,
      })
    }
  }

  #refused(scope: SourceScope, status: number): AgentError {
    const retryable = status >= 500 || status === 408 || status === 425 || status === 429
    return this.#unavailable(scope, `the server answered with status ${status}`, undefined, retryable)
  }

  #unavailable({ agent }: SourceScope, reason: string, cause?: unknown, retryable = true): AgentError {
    const message = `Producer "${agent}" got nothing from "${this.#shownUrl}": ${reason}.`
    return new AgentError('SOURCE_UNAVAILABLE', message, { cause, details: { agent, url: this.#shownUrl }, retryable })
  }
}
