import type { FilePart } from '../../messages/part.ts'
import { toBase64 } from '../../util/platform/base64.ts'

/** A file whose content is in its address, as far as that says it. */
export interface AddressedFile {
  readonly data: FilePart['data']
  readonly mediaType?: string
}

/**
 * The content of a file that is given by its address: what a `data:` address holds, or the address itself. `undefined` for
 * an address that is none of those that may be fetched: it may come from a browser, and name a file of the server.
 */
export function readAddress(address: string): AddressedFile | undefined {
  const match = /^data:([^;,]*)((?:;[^;,]*)*),(.*)$/is.exec(address)
  if (match !== null) {
    const [, mediaType = '', parameters = '', content = ''] = match
    const data = /;base64$/i.test(parameters) ? content : base64Of(content)
    return data === undefined ? undefined : { data, ...(mediaType === '' ? {} : { mediaType }) }
  }
  return /^https?:/i.test(address) && URL.canParse(address) ? { data: address } : undefined
}

/** A text as the content of a file. */
export function textBase64(text: string): string {
  return toBase64(new TextEncoder().encode(text))
}

function base64Of(escaped: string): string | undefined {
  try {
    return textBase64(decodeURIComponent(escaped))
  } catch {
    return undefined
  }
}
