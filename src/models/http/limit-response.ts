import { ModelError } from '../../errors/model-error.ts'

/** The most bytes of one answer; far more than any model writes. */
export const largestResponseBytes = 64 * 2 ** 20

/** A `fetch` whose answers end with `MODEL_RESPONSE_INVALID` when they grow too large, instead of filling the memory. */
export function limitResponse(
  fetch: typeof globalThis.fetch,
  subject: { readonly provider: string; readonly model: string },
  maxBytes: number = largestResponseBytes,
): typeof globalThis.fetch {
  return async (...request) => {
    const response = await fetch(...request)
    if (response.body === null) return response
    const { status, statusText, headers } = response
    return new Response(limitBody(response.body, maxBytes, subject), { status, statusText, headers })
  }
}

function limitBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  maxBytes: number,
  { provider, model }: { readonly provider: string; readonly model: string },
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader()
  let received = 0
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await reader.read()
        if (done) return controller.close()
        received += value.byteLength
        if (received <= maxBytes) return controller.enqueue(value)
        const error = new ModelError(
          'MODEL_RESPONSE_INVALID',
          `Provider "${provider}" sent more than ${maxBytes} bytes for one answer of model "${model}".`,
          {
            details: { provider, model, maxBytes },
          },
        )
        void reader.cancel(error).catch(() => {})
        controller.error(error)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}
