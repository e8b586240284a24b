import type { LanguageModelV4 } from '../model.ts'
import type { CreateModelOptions } from '../provider.ts'

/** How a server differs from what most of them do. */
interface CompatibleTraits {
  /** False where the server refuses the schema of a structured output. */
  readonly supportsStructuredOutputs?: boolean
  /** Sent with every address. */
  readonly queryParams?: Readonly<Record<string, string>>
}

/** Makes a model of any server that speaks OpenAI's Chat Completions API. */
export async function createCompatibleModel(
  name: string,
  options: CreateModelOptions,
  { supportsStructuredOutputs = true, queryParams }: CompatibleTraits = {},
): Promise<LanguageModelV4> {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
  const { modelId, apiKey, baseUrl, headers, fetch } = options
  return createOpenAICompatible({
    name,
    baseURL: baseUrl,
    headers: { ...headers },
    includeUsage: true,
    // Without this the schema of a structured output would never reach the model.
    supportsStructuredOutputs,
    ...(queryParams === undefined ? {} : { queryParams: { ...queryParams } }),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(fetch === undefined ? {} : { fetch }),
  }).chatModel(modelId)
}
