import { bytesOf, isBytes, type Bytes } from '../util/json/bytes.ts'
import type { FilePart } from './part.ts'

/** The address that a file is fetched from; nothing where its content is there. Base64 never looks like an address. */
export function fileAddress(data: FilePart['data']): URL | undefined {
  if (data instanceof URL) return data
  // What a run takes goes through JSON, where an address is text.
  return typeof data === 'string' && /^(https?|file|gs|s3):/i.test(data) && URL.canParse(data)
    ? new URL(data)
    : undefined
}

/** What a `data:` address holds. */
export interface DataAddress {
  /** Absent where the address names none. */
  readonly mediaType: string | undefined
  readonly base64: string
}

const dataAddress = /^data:([^,;]*)(;[^,]*)?,/i

/** Reads a `data:` address; nothing for any other text. Only its beginning is looked at: the rest may be long. */
export function readDataAddress(data: FilePart['data']): DataAddress | undefined {
  const text = data instanceof URL ? data.href : data
  const found = typeof text === 'string' ? dataAddress.exec(text) : null
  if (found === null || typeof text !== 'string') return undefined
  const [head, mediaType = '', parameters = ''] = found
  const content = text.slice(head.length)
  return {
    mediaType: mediaType === '' ? undefined : mediaType,
    base64: /;base64$/i.test(parameters) ? content : Buffer.from(decodeURIComponent(content)).toString('base64'),
  }
}

/** The content of a file as text: bytes as their base64, an address as it is written. Also of what is recorded of a file. */
export function plainFileData(data: FilePart['data'] | Bytes): string {
  if (typeof data === 'string') return data
  return isBytes(data) ? data.$bytes : (bytesOf(data)?.$bytes ?? String(data))
}
