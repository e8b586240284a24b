import { ModelError } from '../../errors/model-error.ts'
import type { Environment } from '../settings/provider-settings.ts'
import { largestResponseBytes, limitResponse, type ResponseLimit } from './limit-response.ts'
import { ownFetch } from './own-fetch.ts'
import { isNodeFetch } from './platform-fetch.ts'
import { readRequest } from './request/read-request.ts'

/** What requests to a provider go through. */
export interface ModelFetchOptions {
  /** The user's own; wins over everything. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Where proxies are looked up. */
  readonly environment: Environment
  readonly provider: string
  readonly model: string
  readonly maxBytes?: number
}

/**
 * The `fetch` that a provider gets: the user's, else a global one that was replaced, else ours on Node.js. Looked at with
 * each request, as the global one may be replaced at any time. All end an answer that grows too large, and tell
 * `onActivity` of what arrives. The `Response` of ours has `status`, `statusText`, `ok`, `url`, `headers`, `body`, `text`,
 * `json` and `arrayBuffer`.
 */
export function createModelFetch({ fetch, environment, ...subject }: ModelFetchOptions): typeof globalThis.fetch {
  const limit = limitFor(subject)
  if (fetch !== undefined) return limitResponse(fetch, limit)
  const throughGlobal = limitResponse((...request) => globalThis.fetch(...request), limit)
  return async (input, init) => {
    if (!isNodeFetch()) return throughGlobal(input, init)
    const request = readRequest(input, init)
    if (request === undefined) return throughGlobal(input, init)
    // What the contract of a provider allows it to read of a response is all there.
    return (await ownFetch(request, { ...limit, environment })) as unknown as Response
  }
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
