import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keywordsOf, salientSentences, sentencesOf, shorten } from './sentences.ts'

describe('the sentences of a text', () => {
  it.each([
    ['One. Two! Three? Four', ['One.', 'Two!', 'Three?', 'Four']],
    [
      'Dr. Who met Mr. J. Smith at 3.5 km, e.g. here. He left.',
      ['Dr. Who met Mr. J. Smith at 3.5 km, e.g. here.', 'He left.'],
    ],
    ['She said "Stop." Then she left.', ['She said "Stop."', 'Then she left.']],
    ['A paragraph that was\nwrapped by hand. Its end.', ['A paragraph that was wrapped by hand.', 'Its end.']],
    ['# Title\n\n- first item\n- second item', ['Title', 'first item', 'second item']],
    ['これは文です。次の文。', ['これは文です。', '次の文。']],
    ['Error 500 in v1.2.3 of the app', ['Error 500 in v1.2.3 of the app']],
    [' \n ... \n', []],
  ])('are found in %j', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences)
  })
})

describe('salient sentences', () => {
  it('are whole sentences of the text, in its order, and no more than asked for', () => {
    const texts = fc.lorem({ mode: 'sentences', maxCount: 12 })
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 4 }), (text, most) => {
        const all = [...new Set(sentencesOf(text))]
        const picked = salientSentences(text, most)
        expect(picked.length).toBe(Math.min(most, all.length))
        expect(all.filter((sentence) => picked.includes(sentence))).toEqual(picked)
      }),
      { seed: 1 },
    )
  })

  it('say each thing once', () => {
    expect(salientSentences('Stop now. Stop now. Stop now. Go.')).toEqual(['Stop now.', 'Go.'])
  })

  it('are shortened when they are very long', () => {
    const [only = ''] = salientSentences('word '.repeat(500))
    expect(only.length).toBeLessThanOrEqual(301)
    expect(only.endsWith('word…')).toBe(true)
  })
})

describe('keywords', () => {
  it('are the words used most, whatever their endings', () => {
    expect(keywordsOf('The charges: one charge was charged twice. A refund came; the refund was late.', 2)).toEqual([
      'charges',
      'refund',
    ])
  })
})

describe('shortening', () => {
  it('never splits a character', () => {
    expect(shorten('😀😀😀', 3)).toBe('😀…')
  })
})
