import { ModelError } from '../../errors/model-error.ts'
import type { Environment } from '../settings/provider-settings.ts'
import { activityOf } from './activity.ts'
import { ConnectionPool } from './connection/connection-pool.ts'
import { targetOf } from './connection/target.ts'
import { exchange } from './exchange.ts'
import { fetchFailed } from './network-error.ts'
import type { HttpRequest } from './request/http-request.ts'
import { isRedirect, redirected } from './request/redirect.ts'
import { LightResponse } from './response/light-response.ts'

/** What the transport must know of who asks. */
export interface OwnFetchOptions {
  /** Where proxies are looked up. */
  readonly environment: Environment
  readonly maxBytes: number
  readonly tooLarge: () => Error
}

const mostRedirects = 5

/** Connections are shared by all models of the process, as their servers are. */
const pool = /* @__PURE__ */ new ConnectionPool()

/**
 * Asks as `fetch` does, over kept connections of our own: a third of its CPU, nothing of it to load, and no limit of time
 * but that of connecting. Redirects are followed, compressed answers read, proxies of the environment used.
 */
export async function ownFetch(request: HttpRequest, options: OwnFetchOptions): Promise<LightResponse> {
  const { maxBytes, tooLarge } = options
  const { signal } = request
  const onActivity = activityOf(signal)
  let current = request
  for (let count = 0; ; count += 1) {
    signal?.throwIfAborted()
    const target = targetOf(current.url, options.environment)
    const { head, body } = await exchange(current, { pool, target, maxBytes, tooLarge, onActivity })
    const { status, statusText, headers } = head
    if (!isRedirect(status, headers) || current.redirect === 'manual') {
      return new LightResponse({ status, statusText, url: current.url.href, redirected: count > 0, headers, body })
    }
    await body?.stream.cancel()
    if (current.redirect === 'error') throw fetchFailed(new Error('The server sends the request elsewhere.'))
    if (count === mostRedirects) throw tooManyRedirects()
    current = redirected(current, status, headers.get('location') ?? '')
  }
}

function tooManyRedirects(): ModelError {
  return new ModelError('MODEL_ADDRESS_INVALID', `The server sends the request on more than ${mostRedirects} times.`)
}
