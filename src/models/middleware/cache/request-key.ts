import { canonicalJson } from '../../../util/json/canonical-json.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions } from '../../model.ts'
import { sha256 } from '../../../util/platform/sha256.ts'

/** What is asked, and how. */
export interface KeySubject {
  readonly model: Pick<LanguageModelV4, 'provider' | 'modelId'>
  readonly mode: 'generate' | 'stream'
  /** Where the model is served, where that is known: the same name is another model elsewhere. */
  readonly endpoint?: string | undefined
}

// Secrets, and what is new with each request and changes nothing.
const passingHeader =
  /^(authorization|proxy-authorization|cookie|x-api-key|api-key|.*-(token|secret|key)|traceparent|tracestate|baggage|b3|x-b3-.*|x-(cloud-)?trace.*|sentry-trace|x-(request|correlation|client-request)-id|idempotency-key|user-agent|date)$/i

/**
 * The key of a request in the response cache: SHA-256 (hex) of the canonical JSON of its provider, its model, its address
 * where that is known, whether it streams, and all of its options except the signal, and headers that hold secrets or
 * traces. Two requests with the same key are asked the same.
 */
export function requestKey(
  { model: { provider, modelId }, mode, endpoint }: KeySubject,
  options: LanguageModelV4CallOptions,
): string {
  const { abortSignal: _signal, headers, ...request } = options
  const asked = { provider, model: modelId, endpoint, mode, request, headers: tellingHeaders(headers) }
  return sha256(canonicalJson(asked), 'hex')
}

/** Headers that may change the answer, such as one that turns on what is in beta; `undefined` where there are none. */
function tellingHeaders(headers: LanguageModelV4CallOptions['headers']): Record<string, string> | undefined {
  const telling = Object.entries(headers ?? {}).flatMap(([name, value]) =>
    value === undefined || passingHeader.test(name) ? [] : [[name.toLowerCase(), value] as const],
  )
  return telling.length === 0 ? undefined : Object.fromEntries(telling)
}
