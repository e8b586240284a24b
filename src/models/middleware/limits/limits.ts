import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4Usage } from '../../model.ts'
import { modelCallOf } from '../../model-call.ts'
import { isRefusal } from '../../errors/refusal.ts'
import { originOf, withOrigin } from '../attempts/attempt-origin.ts'
import type { RateLimiter, Release } from './rate-limiter.ts'
import { watchStream, type StreamEnd } from '../watch-stream.ts'
import { wrapModel } from '../wrap-model.ts'

/** Makes calls wait for their turn at a limiter. */
export function withLimits(model: LanguageModelV4, limiter: RateLimiter): LanguageModelV4 {
  const enter = async (options: LanguageModelV4CallOptions): Promise<Entered> => {
    const { agent, clock } = modelCallOf(options)
    const askedAt = clock.monotonic()
    const release = await limiter.enter({ agent, clock, tokens: estimateTokens(options), signal: options.abortSignal })
    const waitMs = originOf(options).waitMs + Math.round(clock.monotonic() - askedAt)
    return { release, request: withOrigin(options, { waitMs }) }
  }
  return wrapModel(model, {
    async doGenerate(options) {
      const { release, request } = await enter(options)
      try {
        const result = await model.doGenerate(request)
        release(usedTokens(result.usage))
        return result
      } catch (error) {
        release(usedByFailure(error))
        throw error
      }
    },
    async doStream(options) {
      const { release, request } = await enter(options)
      try {
        const result = await model.doStream(request)
        const onEnd = (end: StreamEnd): void => release(end.type === 'finish' ? usedTokens(end.part.usage) : undefined)
        const stream = watchStream(result.stream, { onEnd })
        return { ...result, stream }
      } catch (error) {
        release(usedByFailure(error))
        throw error
      }
    },
  })
}

interface Entered {
  readonly release: Release
  /** The options with the time that was waited. */
  readonly request: LanguageModelV4CallOptions
}

/** What was refused was not sent; of other failures nothing is known. */
function usedByFailure(error: unknown): number | undefined {
  return isRefusal(error) ? 0 : undefined
}

/** What a model that sets no limit of its own may write, for the estimate. */
const usualOutputTokens = 1000
const charactersPerToken = 4

/** About what a call will use: a token for four characters of the request, and what the model may write. */
function estimateTokens({ prompt, tools, maxOutputTokens }: LanguageModelV4CallOptions): number {
  let characters = 0
  for (const message of prompt)
    characters += typeof message.content === 'string' ? message.content.length : textLength(message.content)
  if (tools !== undefined) characters += JSON.stringify(tools).length
  return Math.ceil(characters / charactersPerToken) + (maxOutputTokens ?? usualOutputTokens)
}

function textLength(parts: readonly object[]): number {
  let length = 0
  for (const part of parts) {
    if ('text' in part && typeof part.text === 'string') length += part.text.length
    // Files are not counted by their bytes; providers count them by pixels or pages.
    else if (!('data' in part)) length += JSON.stringify(part).length
  }
  return length
}

function usedTokens({ inputTokens, outputTokens }: LanguageModelV4Usage): number | undefined {
  if (inputTokens.total === undefined && outputTokens.total === undefined) return undefined
  return (inputTokens.total ?? 0) + (outputTokens.total ?? 0)
}
