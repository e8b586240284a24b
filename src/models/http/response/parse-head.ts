import { protocolError } from '../network-error.ts'

/** What comes before the body of an answer. */
export interface ResponseHead {
  readonly minorVersion: number
  readonly status: number
  readonly statusText: string
  /** By name in lower case; values of one name are joined with a comma. */
  readonly headers: ReadonlyMap<string, string>
}

const statusLine = /^HTTP\/1\.([01]) (\d{3})(?: (.*))?$/
const token = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/
// A line break, or a zero, that is no end of a line could make two headers of one.
// oxlint-disable-next-line no-control-regex -- it is what is looked for
const strayControl = /\0|\r(?!\n)|(?<!\r)\n/

/**
 * Reads the lines before the body, without the empty one at their end.
 * @throws Error with the code `HPE_INVALID` where they are no head of HTTP/1.
 */
export function parseHead(text: string): ResponseHead {
  if (strayControl.test(text)) throw protocolError('The head of the answer holds a control character.')
  const [first = '', ...lines] = text.split('\r\n')
  const found = statusLine.exec(first)
  if (found === null) throw protocolError('The answer does not begin as an answer of HTTP/1 does.')
  const [, minorVersion, status, statusText = ''] = found
  return { minorVersion: Number(minorVersion), status: Number(status), statusText, headers: parseHeaders(lines) }
}

function parseHeaders(lines: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  let last = ''
  for (const line of lines) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      // A line that goes on with the one before, as old servers send it (RFC 9112, 5.2).
      headers.set(last, `${headers.get(last) ?? ''} ${line.trim()}`)
      continue
    }
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0))
    if (!token.test(name)) throw protocolError('A header of the answer has no proper name.')
    last = name.toLowerCase()
    const value = line.slice(colon + 1).trim()
    const known = headers.get(last)
    headers.set(last, known === undefined ? value : `${known}, ${value}`)
  }
  return headers
}
