import type { LanguageModelV4, LanguageModelV4FinishReason } from '../model.ts'

/**
 * Tells why an answer is incomplete when it was not streamed: xAI says it beside the status, and the package reads the
 * status alone, so that an answer cut at the token limit looked like one that ended for no known reason.
 */
export function restoreFinishReason(model: LanguageModelV4): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    get supportedUrls() {
      return model.supportedUrls
    },
    doGenerate: async (options) => {
      const result = await model.doGenerate(options)
      const reason = result.finishReason.raw === 'incomplete' ? incompleteReason(result.response?.body) : undefined
      return reason === undefined ? result : { ...result, finishReason: reason }
    },
    doStream: (options) => model.doStream(options),
  }
}

function incompleteReason(body: unknown): LanguageModelV4FinishReason | undefined {
  const raw = (body as { readonly incomplete_details?: { readonly reason?: unknown } | null } | undefined)
    ?.incomplete_details?.reason
  if (raw === 'max_output_tokens') return { unified: 'length', raw }
  return raw === 'content_filter' ? { unified: 'content-filter', raw } : undefined
}
