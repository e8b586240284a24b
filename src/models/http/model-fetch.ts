import { ModelError } from '../../errors/model-error.ts'
import type { Environment } from '../settings/provider-settings.ts'
import { TargetFinder } from './connection/target.ts'
import { largestResponseBytes, limitResponse, type ResponseLimit } from './limit-response.ts'
import { ownFetch, type OwnFetchOptions } from './own-fetch.ts'
import { platformOfFetch } from './platform-fetch.ts'
import type { Proxy } from './proxy/find-proxy.ts'
import type { HttpRequest } from './request/http-request.ts'
import { readRequest } from './request/read-request.ts'

/** What requests to a provider go through. */
export interface ModelFetchOptions {
  /** The user's own; wins over everything. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Where proxies are looked up, once for each address. */
  readonly environment: Environment
  readonly provider: string
  readonly model: string
  readonly maxBytes?: number | undefined
}

/**
 * The `fetch` that a provider gets: the user's, else a global one that was replaced, else ours. Looked at with each
 * request, as the global one may be replaced at any time. All end an answer that grows too large, and tell `onActivity` of
 * what arrives. The `Response` has `status`, `statusText`, `ok`, `url`, `headers`, `body`, `text`, `json` and
 * `arrayBuffer`.
 */
export function createModelFetch({ fetch, environment, ...subject }: ModelFetchOptions): typeof globalThis.fetch {
  const limit = limitFor(subject)
  if (fetch !== undefined) return limitResponse(fetch, limit)
  const throughGlobal = limitResponse((...request) => globalThis.fetch(...request), limit)
  const options: OwnFetchOptions = {
    ...limit,
    targets: new TargetFinder(environment),
    handOver: (request, proxy) => throughGlobal(request.url.href, forBun(request, proxy)),
  }
  return async (input, init) => {
    const request = platformOfFetch() === undefined ? undefined : readRequest(input, init)
    return request === undefined ? throughGlobal(input, init) : ownFetch(request, options)
  }
}

/** A request for the `fetch` of Bun, which is told the proxy, or that there is none, and to set no limit of time. */
function forBun({ method, headers, body, redirect, signal }: HttpRequest, proxy: Proxy | undefined): RequestInit {
  return {
    method,
    headers: [...headers],
    body: body ?? null,
    redirect,
    signal: signal ?? null,
    proxy: proxy?.address ?? false,
    timeout: false,
  } as RequestInit
}

function limitFor({
  provider,
  model,
  maxBytes = largestResponseBytes,
}: Pick<ModelFetchOptions, 'provider' | 'model' | 'maxBytes'>): ResponseLimit {
  return {
    maxBytes,
    tooLarge: () =>
      new ModelError(
        'MODEL_RESPONSE_INVALID',
        `Provider "${provider}" sent more than ${maxBytes} bytes for one answer of model "${model}".`,
        { details: { provider, model, maxBytes } },
      ),
  }
}
