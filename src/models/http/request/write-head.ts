import type { Target } from '../connection/target.ts'
import { acceptedCodings } from '../response/decode-body.ts'
import type { HttpRequest } from './http-request.ts'

/** The lines before the body of a request. Each character is a byte. */
export function writeHead({ method, headers, body }: HttpRequest, { path, proxy, secure, url }: Target): string {
  let head = `${method} ${path} HTTP/1.1\r\nhost: ${headers.get('host') ?? url.host}\r\nconnection: keep-alive\r\n`
  for (const [name, value] of headers) if (name !== 'host') head += `${name}: ${value}\r\n`
  if (!headers.has('accept')) head += 'accept: */*\r\n'
  if (!headers.has('accept-encoding')) head += `accept-encoding: ${acceptedCodings}\r\n`
  if (!headers.has('user-agent')) head += 'user-agent: aixgo\r\n'
  // In a tunnel the proxy was told already, and the server must not be.
  if (proxy?.authorization !== undefined && !secure) head += `proxy-authorization: ${proxy.authorization}\r\n`
  const length = lengthOf(body, method)
  return length === undefined ? `${head}\r\n` : `${head}content-length: ${length}\r\n\r\n`
}

/** A request that may have a body says that it has none. */
function lengthOf(body: HttpRequest['body'], method: string): number | undefined {
  if (body === undefined) return method === 'POST' || method === 'PUT' || method === 'PATCH' ? 0 : undefined
  return typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
}
