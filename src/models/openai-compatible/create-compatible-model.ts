import type { LanguageModelV4 } from '../model.ts'
import type { CreateModelOptions } from '../provider.ts'

/** Makes a model of any server that speaks OpenAI's Chat Completions API. */
export async function createCompatibleModel(name: string, options: CreateModelOptions): Promise<LanguageModelV4> {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
  const { modelId, apiKey, baseUrl, headers, fetch } = options
  return createOpenAICompatible({
    name,
    baseURL: baseUrl,
    headers: { ...headers },
    includeUsage: true,
    // Without this the schema of a structured output would never reach the model.
    supportsStructuredOutputs: true,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(fetch === undefined ? {} : { fetch }),
  }).chatModel(modelId)
}
