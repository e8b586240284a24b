import type { HttpRequest } from './http-request.ts'
import { isToken, readHeaders } from './read-headers.ts'

/**
 * Reads what `fetch` was called with. `undefined` where it is more than provider code asks of it (forms, streams, a
 * `Request`, another protocol): then it is for the built-in `fetch`.
 * @throws ModelError `MODEL_REQUEST_INVALID` for a header that cannot be sent.
 */
export function readRequest(input: unknown, init: RequestInit = {}): HttpRequest | undefined {
  if (typeof input !== 'string' && !(input instanceof URL)) return undefined
  // What these ask for is part of the built-in one alone.
  if ('dispatcher' in init || init.integrity !== undefined) return undefined
  const url = typeof input === 'string' ? new URL(input) : input
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
  // The built-in one refuses it, and says so.
  if (url.username !== '' || url.password !== '') return undefined
  const method = normalizeMethod(init.method)
  if (!isToken(method)) return undefined
  const headers = readHeaders(init.headers)
  const body = readBody(init.body, headers)
  if (body === unreadable) return undefined
  return {
    url,
    method,
    headers,
    body,
    redirect: init.redirect ?? 'follow',
    signal: init.signal ?? undefined,
  }
}

const unreadable = /* @__PURE__ */ Symbol('unreadable')

function readBody(
  body: RequestInit['body'],
  headers: Map<string, string>,
): string | Uint8Array | undefined | typeof unreadable {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string') {
    if (!headers.has('content-type')) headers.set('content-type', 'text/plain;charset=UTF-8')
    return body
  }
  if (body instanceof URLSearchParams) {
    if (!headers.has('content-type')) headers.set('content-type', 'application/x-www-form-urlencoded;charset=UTF-8')
    return body.toString()
  }
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  return unreadable
}

/** As `fetch` has it: these are written in capitals, whatever the caller wrote. */
function normalizeMethod(method = 'GET'): string {
  return /^(get|head|post|put|delete|options)$/i.test(method) ? method.toUpperCase() : method
}
