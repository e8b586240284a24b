import type { Clock } from '../../util/clock.ts'
import type { Random } from '../../util/random.ts'
import type { SharedResilience } from '../middleware/shared-resilience.ts'
import type { PriceTable } from '../prices/model-price.ts'
import type { EmbedderReference, EmbedderResolver, EmbeddingModelV4CallOptions } from './embedding-model.ts'
import type { EmbedderResilience } from './batches/embedding-requests.ts'

/** What an embedder is made of. Everything but the model has a default. */
export interface EmbedderOptions {
  /** `provider:model`, or an embedding model of the AI SDK. */
  readonly model: EmbedderReference
  /** How many numbers a vector is to have, where the model leaves the choice. */
  readonly dimensions?: number | undefined
  /** Most texts in one request; what the provider takes unless that is less. */
  readonly batchSize?: number | undefined
  /** Most requests at the same time for one `embed`; 4 unless said otherwise. */
  readonly maxParallel?: number | undefined
  /** Handed to the provider as it is, by the provider's name: `{ google: { taskType: 'RETRIEVAL_QUERY' } }`. */
  readonly providerOptions?: EmbeddingModelV4CallOptions['providerOptions'] | undefined
  readonly resilience?: EmbedderResilience | undefined
  /** Prices of your own, which win over the built-in ones. */
  readonly prices?: PriceTable | undefined
  /** Turns the name into a model; the built-in providers unless given. */
  readonly resolveEmbedder?: EmbedderResolver | undefined
  /** Breakers and limits that other embedders share; its own unless given. */
  readonly shared?: SharedResilience | undefined
  readonly clock?: Clock | undefined
  readonly random?: Random | undefined
}
