import { describe, expect, it } from 'vitest'
import { warningText } from './model-outcome.ts'

describe('a warning of a provider is a sentence', () => {
  it.each([
    [{ type: 'unsupported', feature: 'topK' }, '"topK" is not supported and was left out.'],
    [
      { type: 'unsupported', feature: 'seed', details: 'Use another model.' },
      '"seed" is not supported: Use another model.',
    ],
    [
      { type: 'compatibility', feature: 'reasoning', details: '"low" is asked for.' },
      '"reasoning" is not taken as it is: "low" is asked for.',
    ],
    [{ type: 'deprecated', setting: 'topK', message: 'Use topP.' }, '"topK" is deprecated: Use topP.'],
    [{ type: 'other', message: 'The answer is old.' }, 'The answer is old.'],
    [{ type: 'other' }, 'other'],
    [{ type: 'brand-new', message: 'Something.' }, 'brand-new: Something.'],
    [{ type: 'brand-new', feature: 'topK' }, '"topK" brand-new.'],
  ])('%j', (warning, text) => {
    expect(warningText(warning)).toBe(text)
  })
})
