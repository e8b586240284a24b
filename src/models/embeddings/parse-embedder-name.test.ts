import { expect, it } from 'vitest'
import { parseEmbedderName } from './parse-embedder-name.ts'

it.each([
  ['openai:text-embedding-3-small', 'openai', 'text-embedding-3-small'],
  ['text-embedding-3-small', 'openai', 'text-embedding-3-small'],
  ['gemini-embedding-001', 'google', 'gemini-embedding-001'],
  ['hf:BAAI/bge-m3', 'huggingface', 'BAAI/bge-m3'],
  ['huggingface_tei:BAAI/bge-m3', 'huggingface-tei', 'BAAI/bge-m3'],
  ['tei:any', 'huggingface-tei', 'any'],
  ['amazon.titan-embed-text-v2:0', 'amazon-bedrock', 'amazon.titan-embed-text-v2:0'],
  ['ollama:qwen3-embedding:0.6b', 'ollama', 'qwen3-embedding:0.6b'],
  ['offline:hash', 'offline', 'hash'],
])('takes the name %s apart', (name, provider, model) => {
  expect(parseEmbedderName(name)).toEqual({ provider, model })
})

it.each([
  [
    'anthropic:claude-sonnet-4-5',
    'Provider "anthropic" serves no embedding models. Providers that do: "amazon-bedrock", "azure"',
  ],
  ['claude-sonnet-4-5', 'Provider "anthropic" serves no embedding models'],
  ['deepseek:deepseek-chat', 'Provider "deepseek" serves no embedding models'],
  ['groq:any', 'Provider "groq" serves no embedding models'],
  ['opnai:text-embedding-3-small', 'Did you mean "openai:text-embedding-3-small"?'],
  ['sentence-transformers/all-MiniLM-L6-v2', 'Write "huggingface:sentence-transformers/all-MiniLM-L6-v2"'],
  ['', 'A model name is empty'],
])('refuses %j', (name, words) => {
  expect(() => parseEmbedderName(name)).toThrow(expect.objectContaining({ code: 'MODEL_NAME_INVALID' }))
  expect(() => parseEmbedderName(name)).toThrow(words)
})
