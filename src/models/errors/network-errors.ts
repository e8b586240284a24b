import { isError } from '../../errors/ensure-error.ts'
import type { Finding } from './make-model-error.ts'

// The codes of Node.js, undici and Bun.
const networkCode =
  /^(E(CONN|HOST|NET|PIPE|PROTO|NOTFOUND|TIMEDOUT|AI_)|UND_ERR_|HPE_|Connection|FailedToOpenSocket|ERR_(TLS|SSL|SOCKET|HTTP2)|CERT_|DEPTH_|SELF_SIGNED|UNABLE_)/

// What is wrong with a certificate is wrong the next time too.
const certificateCode = /^(ERR_TLS_CERT|CERT_|DEPTH_|SELF_SIGNED|UNABLE_|EPROTO)/

/** What an error of the network comes to; nothing for any other error. */
export function findInNetworkError(thrown: unknown): Finding | undefined {
  const chain = causesOf(thrown)
  const code = chain.map(codeOf).findLast((known) => known !== undefined && networkCode.test(known))
  const isCut = chain.some(({ name, message }) => name === 'TypeError' && message === 'terminated')
  const isKnown = chain.some(({ name, message }) => /^(Timeout|Abort)Error$/.test(name) || message === 'fetch failed')
  if (code === undefined && !isCut && !isKnown) return undefined
  return {
    code: isCut ? 'MODEL_STREAM_CUT' : 'MODEL_UNAVAILABLE',
    words: chain.findLast(({ message }) => message !== '')?.message ?? code,
    kind: code,
    isUnreached: true,
    ...(code !== undefined && certificateCode.test(code) ? { retryable: false } : {}),
  }
}

/** An error and what caused it, the innermost last. Of several attempts to connect the last one is followed. */
function causesOf(thrown: unknown): readonly Error[] {
  const chain: Error[] = []
  for (let current = thrown; isError(current) && chain.length < 10 && !chain.includes(current);) {
    chain.push(current)
    const { errors } = current as Error & { readonly errors?: unknown }
    current = current.cause ?? (Array.isArray(errors) ? errors.at(-1) : undefined)
  }
  return chain
}

function codeOf(error: Error): string | undefined {
  const { code } = error as Error & { readonly code?: unknown }
  return typeof code === 'string' ? code : undefined
}
