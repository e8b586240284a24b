import type { ModelPrice, PriceTable } from './model-price.ts'

/** Embedding models cost what they read. */
const input = (price: number): ModelPrice => ({ input: price, output: 0 })

/**
 * Prices of embedding models by provider, in US dollars for a million tokens. Collected and sourced as those of language
 * models are (prices.ts), on the same day.
 */
export const embeddingPrices: Readonly<Record<string, PriceTable>> = {
  // https://developers.openai.com/api/docs/models/text-embedding-3-small and the pages of the other two
  openai: {
    'text-embedding-3-small': input(0.02),
    'text-embedding-3-large': input(0.13),
    'text-embedding-ada-002': input(0.1),
  },

  // https://ai.google.dev/gemini-api/docs/pricing, paid tier, text
  google: {
    'gemini-embedding-001': input(0.15),
    'gemini-embedding-2': input(0.2),
  },

  // https://docs.mistral.ai/getting-started/models
  mistral: { 'mistral-embed': input(0.1) },

  // https://aws.amazon.com/bedrock/pricing, us-east-1, on demand
  bedrock: {
    'amazon.titan-embed-text-v1': input(0.1),
    'amazon.titan-embed-text-v2:0': input(0.02),
    'cohere.embed-english-v3': input(0.1),
    'cohere.embed-multilingual-v3': input(0.1),
    'cohere.embed-v4:0': input(0.12),
  },
}
