import { invalidRecord } from '../source-error.ts'

/**
 * Decodes UTF-8 that arrives in pieces of any size; a byte-order mark is dropped. Bytes that are no UTF-8 become U+FFFD,
 * because one broken byte must not stop the reading of a log. What is not UTF-8 as a whole (UTF-16, gzip) is refused.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array | string>, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let first = true
  for await (const chunk of chunks) {
    if (first && typeof chunk !== 'string') refuseOtherFormats(chunk, name)
    first = false
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

function refuseOtherFormats([first, second]: Uint8Array, name: string): void {
  if (first === 0x1f && second === 0x8b) throw invalidRecord(`"${name}"`, 'is compressed (gzip). Unpack it first.')
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw invalidRecord(`"${name}"`, 'is UTF-16 text. Convert it to UTF-8 first.')
  }
}
