import type { ProviderName } from './providers.ts'

/** A model that is known by name. Any other model of a provider can be used too; less is known of it then. */
export interface CatalogueModel {
  readonly provider: ProviderName
  /** The model's own name, without the provider. */
  readonly model: string
  /** Tokens of input and output together that the model takes; absent where it is not known. */
  readonly contextWindow?: number
}

const thousand = 1000
const binaryThousand = 1024

// As published by the vendors; the pages are named in docs/models.md.
const windows = {
  'amazon-bedrock': {
    'amazon.nova-micro-v1:0': 128 * thousand,
    'amazon.nova-lite-v1:0': 300 * thousand,
    'amazon.nova-pro-v1:0': 300 * thousand,
    'anthropic.claude-3-haiku-20240307-v1:0': 200 * thousand,
    'us.anthropic.claude-sonnet-4-5-20250929-v1:0': 200 * thousand,
    'us.anthropic.claude-haiku-4-5-20251001-v1:0': 200 * thousand,
    'us.meta.llama3-3-70b-instruct-v1:0': 128 * thousand,
  },
  anthropic: {
    'claude-opus-4-1': 200 * thousand,
    'claude-sonnet-4-5': 200 * thousand,
    'claude-haiku-4-5': 200 * thousand,
  },
  deepseek: { 'deepseek-chat': 128 * thousand, 'deepseek-reasoner': 128 * thousand },
  google: {
    'gemini-2.5-pro': 1024 * binaryThousand,
    'gemini-2.5-flash': 1024 * binaryThousand,
    'gemini-2.5-flash-lite': 1024 * binaryThousand,
  },
  'google-vertex': {
    'gemini-2.5-pro': 1024 * binaryThousand,
    'gemini-2.5-flash': 1024 * binaryThousand,
    'gemini-2.5-flash-lite': 1024 * binaryThousand,
  },
  groq: { 'llama-3.3-70b-versatile': 128 * binaryThousand, 'openai/gpt-oss-120b': 128 * binaryThousand },
  huggingface: {
    'meta-llama/Llama-3.1-8B-Instruct': 128 * binaryThousand,
    'openai/gpt-oss-120b': 128 * binaryThousand,
  },
  mistral: { 'mistral-large-latest': undefined, 'mistral-small-latest': undefined },
  openai: {
    'gpt-5': 400 * thousand,
    'gpt-5-mini': 400 * thousand,
    'gpt-4.1': 1_047_576,
    'gpt-4.1-mini': 1_047_576,
    'gpt-4o': 128 * thousand,
    'gpt-4o-mini': 128 * thousand,
    'o4-mini': 200 * thousand,
  },
  openrouter: { 'openrouter/auto': undefined },
  xai: { 'grok-4': 256 * thousand, 'grok-3': 128 * binaryThousand },
} as const satisfies Partial<Record<ProviderName, Readonly<Record<string, number | undefined>>>>

/** The models that are known by name, by provider. */
export function modelCatalogue(): readonly CatalogueModel[] {
  return Object.entries(windows).flatMap(([provider, models]) =>
    Object.entries(models).map(([model, contextWindow]) => ({
      // The keys of the table are providers; `Object.entries` forgets it.
      provider: provider as ProviderName,
      model,
      ...(contextWindow === undefined ? {} : { contextWindow }),
    })),
  )
}
