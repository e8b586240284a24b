import { protocolError } from '../network-error.ts'
import type { ResponseHead } from './parse-head.ts'

/** How far the body of an answer reaches: so many bytes, as its chunks say, or to the end of the connection. */
export type Framing = { readonly type: 'length'; readonly bytes: number } | { readonly type: 'chunked' | 'close' }

const none: Framing = { type: 'length', bytes: 0 }

/**
 * What RFC 9112, 6.3 says of the length of a body.
 * @throws Error with the code `HPE_INVALID` where the head contradicts itself.
 */
export function framingOf({ status, headers }: ResponseHead, method: string): Framing {
  if (method === 'HEAD' || status === 204 || status === 304) return none
  const coding = headers.get('transfer-encoding')
  if (coding !== undefined) {
    if (coding.toLowerCase() === 'chunked') return { type: 'chunked' }
    throw protocolError('The answer has a transfer coding that was not asked for.')
  }
  const length = headers.get('content-length')
  return length === undefined ? { type: 'close' } : { type: 'length', bytes: parseLength(length) }
}

/** True where the connection stays open after the answer. */
export function isKept({ minorVersion, headers }: ResponseHead, framing: Framing): boolean {
  if (framing.type === 'close') return false
  // Both lengths: what follows might be taken for another answer.
  if (headers.has('transfer-encoding') && headers.has('content-length')) return false
  const connection = headers.get('connection')?.toLowerCase() ?? ''
  return minorVersion === 1 ? !/\bclose\b/.test(connection) : /\bkeep-alive\b/.test(connection)
}

/** How long the server keeps the connection without a request, where it says so. */
export function keptForMs({ headers }: ResponseHead): number | undefined {
  const seconds = /\btimeout=(\d{1,6})\b/i.exec(headers.get('keep-alive') ?? '')?.[1]
  return seconds === undefined ? undefined : Number(seconds) * 1000
}

function parseLength(value: string): number {
  // The same length may be told more than once.
  const [first = '', ...others] = value.split(',').map((part) => part.trim())
  if (!/^\d{1,15}$/.test(first) || others.some((other) => other !== first))
    throw protocolError('The answer has no proper length.')
  return Number(first)
}
