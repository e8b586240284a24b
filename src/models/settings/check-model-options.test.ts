import { describe, expect, it } from 'vitest'
import { configureModel } from '../configure-model.ts'
import { configureEmbedder } from '../embeddings/configure-embedder.ts'

describe('settings of one model', () => {
  const misspelt = { baseURL: 'http://localhost:1234/v1' }

  it('are refused where they are misspelt, with the one that was meant', () => {
    const message = 'The settings of model "openai:gpt-4o": There is no "baseURL". Did you mean "baseUrl"?'
    expect(() => configureModel('openai:gpt-4o', misspelt as object)).toThrow(message)
    expect(() => configureEmbedder('openai:text-embedding-3-small', misspelt as object)).toThrow(
      'Did you mean "baseUrl"?',
    )
  })
})
