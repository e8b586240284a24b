import type { LanguageModelV4StreamPart } from '../model.ts'

/** How a stream ended: with its finish, with an error, without either, or because its reader left. */
export type StreamEnd =
  | { readonly type: 'finish'; readonly part: Extract<LanguageModelV4StreamPart, { type: 'finish' }> }
  | { readonly type: 'error'; readonly error: unknown }
  | { readonly type: 'cut' }
  | { readonly type: 'left'; readonly reason: unknown }

/** Passes a stream on as it is; tells once how it ended, and of every part before. */
export function watchStream(
  inner: ReadableStream<LanguageModelV4StreamPart>,
  onEnd: (end: StreamEnd) => void,
  onPart: (part: LanguageModelV4StreamPart) => void = () => {},
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = inner.getReader()
  let ended = false
  const end = (how: StreamEnd): void => {
    if (!ended) onEnd(how)
    ended = true
  }
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (done) {
            end({ type: 'cut' })
            return controller.close()
          }
          onPart(value)
          if (value.type === 'finish') end({ type: 'finish', part: value })
          else if (value.type === 'error') end({ type: 'error', error: value.error })
          controller.enqueue(value)
        } catch (error) {
          end({ type: 'error', error })
          controller.error(error)
        }
      },
      cancel(reason) {
        end({ type: 'left', reason })
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
