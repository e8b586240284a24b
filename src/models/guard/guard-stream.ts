import type { LanguageModelV4StreamPart } from '../model.ts'
import { checkEnding, SeenContent, streamCut, type AnswerSubject } from './check-ending.ts'
import { DistinctIds } from './distinct-ids.ts'

type Warning = Extract<LanguageModelV4StreamPart, { type: 'stream-start' }>['warnings'][number]

/** What a guarded stream needs to know. */
export interface StreamGuard {
  readonly subject: AnswerSubject
  readonly signal: AbortSignal | undefined
  /** What the reader is warned of beside what the provider says. */
  readonly warnings: readonly Warning[]
  /** Makes of what was thrown the error that the reader gets. */
  readonly explain: (thrown: unknown) => Promise<unknown>
}

/**
 * Passes parts on. Ends with an error part where the inner stream fails, carries an error, stops without a finish, or
 * finishes with what is no answer. Its finish is its end: what fails after that takes nothing from a complete answer.
 */
export function guardStream(
  inner: ReadableStream<LanguageModelV4StreamPart>,
  { subject, signal, warnings, explain }: StreamGuard,
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = inner.getReader()
  const seen = new SeenContent()
  const ids = new DistinctIds()
  const next = async (): Promise<LanguageModelV4StreamPart> => {
    const { done, value } = await reader.read()
    if (done) throw streamCut(subject)
    if (value.type === 'error') throw value.error
    seen.add(value)
    if (value.type === 'stream-start' && warnings.length > 0)
      return { ...value, warnings: [...value.warnings, ...warnings] }
    if (value.type !== 'finish') return ids.take(value)
    // Some packages end a stream that was closed early with a reason of their own, where the provider gave none.
    if (value.finishReason.unified === 'other' && value.finishReason.raw === undefined) throw streamCut(subject)
    checkEnding(value, seen, subject)
    return value
  }
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      async pull(controller) {
        try {
          const part = await next()
          controller.enqueue(part)
          if (part.type !== 'finish') return
          controller.close()
          void reader.cancel().catch(() => {})
        } catch (thrown) {
          const error = await explain(thrown)
          void reader.cancel(error).catch(() => {})
          if (signal?.aborted === true) return controller.error(error)
          controller.enqueue({ type: 'error', error })
          controller.close()
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Nothing is read ahead: what the reader does not ask for stays with the provider.
    { highWaterMark: 0 },
  )
}
