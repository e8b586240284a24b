import { findProviderName, providers, type ProviderName } from '../providers.ts'
import type { Provider } from '../provider.ts'
import type { EmbedderProvider } from '../huggingface-tei/huggingface-tei.ts'

/** Providers that serve embeddings and no language models. */
const embeddingsOnly = {
  'huggingface-tei': () => import('../huggingface-tei/huggingface-tei.ts').then((module) => module.huggingfaceTei),
} as const satisfies Record<string, () => Promise<EmbedderProvider>>

/** The providers of language models that serve embeddings too; a test compares them with their files. */
const alsoEmbeddings = [
  'amazon-bedrock',
  'azure',
  'google',
  'google-vertex',
  'huggingface',
  'mistral',
  'ollama',
  'openai',
  'openai-compatible',
  'openrouter',
  'vllm',
] as const satisfies readonly ProviderName[]

/** A provider that this version can ask for embeddings. */
export type EmbedderProviderName = keyof typeof embeddingsOnly | (typeof alsoEmbeddings)[number]

/** All of them, by name. */
export const embedderProviderNames: readonly EmbedderProviderName[] = [
  ...(Object.keys(embeddingsOnly) as (keyof typeof embeddingsOnly)[]),
  ...alsoEmbeddings,
].toSorted()

/** Other names of the provider that serves embeddings alone; `huggingface_tei` is the original's. */
export const embedderAliases: Readonly<Record<string, keyof typeof embeddingsOnly>> = {
  huggingface_tei: 'huggingface-tei',
  tei: 'huggingface-tei',
}

/** The provider of that name or alias, with embeddings or without. */
export function findEmbedderProvider(name: string): EmbedderProviderName | ProviderName | undefined {
  if (isEmbeddingsOnly(name)) return name
  return Object.hasOwn(embedderAliases, name) ? embedderAliases[name] : findProviderName(name)
}

/** True for a provider that serves embeddings. */
export function servesEmbeddings(name: string): name is EmbedderProviderName {
  return embedderProviderNames.some((each) => each === name)
}

/** Loads a provider's file, and nothing that it needs to work. */
export function loadEmbedderProvider(name: EmbedderProviderName): Promise<EmbedderProvider | Provider> {
  return isEmbeddingsOnly(name) ? embeddingsOnly[name]() : providers[name]()
}

function isEmbeddingsOnly(name: string): name is keyof typeof embeddingsOnly {
  return Object.hasOwn(embeddingsOnly, name)
}
