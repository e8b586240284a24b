import type { EmbeddingModel, EmbeddingModelV4CallOptions } from '../../src/models/embeddings/embedding-model.ts'
import { fakeTokens, fakeVector } from './servers/embeddings/fake-vector.ts'

/** What a scripted embedding model does with one request: answers, or throws. */
export type EmbeddingScript = (texts: readonly string[], number: number) => void | Promise<void>

/** An embedding model in memory that keeps what it was asked. */
export interface ScriptedEmbeddings {
  readonly model: EmbeddingModel
  readonly calls: readonly EmbeddingModelV4CallOptions[]
  /** The texts of each request. */
  readonly texts: () => readonly (readonly string[])[]
}

/** Makes one. `script` is asked before each answer, by the texts and the number (from 0) of the request. */
export function scriptedEmbeddings(
  script: EmbeddingScript = () => {},
  overrides: Partial<EmbeddingModel> = {},
): ScriptedEmbeddings {
  const calls: EmbeddingModelV4CallOptions[] = []
  const model: EmbeddingModel = {
    specificationVersion: 'v4',
    provider: 'scripted',
    modelId: 'vectors',
    maxEmbeddingsPerCall: undefined,
    supportsParallelCalls: true,
    async doEmbed(options) {
      calls.push(options)
      await script(options.values, calls.length - 1)
      return {
        embeddings: options.values.map((text) => fakeVector(text, options.dimensions ?? 8)),
        usage: { tokens: options.values.reduce((sum, text) => sum + fakeTokens(text), 0) },
        warnings: [],
      }
    },
    ...overrides,
  }
  return { model, calls, texts: () => calls.map(({ values }) => values) }
}
