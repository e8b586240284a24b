import type { EmbeddingModelV4 } from '@ai-sdk/provider'

export type { EmbeddingModelV4, EmbeddingModelV4CallOptions, EmbeddingModelV4Result } from '@ai-sdk/provider'

/** What a provider takes in one request beside the number of texts, which `maxEmbeddingsPerCall` says. */
export interface EmbeddingLimits {
  /** Bytes of all texts together, as UTF-8. A token is at least one of them, so this stands for a limit in tokens. */
  readonly bytesPerRequest?: number | undefined
  /** Characters of one text. */
  readonly charactersPerText?: number | undefined
}

/** An embedding model of the AI SDK, which may say more of its limits. */
export type EmbeddingModel = EmbeddingModelV4 & {
  readonly limits?: PromiseLike<EmbeddingLimits | undefined> | EmbeddingLimits | undefined
}

/** How an embedding model is named: `provider:model` (`openai:text-embedding-3-small`), or any AI SDK `EmbeddingModelV4`. */
export type EmbedderReference = string | EmbeddingModel

/**
 * Turns a reference into an embedding model.
 * @throws ModelError when the name is not understood, its provider has no embeddings, or its key is missing.
 */
export type EmbedderResolver = (reference: EmbedderReference) => EmbeddingModel | Promise<EmbeddingModel>
