import { bytesOf, isBytes, type Bytes } from '../util/json/bytes.ts'
import type { FilePart } from './part.ts'

/** The address that a file is fetched from; nothing where its content is there. Base64 never looks like an address. */
export function fileAddress(data: FilePart['data']): URL | undefined {
  if (data instanceof URL) return data
  // What a run takes goes through JSON, where an address is text.
  return typeof data === 'string' && /^(https?|file|gs):/i.test(data) ? new URL(data) : undefined
}

/** The content of a file as text: bytes as their base64, an address as it is written. Also of what is recorded of a file. */
export function plainFileData(data: FilePart['data'] | Bytes): string {
  if (typeof data === 'string') return data
  return isBytes(data) ? data.$bytes : (bytesOf(data)?.$bytes ?? String(data))
}
