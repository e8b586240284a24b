import type { Clock } from '../../../util/clock.ts'
import type {
  LanguageModelV4,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '../../model.ts'
import { modelCallOf } from '../../model-call.ts'
import type { CachePolicy } from '../../resilience-policy.ts'
import { reportOf, withReport } from '../report.ts'
import { watchStream } from '../watch-stream.ts'
import { wrapModel } from '../wrap-model.ts'
import { AnswerRecorder, copyOfAnswer, isWholeAnswer } from './answer-recorder.ts'
import { requestKey } from './request-key.ts'

type Answer =
  | { readonly type: 'generate'; readonly result: LanguageModelV4GenerateResult }
  | { readonly type: 'stream'; readonly parts: readonly LanguageModelV4StreamPart[] }

interface Entry {
  readonly answer: Answer
  readonly expiresAt: number
}

/** Answers by the key of their request, in memory. The one that was not used for longest makes room. */
export class ResponseCache {
  readonly #entries = new Map<string, Entry>()
  readonly #ttlMs: number
  readonly #maxEntries: number

  constructor({ ttlMs = 3_600_000, maxEntries = 1000 }: CachePolicy) {
    this.#ttlMs = ttlMs
    this.#maxEntries = maxEntries
  }

  get(key: string, clock: Clock): Answer | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    this.#entries.delete(key)
    if (entry.expiresAt <= clock.monotonic()) return undefined
    // A map keeps the order of insertion, so the first entry is the one not used for longest.
    this.#entries.set(key, entry)
    return entry.answer
  }

  set(key: string, answer: Answer, clock: Clock): void {
    this.#entries.delete(key)
    this.#entries.set(key, { answer, expiresAt: clock.monotonic() + this.#ttlMs })
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxEntries) return
      this.#entries.delete(oldest)
    }
  }
}

/**
 * Answers equal requests from the cache: calls as calls, streams as streams, part for part. Kept are whole answers alone:
 * no errors, nothing that was cut, and no stream that failed after its end or was not read to it.
 */
export function withCache(model: LanguageModelV4, cache: ResponseCache, endpoint?: string): LanguageModelV4 {
  return wrapModel(model, {
    async doGenerate(options) {
      const call = modelCallOf(options)
      const key = requestKey({ model, mode: 'generate', endpoint }, options)
      const known = cache.get(key, call.clock)
      if (known?.type === 'generate') {
        call.notes = { ...call.notes, cached: true }
        call.onCached?.(model)
        return { ...structuredClone(known.result), usage: noUsage }
      }
      const result = await model.doGenerate(options)
      const copy = isWholeAnswer(result.finishReason) ? copyOfAnswer(result) : undefined
      if (copy !== undefined) cache.set(key, { type: 'generate', result: copy }, call.clock)
      return result
    },
    async doStream(options) {
      const call = modelCallOf(options)
      const key = requestKey({ model, mode: 'stream', endpoint }, options)
      const known = cache.get(key, call.clock)
      if (known?.type === 'stream') {
        call.notes = { ...call.notes, cached: true }
        call.onCached?.(model)
        return {
          stream: replayStream(
            known.parts.map((part) =>
              part.type === 'finish' ? withReport({ ...part, usage: noUsage }, reportOf(call)) : part,
            ),
          ),
        }
      }
      const result = await model.doStream(options)
      const recorder = new AnswerRecorder()
      const keep = (): void => {
        const { answer: parts } = recorder
        if (parts !== undefined) cache.set(key, { type: 'stream', parts }, call.clock)
      }
      const stream = watchStream(result.stream, {
        onPart: (part) => recorder.add(part),
        onClose: keep,
      })
      return { ...result, stream }
    },
  })
}

/** Nothing was asked, so nothing was used. */
const noUsage: LanguageModelV4Usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
}

function replayStream(parts: readonly LanguageModelV4StreamPart[]): ReadableStream<LanguageModelV4StreamPart> {
  let position = 0
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      pull(controller) {
        const part = parts[position]
        position += 1
        if (part === undefined) controller.close()
        else controller.enqueue(structuredClone(part))
      },
    },
    { highWaterMark: 0 },
  )
}
