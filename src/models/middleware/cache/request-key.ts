import { canonicalJson } from '../../../util/json/canonical-json.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions } from '../../model.ts'

/**
 * The key of a request in the response cache: SHA-256 (hex) of the canonical JSON of its provider, its model, whether it
 * streams, and all of its options except the signal and the headers. Two requests with the same key are asked the same.
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
