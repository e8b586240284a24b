import type { LanguageModelV4, LanguageModelV4StreamPart } from '../model.ts'
import { CallTimer } from './call-timer.ts'
import { wrapModel } from './wrap-model.ts'

/** Time limits of one layer, in milliseconds; what is absent is not limited. */
export interface TimeLimits {
  /** From the request to the beginning of a stream, and from there to its first part. */
  readonly firstByteMs?: number | undefined
  /** Between two signs of life of a stream that has begun: parts, or bytes of any kind. */
  readonly idleMs?: number | undefined
  /** A whole answer without streaming; in a stream the time without a part, whatever keeps it alive. */
  readonly answerMs?: number | undefined
  /** The whole call, streaming or not. */
  readonly totalMs?: number | undefined
}

/** Ends calls that take too long with `MODEL_TIMEOUT`, and aborts the request. */
export function withTimeouts(model: LanguageModelV4, limits: TimeLimits): LanguageModelV4 {
  return wrapModel(model, {
    async doGenerate(options) {
      const timer = new CallTimer(model, options)
      timer.limit(smallest(limits.answerMs, limits.totalMs))
      try {
        return await timer.race(model.doGenerate(timer.options))
      } finally {
        timer.end()
      }
    },
    async doStream(options) {
      const timer = new CallTimer(model, options)
      timer.limit(limits.totalMs)
      // A server that keeps a stream alive while its model thinks is not silent, whatever it sends.
      timer.heedActivity()
      timer.wait('first byte', limits.firstByteMs, limits.answerMs)
      try {
        const pending = Promise.resolve(model.doStream(timer.options))
        // A stream that opens after its time is up has no reader any more.
        const result = await timer.race(pending).catch((error: unknown) => {
          void pending.then(({ stream }) => stream.cancel(error)).catch(() => {})
          throw error
        })
        timer.endWait()
        return { ...result, stream: limitStream(result.stream, timer, limits) }
      } catch (error) {
        timer.end()
        throw error
      }
    },
  })
}

function limitStream(
  inner: ReadableStream<LanguageModelV4StreamPart>,
  timer: CallTimer,
  { firstByteMs, idleMs, answerMs }: TimeLimits,
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = inner.getReader()
  let begun = false
  let finished = false
  // Ends a read that waits on a stream which ignores the signal.
  timer.whenStopped((reason) => void reader.cancel(reason).catch(() => {}))
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      async pull(controller) {
        try {
          // Timers run while something is awaited only: a slow reader is not the provider's fault.
          if (begun) timer.wait('next part', idleMs, answerMs)
          else timer.wait('first byte', firstByteMs, answerMs)
          const { done, value } = await reader.read()
          timer.signal.throwIfAborted()
          // Packages make this part themselves before a byte has come.
          if (value?.type !== 'stream-start') begun = true
          timer.endWait()
          if (value?.type === 'finish') finished = true
          if (!done) return controller.enqueue(value)
          timer.end()
          controller.close()
        } catch (thrown) {
          const error: unknown = timer.signal.aborted ? timer.signal.reason : thrown
          timer.end()
          void reader.cancel(error).catch(() => {})
          if (timer.isAbandoned) return controller.error(error)
          controller.enqueue({ type: 'error', error })
          controller.close()
        }
      },
      cancel(reason) {
        // Before the abort: a stream that has failed by then cannot be cancelled any more.
        const cancelled = reader.cancel(reason)
        // Who leaves after the finish has the answer: its connection may be free in a moment, and is not to be broken.
        if (finished) timer.end()
        else timer.abandon(reason)
        return cancelled
      },
    },
    { highWaterMark: 0 },
  )
}

function smallest(first: number | undefined, second: number | undefined): number | undefined {
  return first === undefined ? second : second === undefined ? first : Math.min(first, second)
}
