import { adaptModel } from '../adapt/adapt-model.ts'
import { withOwnReasoning } from '../adapt/own-reasoning.ts'
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4GenerateResult,
} from '../model.ts'
import type { ModelProfile } from '../profiles/profile.ts'

/** A model of the Responses API with what the package leaves to its callers. */
export function responsesModel(model: LanguageModelV4, profile: Pick<ModelProfile, 'reasoning'>): LanguageModelV4 {
  return adaptModel(model, {
    request: (options) => {
      const providerOptions = withoutStorage(options.providerOptions)
      const prompt = providerOptions['openai']?.['store'] === false ? readableReasoning(options.prompt) : options.prompt
      return { ...options, prompt, providerOptions }
    },
    warnings: (options) => [
      ...(losesEffort(options, profile) ? [{ type: 'unsupported', feature: 'reasoning' } as const] : []),
      ...foreignTools(options).map((id) => ({ type: 'unsupported', feature: `provider-defined tool ${id}` }) as const),
    ],
    result: (result) => ({ ...result, finishReason: toldReason(result) }),
    parts: () => (part) => (part.type === 'finish' ? { ...part, finishReason: namedReason(part.finishReason) } : part),
  })
}

/** The package sends the effort to models that reason, and says nothing of it for the others. */
function losesEffort(
  { reasoning = 'none', providerOptions }: LanguageModelV4CallOptions,
  profile: Pick<ModelProfile, 'reasoning'>,
): boolean {
  const isWished = reasoning !== 'none' && reasoning !== 'provider-default'
  return isWished && profile.reasoning === 'none' && providerOptions?.['openai']?.['forceReasoning'] !== true
}

/** The package leaves the tools of other providers out, without a word. */
function foreignTools({ tools = [] }: LanguageModelV4CallOptions): readonly string[] {
  return tools.flatMap((tool) => (tool.type === 'provider' && !tool.id.startsWith('openai.') ? [tool.id] : []))
}

type ProviderOptions = NonNullable<LanguageModelV4CallOptions['providerOptions']>

/**
 * The conversation without the reasoning that OpenAI could not read any more. An item may be of several parts, one of
 * which holds all of it in encrypted form.
 */
function readableReasoning(prompt: LanguageModelV4CallOptions['prompt']): LanguageModelV4CallOptions['prompt'] {
  const items = new Set<unknown>()
  for (const { role, content } of prompt) {
    if (role !== 'assistant') continue
    for (const { type, providerOptions } of content) {
      const said = providerOptions?.['openai']
      if (type === 'reasoning' && typeof said?.['reasoningEncryptedContent'] === 'string') items.add(said['itemId'])
    }
  }
  return withOwnReasoning(prompt, ({ openai: said }) => said !== undefined && items.has(said['itemId']))
}

/**
 * Keeps the conversation out of OpenAI's storage, unless the caller asks for it. Otherwise later requests only name
 * items that are kept there for a month, so a run taken up again later would find its own beginning gone.
 */
function withoutStorage(options: ProviderOptions | undefined): ProviderOptions {
  return { ...options, openai: { store: false, ...options?.['openai'] } }
}

/** The package takes an answer that did not end, and says no more than that, for a complete one. */
function toldReason({ finishReason, response }: LanguageModelV4GenerateResult): LanguageModelV4FinishReason {
  const { status } = (response?.body ?? {}) as { readonly status?: unknown }
  if (status === 'failed' || status === 'cancelled') return { unified: 'error', raw: status }
  if (status === 'incomplete' && finishReason.raw === undefined) return { unified: 'other', raw: status }
  return namedReason(finishReason)
}

/** The package tells a refusal, which is a part of the answer, as a filter without a reason. */
function namedReason(reason: LanguageModelV4FinishReason): LanguageModelV4FinishReason {
  return reason.unified === 'content-filter' && reason.raw === undefined ? { ...reason, raw: 'refusal' } : reason
}
