import { activityOf } from './activity.ts'

/** The most bytes of one answer; far more than any model writes. */
export const largestResponseBytes = 64 * 2 ** 20

/** What is allowed of an answer. */
export interface ResponseLimit {
  readonly maxBytes: number
  /** The error of an answer that is larger. */
  readonly tooLarge: () => Error
}

/**
 * A `fetch` whose answers end with an error when they grow too large, instead of filling the memory, and which tells of
 * every piece that arrives.
 */
export function limitResponse(fetch: typeof globalThis.fetch, limit: ResponseLimit): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    if (response.body === null) return response
    const { status, statusText, headers } = response
    return new Response(limitBody(response.body, limit, activityOf(init?.signal)), { status, statusText, headers })
  }
}

function limitBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { maxBytes, tooLarge }: ResponseLimit,
  onActivity: (() => void) | undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader()
  let received = 0
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await reader.read()
        if (done) return controller.close()
        onActivity?.()
        received += value.byteLength
        if (received <= maxBytes) return controller.enqueue(value)
        const error = tooLarge()
        void reader.cancel(error).catch(() => {})
        controller.error(error)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}
