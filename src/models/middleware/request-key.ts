import type { LanguageModelV4, LanguageModelV4CallOptions } from '../model.ts'

/**
 * The key of a request in the response cache: SHA-256 (hex) of the canonical JSON of its provider, its model, whether it
 * streams, and all of its options except the signal and the headers. Canonical: keys sorted, undefined left out, bytes
 * as Base64, addresses as text. Two requests with the same key are asked the same.
 */
export function requestKey(
  { provider, modelId }: LanguageModelV4,
  mode: 'generate' | 'stream',
  options: LanguageModelV4CallOptions,
): string {
  const { abortSignal: _signal, headers: _headers, ...request } = options
  const { createHash } = process.getBuiltinModule('node:crypto')
  return createHash('sha256')
    .update(canonicalJson({ provider, model: modelId, mode, request }))
    .digest('hex')
}

/** JSON with sorted keys, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (item instanceof Uint8Array) return { bytes: Buffer.from(item).toString('base64') }
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    return Object.fromEntries(Object.entries(item).sort(([first], [second]) => (first < second ? -1 : 1)))
  })
}
