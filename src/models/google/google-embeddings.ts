import { isRecord } from '../../util/is-record.ts'
import type { EmbeddingModel, EmbeddingModelV4, EmbeddingModelV4Result } from '../embeddings/embedding-model.ts'

/** The package's embedding model with the tokens that the answer reports, which the package leaves out. */
export function googleEmbeddings(model: EmbeddingModelV4): EmbeddingModel {
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    maxEmbeddingsPerCall: model.maxEmbeddingsPerCall,
    supportsParallelCalls: model.supportsParallelCalls,
    async doEmbed(options) {
      const result = await model.doEmbed(options)
      const tokens = result.usage?.tokens ?? tokensOf(result)
      return tokens === undefined ? result : { ...result, usage: { tokens } }
    },
  }
}

function tokensOf({ response }: EmbeddingModelV4Result): number | undefined {
  const usage = isRecord(response?.body) ? response.body['usageMetadata'] : undefined
  const tokens = isRecord(usage) ? usage['promptTokenCount'] : undefined
  return typeof tokens === 'number' ? tokens : undefined
}
