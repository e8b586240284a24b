import { findPrice } from '../prices/find-price.ts'
import type { ProviderName } from '../providers.ts'

/** A model that is known by name. Any other model of a provider can be used too; less is known of it then. */
export interface CatalogueModel {
  readonly provider: ProviderName
  /** The model's own name, without the provider. */
  readonly model: string
  /** Tokens of input and output together that the model takes; absent where it is not known. */
  readonly contextWindow?: number
  /** US dollars for a million tokens of input, and of output; absent where the price is not known. */
  readonly price?: { readonly input: number; readonly output: number }
}

const thousand = 1000
const million = 1_000_000
const binaryThousand = 1024
const unknown = undefined

// docs/models.md says where each figure is from.
const windows = {
  'amazon-bedrock': {
    'amazon.nova-micro-v1:0': 128 * thousand,
    'amazon.nova-lite-v1:0': 300 * thousand,
    'amazon.nova-pro-v1:0': 300 * thousand,
    'us.anthropic.claude-sonnet-4-5-20250929-v1:0': 200 * thousand,
    'us.anthropic.claude-haiku-4-5-20251001-v1:0': 200 * thousand,
  },
  anthropic: {
    'claude-fable-5-1': million,
    'claude-opus-5-5': million,
    'claude-sonnet-5-5': unknown,
    'claude-haiku-5-5': unknown,
    'claude-sonnet-4-6': million,
    'claude-haiku-4-5': 200 * thousand,
  },
  deepseek: { 'deepseek-chat': unknown, 'deepseek-reasoner': unknown },
  google: {
    'gemini-3.8-flash': million,
    'gemini-3.5-flash': 1024 * binaryThousand,
    'gemini-2.5-pro': 1024 * binaryThousand,
    'gemini-2.5-flash': 1024 * binaryThousand,
    'gemini-2.5-flash-lite': 1024 * binaryThousand,
  },
  'google-vertex': {
    'gemini-3.8-flash': million,
    'gemini-2.5-pro': 1024 * binaryThousand,
    'gemini-2.5-flash': 1024 * binaryThousand,
    'gemini-2.5-flash-lite': 1024 * binaryThousand,
  },
  groq: { 'llama-3.3-70b-versatile': 128 * binaryThousand, 'openai/gpt-oss-120b': 128 * binaryThousand },
  huggingface: {
    'meta-llama/Llama-3.1-8B-Instruct': 128 * binaryThousand,
    'openai/gpt-oss-120b': 128 * binaryThousand,
  },
  mistral: { 'mistral-large-latest': unknown, 'mistral-small-latest': unknown },
  openai: {
    'gpt-5.4': 1_050_000,
    'gpt-5.2': 400 * thousand,
    'gpt-5-mini': 400 * thousand,
    'gpt-4.1': 1_047_576,
    'gpt-4o': 128 * thousand,
    'gpt-4o-mini': 128 * thousand,
  },
  openrouter: { 'openrouter/auto': unknown },
  xai: { 'grok-4.5': 500 * thousand, 'grok-4.3': million, 'grok-4': 256 * thousand },
} as const satisfies Partial<Record<ProviderName, Readonly<Record<string, number | undefined>>>>

/** The models that are known by name, by provider. */
export function modelCatalogue(): readonly CatalogueModel[] {
  return Object.entries(windows).flatMap(([provider, models]) =>
    Object.entries(models).map(([model, contextWindow]) => ({
      // The keys of the table are providers; `Object.entries` forgets it.
      provider: provider as ProviderName,
      model,
      ...(contextWindow === undefined ? {} : { contextWindow }),
      ...priceOf(provider, model),
    })),
  )
}

function priceOf(provider: string, model: string): Pick<CatalogueModel, 'price'> {
  const price = findPrice(provider, model)
  return price === undefined ? {} : { price: { input: price.input, output: price.output } }
}
