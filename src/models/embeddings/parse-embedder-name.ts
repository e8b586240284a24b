import { ModelError } from '../../errors/model-error.ts'
import { parseModelName } from '../names/parse-model-name.ts'
import {
  embedderProviderNames,
  findEmbedderProvider,
  servesEmbeddings,
  type EmbedderProviderName,
} from './embedder-providers.ts'

/** An embedding model's name, taken apart. `offline` is the built-in one that needs no provider. */
export interface ParsedEmbedderName {
  readonly provider: EmbedderProviderName | 'offline'
  readonly model: string
}

/**
 * Takes an embedding model's name apart, as models' names are, beside the providers that serve embeddings alone.
 * @throws ModelError `MODEL_NAME_INVALID`, also for a provider that has no embeddings.
 */
export function parseEmbedderName(name: string): ParsedEmbedderName {
  const [, before = '', after = ''] = /^([^:/]+):(.+)$/s.exec(name) ?? []
  const alone = findEmbedderProvider(before)
  if (alone === 'huggingface-tei') return { provider: alone, model: after }
  const { provider, model } = parseModelName(name)
  if (provider === 'offline') return { provider, model }
  if (!servesEmbeddings(provider)) throw withoutEmbeddings(name, provider)
  // What no rule knows is taken for OpenAI's, whose own embedding models have no slash.
  if (provider === 'openai' && model === name && name.includes('/')) throw ownerUnknown(name)
  return { provider, model }
}

function withoutEmbeddings(name: string, provider: string): ModelError {
  const list = embedderProviderNames.map((each) => `"${each}"`).join(', ')
  return invalid(name, `Provider "${provider}" serves no embedding models. Providers that do: ${list}.`)
}

function ownerUnknown(name: string): ModelError {
  return invalid(
    name,
    `Embedding model "${name}" does not say who serves it. Write "huggingface:${name}", or the provider that does.`,
  )
}

function invalid(name: string, message: string): ModelError {
  return new ModelError('MODEL_NAME_INVALID', message, { details: { model: name } })
}
