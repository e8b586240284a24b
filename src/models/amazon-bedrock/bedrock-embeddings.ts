import type { EmbeddingModel, EmbeddingModelV4, EmbeddingModelV4CallOptions } from '../embeddings/embedding-model.ts'

interface Family {
  /** The name that the model's own interface has for the number of dimensions; absent where it cannot be chosen. */
  readonly dimensionsKey?: string | undefined
  readonly charactersPerText?: number | undefined
}

// https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html and model-parameters-embed-v3.html
function familyOf(modelId: string): Family {
  if (modelId.includes('nova')) return { dimensionsKey: 'embeddingDimension' }
  if (/cohere\.embed-(english|multilingual)-v3/.test(modelId)) return { charactersPerText: 2048 }
  if (modelId.includes('cohere.embed')) return { dimensionsKey: 'outputDimension' }
  if (/titan-embed-text-v1|titan-embed-g1/.test(modelId)) return { charactersPerText: 50_000 }
  return { dimensionsKey: 'dimensions', charactersPerText: 50_000 }
}

/**
 * The package's embedding model under the AI SDK's own options: it has names of its own for the number of dimensions, and
 * would take no notice of the usual one.
 */
export function bedrockEmbeddings(model: EmbeddingModelV4): EmbeddingModel {
  const { dimensionsKey, charactersPerText } = familyOf(model.modelId)
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    maxEmbeddingsPerCall: model.maxEmbeddingsPerCall,
    supportsParallelCalls: model.supportsParallelCalls,
    limits: { charactersPerText },
    doEmbed: async (options) => model.doEmbed(withDimensions(options, dimensionsKey)),
  }
}

function withDimensions(
  { dimensions, providerOptions, ...options }: EmbeddingModelV4CallOptions,
  key: string | undefined,
): EmbeddingModelV4CallOptions {
  const own = { ...providerOptions?.['bedrock'], ...providerOptions?.['amazonBedrock'] }
  const chosen = dimensions === undefined || key === undefined ? {} : { [key]: dimensions }
  return { ...options, providerOptions: { ...providerOptions, amazonBedrock: { ...chosen, ...own } } }
}
