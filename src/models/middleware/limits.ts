import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4Usage } from '../model.ts'
import { modelCallOf } from '../model-call.ts'
import type { RateLimiter, Release } from './rate-limiter.ts'
import { watchStream } from './watch-stream.ts'
import { wrapModel } from './wrap-model.ts'

/** Makes calls wait for their turn at a limiter. */
export function withLimits(model: LanguageModelV4, limiter: RateLimiter): LanguageModelV4 {
  const enter = async (options: LanguageModelV4CallOptions): Promise<Release> => {
    const { agent, clock } = modelCallOf(options)
    return limiter.enter({ agent, clock, tokens: estimateTokens(options), signal: options.abortSignal })
  }
  return wrapModel(model, {
    async doGenerate(options) {
      const release = await enter(options)
      try {
        const result = await model.doGenerate(options)
        release(usedTokens(result.usage))
        return result
      } finally {
        release(undefined)
      }
    },
    async doStream(options) {
      const release = await enter(options)
      try {
        const result = await model.doStream(options)
        const stream = watchStream(result.stream, (end) =>
          release(end.type === 'finish' ? usedTokens(end.part.usage) : undefined),
        )
        return { ...result, stream }
      } catch (error) {
        release(undefined)
        throw error
      }
    },
  })
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
