import { ModelError } from '../../errors/model-error.ts'
import { activityOf } from './activity.ts'
import { ConnectionPool } from './connection/connection-pool.ts'
import type { Target, TargetFinder } from './connection/target.ts'
import { exchange } from './exchange.ts'
import { fetchFailed } from './network-error.ts'
import type { Proxy } from './proxy/find-proxy.ts'
import type { HttpRequest } from './request/http-request.ts'
import { isRedirect, redirected } from './request/redirect.ts'
import { LightResponse } from './response/light-response.ts'

/** What the transport must know of who asks. */
export interface OwnFetchOptions {
  /** Asks in our place, where these connections do not lead. */
  readonly handOver: (request: HttpRequest, proxy: Proxy | undefined) => Promise<Response>
  readonly targets: TargetFinder
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
export async function ownFetch(request: HttpRequest, options: OwnFetchOptions): Promise<Response> {
  const { maxBytes, tooLarge } = options
  const { signal } = request
  const onActivity = activityOf(signal)
  let current = request
  for (let count = 0; ; count += 1) {
    signal?.throwIfAborted()
    const target = options.targets.find(current.url)
    if (!isOnOurWay(target)) return options.handOver(current, target.proxy)
    const { head, body } = await exchange(current, { pool, target, maxBytes, tooLarge, onActivity })
    const { status, statusText, headers } = head
    if (!isRedirect(status, headers) || current.redirect === 'manual') {
      const parts = { status, statusText, url: current.url.href, redirected: count > 0, headers, body }
      // What the contract of a provider allows it to read of a response is all there.
      return new LightResponse(parts) as unknown as Response
    }
    await body?.stream.cancel()
    if (current.redirect === 'error') throw fetchFailed(new Error('The server sends the request elsewhere.'))
    if (count === mostRedirects) throw tooManyRedirects()
    current = redirected(current, status, headers.get('location') ?? '')
  }
}

/** Under Bun, TLS and proxies are left to its own `fetch`. */
function isOnOurWay({ secure, proxy }: Target): boolean {
  return !('Bun' in globalThis) || (!secure && proxy === undefined)
}

function tooManyRedirects(): ModelError {
  return new ModelError('MODEL_ADDRESS_INVALID', `The server sends the request on more than ${mostRedirects} times.`)
}
