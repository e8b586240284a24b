import { ModelError } from '../../../errors/model-error.ts'

const token = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/
// oxlint-disable-next-line no-control-regex -- what a header may hold, by its bytes
const sendable = /^[\t\x20-\x7e\x80-\xff]*$/

/** What belongs to the connection, and not to who asks: the length is counted, the rest is ours to say. */
const ownHeaders: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * Headers by name in lower case, from a table, pairs, or a `Headers`; those of the connection are left out.
 * @throws ModelError `MODEL_REQUEST_INVALID` that names the header and never shows its value, which may be a key.
 */
export function readHeaders(given: RequestInit['headers']): Map<string, string> {
  const headers = new Map<string, string>()
  for (const [givenName, givenValue] of entriesOf(given)) {
    const name = givenName.toLowerCase()
    const value = String(givenValue).trim()
    if (!isToken(name)) throw invalid('A header of the request has a name that no header may have.', {})
    if (!sendable.test(value)) {
      const message = `The header "${name}" of the request holds characters that no header may have, such as a line break.`
      throw invalid(message, { header: name })
    }
    if (ownHeaders.has(name)) continue
    const known = headers.get(name)
    headers.set(name, known === undefined ? value : `${known}, ${value}`)
  }
  return headers
}

/** True for a text that can name a header or a method. */
export function isToken(text: string): boolean {
  return token.test(text)
}

function entriesOf(given: RequestInit['headers']): Iterable<readonly [string, unknown]> {
  if (given === undefined) return []
  // Pairs and a `Headers` both give pairs.
  if (Symbol.iterator in given) return given as Iterable<readonly [string, unknown]>
  return Object.entries(given)
}

function invalid(message: string, details: { readonly header?: string | undefined }): ModelError {
  return new ModelError('MODEL_REQUEST_INVALID', message, { details })
}
