import { ModelError } from '../../../errors/model-error.ts'
import type { HttpRequest } from './http-request.ts'

const redirects: ReadonlySet<number> = /* @__PURE__ */ new Set([301, 302, 303, 307, 308])

/** True for an answer that sends the request elsewhere. */
export function isRedirect(status: number, headers: ReadonlyMap<string, string>): boolean {
  return redirects.has(status) && headers.has('location')
}

/**
 * The request that an answer asks for instead, as `fetch` has it: 303, and 301 and 302 after a POST, ask with GET and
 * without the body. What tells another origin who asks is left behind; keys of providers go in headers of many names, so
 * only what no key can be in goes along.
 * @throws ModelError `MODEL_ADDRESS_INVALID` where it leads nowhere, or out of TLS.
 */
export function redirected(request: HttpRequest, status: number, location: string): HttpRequest {
  const url = URL.parse(location, request.url.href)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw invalid('The server sends the request to an address that is none of HTTP.')
  if (request.url.protocol === 'https:' && url.protocol === 'http:')
    throw invalid('The server sends the request from https to http, where everybody can read it.')
  const { method } = request
  const asksAnew =
    status === 303 ? method !== 'GET' && method !== 'HEAD' : (status === 301 || status === 302) && method === 'POST'
  const isElsewhere = url.origin !== request.url.origin
  const headers = new Map([...request.headers].filter(([name]) => goesAlong(name, { asksAnew, isElsewhere })))
  return { ...request, url, headers, ...(asksAnew ? { method: 'GET', body: undefined } : {}) }
}

const harmless: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'user-agent',
])

function goesAlong(name: string, { asksAnew, isElsewhere }: { asksAnew: boolean; isElsewhere: boolean }): boolean {
  if (asksAnew && name.startsWith('content-')) return false
  return !isElsewhere || harmless.has(name)
}

function invalid(message: string): ModelError {
  return new ModelError('MODEL_ADDRESS_INVALID', message)
}
