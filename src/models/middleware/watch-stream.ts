import type { LanguageModelV4StreamPart } from '../model.ts'

/** How a stream ended: with its finish, with an error, without either, or because its reader left. */
export type StreamEnd =
  | { readonly type: 'finish'; readonly part: Extract<LanguageModelV4StreamPart, { type: 'finish' }> }
  | { readonly type: 'error'; readonly error: unknown }
  | { readonly type: 'cut' }
  | { readonly type: 'left'; readonly reason: unknown }

/** Who is told of a stream. Nothing that is told may throw. */
export interface StreamWatch {
  /** Told once how the stream ended; its finish is its end, whatever comes after. */
  readonly onEnd?: ((end: StreamEnd) => void) | undefined
  /** Told of every part, before `onEnd` is. */
  readonly onPart?: ((part: LanguageModelV4StreamPart) => void) | undefined
  /** Told when the stream closes, after all its parts and without a failure. */
  readonly onClose?: (() => void) | undefined
}

/** Passes a stream on as it is, and tells of it. */
export function watchStream(
  inner: ReadableStream<LanguageModelV4StreamPart>,
  { onEnd, onPart, onClose }: StreamWatch,
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = inner.getReader()
  let ended = false
  const end = (how: StreamEnd): void => {
    if (!ended) onEnd?.(how)
    ended = true
  }
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (done) {
            end({ type: 'cut' })
            onClose?.()
            return controller.close()
          }
          onPart?.(value)
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
