import type { LanguageModelV4CallOptions } from '../model.ts'

/**
 * The request with `topK` where the models of Bedrock look for it: among the fields of their own, because the Converse
 * API has no such setting. For models of which that place is not known it is left out.
 */
export function withTopK(
  { topK, ...options }: LanguageModelV4CallOptions,
  modelId: string,
): LanguageModelV4CallOptions {
  if (topK === undefined) return options
  const fields = fieldsOf(modelId, topK)
  if (fields === undefined) return options
  const name =
    options.providerOptions?.['amazonBedrock'] === undefined && options.providerOptions?.['bedrock'] !== undefined
      ? 'bedrock'
      : 'amazonBedrock'
  const own = options.providerOptions?.[name]
  const before = own?.['additionalModelRequestFields'] as Readonly<Record<string, unknown>> | undefined
  const all = { ...own, additionalModelRequestFields: { ...fields, ...before } }
  // JSON like the rest.
  return { ...options, providerOptions: { ...options.providerOptions, [name]: all as never } }
}

/** True for a model whose place for `topK` is known. */
export function takesTopK(modelId: string): boolean {
  return fieldsOf(modelId, 1) !== undefined
}

function fieldsOf(modelId: string, topK: number): Readonly<Record<string, unknown>> | undefined {
  if (/anthropic\.|mistral\.|qwen|deepseek/.test(modelId)) return { top_k: topK }
  if (/amazon\.nova/.test(modelId)) return { inferenceConfig: { topK } }
  return /cohere\./.test(modelId) ? { k: topK } : undefined
}
