import { expect, it } from 'vitest'
import { embeddingPrices } from './embedding-prices.ts'
import { findEmbeddingPrice, findPrice } from './find-price.ts'

it('the prices of embedding models are above zero for what is read, and nothing for what is written', () => {
  const odd = Object.values(embeddingPrices).flatMap((table) =>
    Object.entries(table).filter(([, { input, output }]) => !(input > 0 && input < 1 && output === 0)),
  )
  expect(odd).toEqual([])
})

it.each([
  ['openai', 'text-embedding-3-small', 0.02],
  ['openai.embedding', 'text-embedding-3-large', 0.13],
  ['google', 'gemini-embedding-2-preview', 0.2],
  ['google-vertex', 'gemini-embedding-001', 0.15],
  ['google.vertex.embedding', 'gemini-embedding-001', 0.15],
  ['mistral', 'mistral-embed-2312', 0.1],
  ['amazon-bedrock', 'amazon.titan-embed-text-v2:0', 0.02],
  ['bedrock', 'us.cohere.embed-v4:0', 0.12],
  ['ollama', 'anything', 0],
  ['huggingface-tei', 'anything', 0],
  ['offline', 'hash', 0],
])('finds %s %s', (provider, model, input) => {
  expect(findEmbeddingPrice(provider, model)?.input).toBe(input)
})

it('knows nothing of others, takes no language model for one, and goes by prices of your own first', () => {
  expect(findEmbeddingPrice('huggingface', 'BAAI/bge-m3')).toBeUndefined()
  expect(findEmbeddingPrice('openai', 'gpt-4o')).toBeUndefined()
  expect(findPrice('openai', 'text-embedding-3-small')).toBeUndefined()
  const own = {
    'huggingface:BAAI/bge-m3': { input: 0.5, output: 0 },
    'text-embedding-3-small': { input: 1, output: 0 },
  }
  expect(findEmbeddingPrice('huggingface', 'BAAI/bge-m3', own)?.input).toBe(0.5)
  expect(findEmbeddingPrice('openai', 'text-embedding-3-small', own)?.input).toBe(1)
})
