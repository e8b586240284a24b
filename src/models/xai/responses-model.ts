import { adaptModel } from '../adapt/adapt-model.ts'
import { withOwnReasoning } from '../adapt/own-reasoning.ts'
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4GenerateResult,
  LanguageModelV4Usage,
} from '../model.ts'

/** A model of xAI's Responses API with what the package leaves to its callers, and what it leaves out of answers. */
export function responsesModel(model: LanguageModelV4): LanguageModelV4 {
  return adaptModel(model, {
    request: (options) => ({
      ...options,
      prompt: withOwnReasoning(options.prompt, ({ xai: said }) => said !== undefined),
      providerOptions: withoutStorage(options.providerOptions),
    }),
    result: (result) => ({ ...result, usage: toldUsage(result.usage), finishReason: finishReason(result) }),
    parts: () => (part) =>
      part.type === 'finish'
        ? { ...part, usage: toldUsage(part.usage), finishReason: namedReason(part.finishReason) }
        : part,
  })
}

type ProviderOptions = NonNullable<LanguageModelV4CallOptions['providerOptions']>

/**
 * Keeps the conversation out of xAI's storage, unless the caller asks for it, as with OpenAI. Its reasoning then comes
 * along with each answer, in a form that only xAI can read, and goes back with the next request.
 */
function withoutStorage(options: ProviderOptions | undefined): ProviderOptions {
  return { ...options, xai: { store: false, ...options?.['xai'] } }
}

/** The package makes zeros of a usage that was not told; what was told says so. */
function toldUsage(usage: LanguageModelV4Usage): LanguageModelV4Usage {
  if (usage.raw !== undefined) return usage
  return {
    inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: undefined, text: undefined, reasoning: undefined },
  }
}

/** xAI says beside the status why an answer is incomplete, and the package reads the status alone. */
function finishReason({ finishReason: reason, response }: LanguageModelV4GenerateResult): LanguageModelV4FinishReason {
  const body = response?.body as
    | { readonly incomplete_details?: { readonly reason?: unknown } | null | undefined }
    | undefined
  const raw = reason.raw === 'incomplete' ? body?.incomplete_details?.reason : undefined
  if (typeof raw !== 'string') return namedReason(reason)
  if (raw === 'max_output_tokens') return { unified: 'length', raw }
  return { unified: raw === 'content_filter' ? 'content-filter' : 'other', raw }
}

/** An answer with one of these statuses is none, whatever it holds. */
function namedReason(reason: LanguageModelV4FinishReason): LanguageModelV4FinishReason {
  return reason.raw === 'failed' || reason.raw === 'cancelled' ? { ...reason, unified: 'error' } : reason
}
