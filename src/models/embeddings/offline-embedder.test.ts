import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createEmbedder } from './create-embedder.ts'

const embedder = createEmbedder({ model: 'offline:hash' })

async function vectorOf(text: string): Promise<Float32Array> {
  const { vectors } = await embedder.embed([text])
  return vectors[0] ?? new Float32Array()
}

/** How near two texts are: 1 is the same direction. Vectors have length one, so this is the cosine. */
async function similarity(one: string, other: string): Promise<number> {
  const [a, b] = await Promise.all([vectorOf(one), vectorOf(other)])
  return a.reduce((sum, number, index) => sum + number * (b[index] ?? 0), 0)
}

const corpus = [
  'How do I get my money back?',
  'Refunds take five working days.',
  'Ein Text mit Umlauten: Grüße aus Köln, STRASSE und Straße',
  '日本語の文章と한국어 문장、和中文。',
  'Ωμέγα İstanbul ﬁne ½ Ⅷ e\u0301',
  '!!! ... ---',
  'the of and',
  '🙂👩‍👩‍👧',
  'const x = getWeather(query_db)',
  'word '.repeat(2000),
]

describe('the offline embedder', () => {
  it('gives 384 numbers of length one, or as many as are asked for, for any text', async () => {
    const { vectors, cost } = await embedder.embed(corpus)
    for (const vector of vectors) {
      expect(vector).toHaveLength(384)
      expect(vector.reduce((sum, number) => sum + number * number, 0)).toBeCloseTo(1, 5)
    }
    expect(cost?.usd).toBe(0)
    const small = createEmbedder({ model: 'offline:hash', dimensions: 64 })
    expect((await small.embed(['a'])).vectors[0]).toHaveLength(64)
  })

  it.each([
    ['How do I get my money back?', 'I want my money back', 'What is the weather in Oslo?'],
    ['Refunds take five days', 'refunding takes 5 days', 'The server crashed at night'],
    ['The app crashes when I upload files', 'Crash while uploading a file', 'Please add a dark mode'],
    ['invoice number 4711 is wrong', 'wrong invoice 4711', 'invite my colleague to the number game'],
    ['照会番号について', '照会番号', '天気はどうですか'],
  ])('holds "%s" for nearer to "%s" than to "%s"', async (text, near, far) => {
    expect(await similarity(text, near)).toBeGreaterThan((await similarity(text, far)) + 0.1)
  })

  it('does not mind case, accents written in other ways, or words that say nothing', async () => {
    expect(await similarity('Refund', 'REFUND')).toBeCloseTo(1, 5)
    expect(await similarity('caf\u00e9', 'cafe\u0301')).toBeCloseTo(1, 5)
    expect(await similarity('the refund of it', 'refund')).toBeCloseTo(1, 5)
  })

  it('gives the same vectors in Node.js and in Bun', async () => {
    const { vectors } = await embedder.embed(corpus)
    const here = vectors.map((vector) => Buffer.from(vector.buffer).toString('base64'))
    const file = join(import.meta.dirname, 'offline-embedder.ts')
    const program = `
      import { offlineEmbedder } from ${JSON.stringify(file)}
      const { embeddings } = await offlineEmbedder().doEmbed({ values: ${JSON.stringify(corpus)} })
      console.log(JSON.stringify(embeddings.map((v) => Buffer.from(Float32Array.from(v).buffer).toString('base64'))))`
    const bun = join(import.meta.dirname, '../../../node_modules/.bin/bun')
    const there: unknown = JSON.parse(execFileSync(bun, ['--no-install', '-e', program], { encoding: 'utf8' }))
    expect(there).toEqual(here)
  })

  it('keeps the vectors it has given', async () => {
    // Stores that were filled offline must still be searchable after an update.
    const vector = await vectorOf('How do I get my money back?')
    const places = [...vector.entries()].filter(([, number]) => Math.abs(number) > 0.3)
    expect(places.map(([place, number]) => [place, Number(number.toFixed(4))])).toMatchInlineSnapshot(`
      [
        [
          78,
          -0.4508,
        ],
        [
          160,
          0.4508,
        ],
        [
          232,
          0.4508,
        ],
      ]
    `)
  })
})
