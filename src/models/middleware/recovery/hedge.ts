import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
} from '../../model.ts'
import { modelCallOf } from '../../model-call.ts'
import { isRefusal } from '../../errors/refusal.ts'
import type { HedgePolicy } from '../../resilience-policy.ts'
import { whenAborted } from '../abort-listeners.ts'
import { withOrigin } from '../attempts/attempt-origin.ts'
import { withAttempts } from '../attempts/counted-attempts.ts'
import { reportOf, withReport } from '../report.ts'
import { wrapModel } from '../wrap-model.ts'

/**
 * Sends a second, equal request when the first has not begun to answer after a while, takes whichever answers first and
 * aborts the other. A request that fails leaves the answer to the other one; when both fail, the first error counts. Where
 * the caller refuses the second request, the first goes on alone; where it refuses the first, that ends the call.
 */
export function withHedge(model: LanguageModelV4, { afterMs }: HedgePolicy): LanguageModelV4 {
  const counted = withAttempts(model)
  return wrapModel(counted, {
    async doGenerate(options) {
      const { value, settle } = await race(options, afterMs, async (attempt) => counted.doGenerate(attempt))
      settle()
      return value
    },
    async doStream(options) {
      const call = modelCallOf(options)
      const { value, settle } = await race(options, afterMs, (attempt) => openStream(counted, attempt))
      return { ...value.result, stream: joinStream(value, settle, () => reportOf(call)) }
    },
  })
}

interface Won<Value> {
  readonly value: Value
  /** Lets go of the caller's signal; until then its abort reaches the winner. */
  readonly settle: () => void
}

/** Runs one attempt, and a second one after a while; the loser is aborted. */
function race<Value>(
  options: LanguageModelV4CallOptions,
  afterMs: number,
  run: (options: LanguageModelV4CallOptions) => Promise<Value>,
): Promise<Won<Value>> {
  const { abortSignal: outer } = options
  const call = modelCallOf(options)
  return new Promise((resolve, reject) => {
    const attempts: AbortController[] = []
    let open = 0
    let firstError: { readonly error: unknown } | undefined
    let cancelTimer = (): void => {}
    let stopListening = (): void => {}
    const abortAll = (reason: unknown): void => {
      for (const attempt of attempts) attempt.abort(reason)
      finish()
    }
    const finish = (): void => {
      cancelTimer()
      stopListening()
    }
    const begin = (position: 0 | 1): void => {
      const controller = new AbortController()
      attempts.push(controller)
      open += 1
      const request = position === 0 ? options : withOrigin(options, { cause: 'hedge', waitMs: 0 })
      run({ ...request, abortSignal: controller.signal }).then(
        (value) => {
          if (controller.signal.aborted) return
          cancelTimer()
          for (const attempt of attempts) if (attempt !== controller) attempt.abort(lost())
          if (attempts.length > 1) call.notes = { ...call.notes, hedge: position === 0 ? 'first' : 'second' }
          resolve({ value, settle: finish })
        },
        (error: unknown) => {
          open -= 1
          if (isRefusal(error) && position === 1) {
            // It was never sent, so there is no race and no error of the model.
            attempts.splice(attempts.indexOf(controller), 1)
            if (open > 0 || firstError === undefined) return
            finish()
            return reject(firstError.error)
          }
          if (isRefusal(error) && !controller.signal.aborted) {
            abortAll(new DOMException('Another request was refused.', 'AbortError'))
            return reject(error)
          }
          firstError ??= { error }
          if (open > 0 || controller.signal.aborted) return
          finish()
          reject(firstError.error)
        },
      )
    }
    if (outer?.aborted === true) return reject(outer.reason)
    if (outer !== undefined) {
      stopListening = whenAborted(outer, () => {
        abortAll(outer.reason)
        reject(outer.reason)
      })
    }
    begin(0)
    cancelTimer = call.clock.setTimer(() => begin(1), afterMs)
  })
}

function lost(): DOMException {
  return new DOMException('Another request answered first.', 'AbortError')
}

interface OpenStream {
  readonly result: LanguageModelV4StreamResult
  readonly reader: ReadableStreamDefaultReader<LanguageModelV4StreamPart>
  /** What was read until the answer began. */
  readonly parts: LanguageModelV4StreamPart[]
}

/** Opens a stream and reads until its answer begins, so that the race is about that and not about headers. */
async function openStream(model: LanguageModelV4, options: LanguageModelV4CallOptions): Promise<OpenStream> {
  const result = await model.doStream(options)
  const reader = result.stream.getReader()
  const parts: LanguageModelV4StreamPart[] = []
  for (;;) {
    const { done, value } = await reader.read()
    if (options.abortSignal?.aborted === true) {
      void reader.cancel(options.abortSignal.reason).catch(() => {})
      throw options.abortSignal.reason
    }
    if (done) return { result, reader, parts }
    if (value.type === 'error') throw value.error
    parts.push(value)
    if (value.type !== 'stream-start' && value.type !== 'response-metadata') return { result, reader, parts }
  }
}

function joinStream(
  { parts, reader }: OpenStream,
  settle: () => void,
  report: () => ReturnType<typeof reportOf>,
): ReadableStream<LanguageModelV4StreamPart> {
  const pass = (part: LanguageModelV4StreamPart): LanguageModelV4StreamPart =>
    part.type === 'finish' ? withReport(part, report()) : part
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      async pull(controller) {
        try {
          const early = parts.shift()
          if (early !== undefined) return controller.enqueue(pass(early))
          const { done, value } = await reader.read()
          if (!done) return controller.enqueue(pass(value))
          settle()
          controller.close()
        } catch (error) {
          settle()
          controller.error(error)
        }
      },
      cancel(reason) {
        settle()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
