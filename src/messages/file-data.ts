import type { FilePart } from './part.ts'

/** The address that a file is fetched from; nothing where its content is there. Base64 never looks like an address. */
export function fileAddress(data: FilePart['data']): URL | undefined {
  if (data instanceof URL) return data
  // What a run takes goes through JSON, where an address is text.
  return typeof data === 'string' && /^(https?|file|gs):/i.test(data) ? new URL(data) : undefined
}
