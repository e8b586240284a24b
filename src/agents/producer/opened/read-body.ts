import { invalidRecord } from '../source-error.ts'

const largestBodyBytes = 10 * 1024 * 1024

/** The text of an answer, refused when it is so long that it could fill the memory. */
export async function readBody(response: Response, name: string): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  // A body is iterable in every engine this runs on; the types of the DOM do not say so.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > largestBodyBytes)
      throw invalidRecord(`The answer of "${name}"`, `has more than ${largestBodyBytes} bytes.`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
