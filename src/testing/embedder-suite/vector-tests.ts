import { expectThat } from '../expectations.ts'
import { expectSame, vectorsOf, type EmbedderTest } from './embedder-test.ts'

const scenario = { type: 'answer' } as const
const texts = ['How do I get my money back?', 'The weather in Oslo is cold.', 'Réponse à la question 3 — 日本語 🙂']

/** What vectors must be. */
export const embedderVectorTests: readonly EmbedderTest[] = [
  {
    name: 'gives one vector for each text, in the order of the texts',
    needs: [],
    scenario,
    run: async (model) => {
      const forward = await vectorsOf(model, texts)
      const backward = await vectorsOf(model, texts.toReversed())
      for (const [index, vector] of forward.entries())
        expectSame(backward[texts.length - 1 - index], vector, 'A text at another place')
      const [alone] = await vectorsOf(model, texts.slice(0, 1))
      expectSame(alone, forward[0], 'A text that is asked for alone')
    },
  },
  {
    name: 'gives vectors of one length with nothing but finite numbers',
    needs: [],
    scenario,
    run: async (model) => {
      const vectors = await vectorsOf(model, texts)
      const lengths = new Set(vectors.map(({ length }) => length))
      expectThat(lengths.size === 1 && !lengths.has(0), `Vectors have the lengths ${[...lengths].join(', ')}.`)
      expectThat(vectors.flat().every(Number.isFinite), 'A vector holds something else than finite numbers.')
      expectThat(
        vectors.some((vector) => vector.some((number) => number !== 0)),
        'All vectors are zero.',
      )
    },
  },
  {
    name: 'gives equal texts equal vectors, and others other ones',
    needs: [],
    scenario,
    run: async (model) => {
      const [first, second, third] = await vectorsOf(model, [texts[0] ?? '', texts[1] ?? '', texts[0] ?? ''])
      expectSame(third, first, 'The same text')
      expectThat(first?.join() !== second?.join(), 'Two different texts have the same vector.')
    },
  },
  {
    name: 'takes as many texts at once as it says, and answers in their order',
    needs: [],
    scenario,
    run: async (model) => {
      const most = (await model.maxEmbeddingsPerCall) ?? 100
      const many = Array.from({ length: Math.min(most, 300) }, (_, index) => `text number ${index}`)
      const vectors = await vectorsOf(model, many)
      const [last] = await vectorsOf(model, many.slice(-1))
      expectSame(vectors.at(-1), last, 'The last of many texts')
    },
  },
  {
    name: 'gives as many numbers as it is asked for',
    needs: ['dimensions'],
    scenario,
    run: async (model) => {
      for (const vector of await vectorsOf(model, texts, { dimensions: 256 }))
        expectThat(vector.length === 256, `A vector has ${vector.length} numbers instead of 256.`)
    },
  },
  {
    name: 'reports tokens as a number above zero, or not at all',
    needs: [],
    scenario,
    run: async (model) => {
      const { usage } = await model.doEmbed({ values: texts.slice(0, 1) })
      expectThat(
        usage === undefined || (Number.isFinite(usage.tokens) && usage.tokens > 0),
        `The usage says ${String(usage?.tokens)} tokens.`,
      )
    },
  },
]
