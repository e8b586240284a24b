import { findEmbedderProvider } from '../../../models/embeddings/embedder-providers.ts'
import type { SectionValue } from '../section.ts'
import type { embeddingsKey } from './embeddings-keys.ts'

/** The checked keys of `embeddings`. */
export type EmbeddingsConfig = SectionValue<typeof embeddingsKey>

/** The documented blocks of single providers, and whose they are. */
export const embeddingBlocks = {
  openai: { key: 'openai', provider: 'openai', usualModel: 'text-embedding-3-small' },
  huggingface: { key: 'huggingface', provider: 'huggingface', usualModel: undefined },
  huggingfaceTei: { key: 'huggingface_tei', provider: 'huggingface-tei', usualModel: 'text-embeddings-inference' },
} as const

/** A block as the code names it. */
export type EmbeddingBlock = keyof typeof embeddingBlocks

/** What the keys of `embeddings` come to. */
export interface EmbedderChoice {
  /** `provider:model`; `undefined` where no model is named. */
  readonly name: string | undefined
  /** The block that counts. */
  readonly block: EmbeddingBlock | undefined
}

/** The blocks that a file has. */
export function blocksOf(config: EmbeddingsConfig): readonly EmbeddingBlock[] {
  // The keys of the table are the names of its type.
  return (Object.keys(embeddingBlocks) as EmbeddingBlock[]).filter((block) => config[block] !== undefined)
}

/** The model that the keys name, and the block that counts for it. */
export function chooseEmbedder(config: EmbeddingsConfig): EmbedderChoice {
  const provider = providerOf(config)
  const block = blocksOf(config).find((each) => embeddingBlocks[each].provider === provider)
  const usual = Object.values(embeddingBlocks).find((each) => each.provider === provider)?.usualModel
  const model = config.model ?? (block === undefined ? undefined : config[block]?.model) ?? usual
  if (model === undefined) return { name: provider === 'offline' ? 'offline:hash' : undefined, block }
  return { name: provider === undefined ? model : qualify(provider, model), block }
}

/** The provider that is named by itself, before the model, by the only block, or by nothing but an address. */
function providerOf(config: EmbeddingsConfig): string | undefined {
  const { provider, model = '', baseUrl } = config
  if (provider !== undefined) return findEmbedderProvider(provider) ?? provider
  const named = findEmbedderProvider(prefixOf(model))
  if (named !== undefined) return named
  const [only, ...others] = blocksOf(config)
  if (only !== undefined && others.length === 0) return embeddingBlocks[only].provider
  return baseUrl === undefined ? undefined : 'openai-compatible'
}

/** A prefix that only repeats the provider goes. */
function qualify(provider: string, model: string): string {
  const before = prefixOf(model)
  const repeats = before !== '' && (before === provider || findEmbedderProvider(before) === provider)
  return `${provider}:${repeats ? model.slice(before.length + 1) : model}`
}

function prefixOf(model: string): string {
  return /^([^:/]+):./.exec(model)?.[1] ?? ''
}
