import { describe, expect, it } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import { scriptedEmbeddings } from '../../../test/support/scripted-embeddings.ts'
import { fakeVector } from '../../../test/support/servers/embeddings/fake-vector.ts'
import { ModelError } from '../../errors/model-error.ts'
import { nextTurn } from '../../util/clock.ts'
import { createEmbedder } from './create-embedder.ts'
import type { EmbeddingModel } from './embedding-model.ts'
import { createEmbedderResolver } from './resolve-embedder.ts'

const vectorOf = (text: string): number[] => fakeVector(text, 8)
const plain = (vectors: readonly Float32Array[]): number[][] => vectors.map((vector) => [...vector])
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `text ${index}`)

describe('an embedder', () => {
  it('gives one vector for each text, in order', async () => {
    const { model } = scriptedEmbeddings()
    const { vectors } = await createEmbedder({ model }).embed(['b', 'a'])
    expect(plain(vectors)).toEqual([vectorOf('b'), vectorOf('a')])
    expect(vectors[0]).toBeInstanceOf(Float32Array)
  })

  it('refuses one text that stands where a list should, as plain JavaScript may give it', async () => {
    const texts = 'a' as unknown as string[]
    const embedding = createEmbedder({ model: 'offline:hash' }).embed(texts)
    await expect(embedding).rejects.toThrow('Texts are given as a list, and "a" is none')
  })

  it('gives nothing for no texts, asks nobody and costs nothing', async () => {
    const embedder = createEmbedder({ model: 'openai:text-embedding-3-small', resolveEmbedder: () => never() })
    expect(await embedder.embed([])).toEqual({
      vectors: [],
      usage: { tokens: 0, requests: 0 },
      cost: { usd: 0, input: 0, cachedInput: 0, cacheWrite: 0, output: 0 },
    })
  })

  it.each([
    [['fine', ' \n'], 'Text 2 of 2 is empty'],
    [['fine', undefined as unknown as string], 'Text 2 of 2 is undefined, and no text'],
    [[5 as unknown as string], 'Text 1 of 1 is 5, and no text'],
  ])('names the text that is none: %j', async (texts, words) => {
    const { model, calls } = scriptedEmbeddings()
    expect(await rejection(createEmbedder({ model }).embed(texts))).toMatchObject({
      code: 'MODEL_REQUEST_INVALID',
      message: expect.stringContaining(words) as string,
    })
    expect(calls).toEqual([])
  })

  it('asks once for texts that are equal', async () => {
    const { model, texts } = scriptedEmbeddings()
    const { vectors } = await createEmbedder({ model }).embed(['a', 'b', 'a', 'a'])
    expect(texts()).toEqual([['a', 'b']])
    expect(plain(vectors)).toEqual(['a', 'b', 'a', 'a'].map(vectorOf))
    expect(new Set(vectors).size).toBe(4)
  })

  it('mends half of a surrogate pair, for which providers refuse the whole request', async () => {
    const { model, texts } = scriptedEmbeddings()
    await createEmbedder({ model }).embed(['cut \ud83d'])
    expect(texts()).toEqual([['cut \ufffd']])
  })

  it('knows how many numbers its vectors have: as asked, by the name, or from the first answer', async () => {
    const { model } = scriptedEmbeddings()
    const embedder = createEmbedder({ model })
    expect(embedder.dimensions).toBeUndefined()
    await embedder.embed(['a'])
    expect(embedder.dimensions).toBe(8)
    expect(createEmbedder({ model: 'openai:text-embedding-3-small' }).dimensions).toBe(1536)
    expect(createEmbedder({ model: 'openai:text-embedding-3-small', dimensions: 256 }).dimensions).toBe(256)
    expect(createEmbedder({ model: 'offline:hash' }).dimensions).toBe(384)
  })

  it('hands on dimensions and what is meant for the provider alone', async () => {
    const { model, calls } = scriptedEmbeddings()
    const providerOptions = { google: { taskType: 'RETRIEVAL_QUERY' } }
    const { vectors } = await createEmbedder({ model, dimensions: 4, providerOptions }).embed(['a'])
    expect(vectors[0]).toHaveLength(4)
    expect(calls).toMatchObject([{ dimensions: 4, providerOptions }])
  })

  it.each([
    [{ model: 'openai:text-embedding-ada-002', dimensions: 256 }, 'always gives 1536'],
    [{ model: 'openai:text-embedding-3-small', dimensions: 3072 }, 'gives at most 1536'],
    [{ model: 'bedrock:amazon.titan-embed-text-v2:0', dimensions: 300 }, 'gives 256, 512, 1024'],
    [{ model: 'openai:text-embedding-3-small', dimensions: 0 }, '"dimensions" must be a whole number above 0'],
    [{ model: 'openai:text-embedding-3-small', batchSize: 1.5 }, '"batchSize" must be a whole number above 0'],
    [{ model: 'openai:text-embedding-3-small', batchsize: 5 }, 'Did you mean "batchSize"?'],
  ])('refuses options that make no sense: %j', (options, words) => {
    const make = (): unknown => createEmbedder(options)
    expect(make).toThrow(expect.objectContaining({ code: 'MODEL_REQUEST_INVALID' }))
    expect(make).toThrow(words)
  })

  it.each([
    ['anthropic:claude-sonnet-4-5', 'Provider "anthropic" serves no embedding models'],
    ['grok:grok-4', 'Provider "xai" serves no embedding models'],
    ['nosuch:model', 'unknown provider "nosuch"'],
    ['BAAI/bge-m3', 'Write "huggingface:BAAI/bge-m3"'],
  ])('refuses %s where it is named', (model, words) => {
    expect(() => createEmbedder({ model })).toThrow(words)
  })

  it('finds a missing key when it is prepared, and the key once it is set', async () => {
    const environment: Record<string, string> = {}
    const resolveEmbedder = createEmbedderResolver({ environment })
    const embedder = createEmbedder({ model: 'openai:text-embedding-3-small', resolveEmbedder })
    expect(await rejection(embedder.prepare!())).toMatchObject({ code: 'MODEL_KEY_MISSING' })
    environment['OPENAI_API_KEY'] = 'sk-key-1'
    await embedder.prepare!()
  })
})

function never(): never {
  throw new Error('never')
}

describe('the requests of an embedder', () => {
  it('have as many texts as the provider takes, side by side, and the answers keep their order', async () => {
    let atOnce = 0
    let most = 0
    const { model, texts } = scriptedEmbeddings(
      async (_texts, number) => {
        most = Math.max(most, ++atOnce)
        // The first requests are answered last.
        for (let turn = 0; turn < 12 - number * 2; turn++) await nextTurn()
        atOnce -= 1
      },
      { maxEmbeddingsPerCall: 2 },
    )
    const { vectors, usage } = await createEmbedder({ model, maxParallel: 3 }).embed(numbered(9))
    expect(plain(vectors)).toEqual(numbered(9).map(vectorOf))
    expect(texts().map(({ length }) => length)).toEqual([2, 2, 2, 2, 1])
    expect(most).toBe(3)
    expect(usage).toEqual({ tokens: 18, requests: 5 })
  })

  it('go one after the other where the model takes one at a time', async () => {
    let atOnce = 0
    const { model } = scriptedEmbeddings(
      async () => {
        expect(++atOnce).toBe(1)
        await nextTurn()
        atOnce -= 1
      },
      { maxEmbeddingsPerCall: 1, supportsParallelCalls: false },
    )
    await createEmbedder({ model }).embed(numbered(3))
  })

  it('have fewer texts where that is wanted, and where all of them would be too many bytes', async () => {
    const wanted = scriptedEmbeddings(undefined, { maxEmbeddingsPerCall: 100 })
    await createEmbedder({ model: wanted.model, batchSize: 4 }).embed(numbered(6))
    expect(wanted.texts().map(({ length }) => length)).toEqual([4, 2])
    const large = scriptedEmbeddings(undefined, { limits: { bytesPerRequest: 10 } })
    await createEmbedder({ model: large.model }).embed(['12345', '1234', 'ä€🙂', '123456789012', '1'])
    expect(large.texts()).toEqual([['12345', '1234'], ['ä€🙂'], ['123456789012'], ['1']])
  })

  it('are tried again alone, without the others', async () => {
    let failed = false
    const { model, texts } = scriptedEmbeddings(
      (asked) => {
        if (asked[0] !== 'text 2' || failed) return
        failed = true
        throw new ModelError('MODEL_UNAVAILABLE', 'Busy.')
      },
      { maxEmbeddingsPerCall: 2 },
    )
    const resilience = { retry: { initialBackoffMs: 0 } }
    const { vectors } = await createEmbedder({ model, resilience }).embed(numbered(6))
    expect(plain(vectors)).toEqual(numbered(6).map(vectorOf))
    expect(texts().filter(([first]) => first === 'text 2')).toHaveLength(2)
    expect(texts()).toHaveLength(4)
  })

  it('abort each other when one fails for good', async () => {
    const aborted: unknown[] = []
    const model: EmbeddingModel = {
      ...scriptedEmbeddings().model,
      maxEmbeddingsPerCall: 1,
      doEmbed: ({ values, abortSignal }) =>
        values[0] === 'text 1'
          ? Promise.reject(new ModelError('MODEL_AUTHENTICATION', 'No.'))
          : new Promise((_resolve, reject) => {
              abortSignal?.addEventListener('abort', () => {
                aborted.push(values[0])
                reject(abortSignal.reason)
              })
            }),
    }
    expect(await rejection(createEmbedder({ model, maxParallel: 2 }).embed(numbered(5)))).toMatchObject({
      code: 'MODEL_AUTHENTICATION',
    })
    expect(aborted).toEqual(['text 0'])
  })

  it('end with the reason of the signal when the caller gives up, and none follows', async () => {
    const controller = new AbortController()
    const reason = new Error('the caller left')
    const { model, texts } = scriptedEmbeddings(() => controller.abort(reason), { maxEmbeddingsPerCall: 1 })
    const embedder = createEmbedder({ model, maxParallel: 1 })
    expect(await rejection(embedder.embed(numbered(3), { signal: controller.signal }))).toBe(reason)
    expect(await rejection(embedder.embed(numbered(3), { signal: controller.signal }))).toBe(reason)
    expect(texts()).toHaveLength(1)
  })
})

describe('what is too much for a provider', () => {
  const refuse = (message: string, status = 400): never => {
    throw new ModelError('MODEL_REQUEST_INVALID', message, { details: { status } })
  }

  it('is a text that is longer than the model takes, where that is known: nothing is asked', async () => {
    const { model, calls } = scriptedEmbeddings(undefined, { limits: { charactersPerText: 5 } })
    expect(await rejection(createEmbedder({ model }).embed(['short', 'longer']))).toMatchObject({
      code: 'MODEL_REQUEST_INVALID',
      message: expect.stringContaining('Text 2 has 6 characters, and the model takes at most 5') as string,
      details: { text: 2, characters: 6, maxCharacters: 5 },
    })
    expect(calls).toEqual([])
  })

  it('is the longest text where the provider only says that something is too long', async () => {
    const { model, texts } = scriptedEmbeddings((asked) => {
      if (asked.some((text) => text.length > 10)) refuse('Input is too long: at most 512 tokens.')
    })
    expect(await rejection(createEmbedder({ model }).embed(['a', 'much too long for it', 'b']))).toMatchObject({
      code: 'MODEL_REQUEST_INVALID',
      message: expect.stringMatching(/too long.* It was about text 2, which has 20 characters\.$/) as string,
      details: { text: 2, characters: 20 },
    })
    expect(texts()).toEqual([['a', 'much too long for it', 'b'], ['much too long for it']])
  })

  it('is taken apart where it was all together, and later requests are smaller from the start', async () => {
    const { model, texts } = scriptedEmbeddings((asked) => {
      if (asked.length > 4) refuse('batch size 16 > maximum allowed batch size 4', 422)
    })
    const embedder = createEmbedder({ model })
    const { vectors } = await embedder.embed(numbered(16))
    expect(plain(vectors)).toEqual(numbered(16).map(vectorOf))
    const asked = texts().length
    await embedder.embed(numbered(8).map((text) => `${text} more`))
    expect(
      texts()
        .slice(asked)
        .every(({ length }) => length <= 4),
    ).toBe(true)
  })

  it('is nothing of the kind where the provider refuses for another reason', async () => {
    const { model, texts } = scriptedEmbeddings(() => refuse('Unknown parameter "dimension".'))
    expect(await rejection(createEmbedder({ model }).embed(['a', 'b']))).toMatchObject({
      message: 'Unknown parameter "dimension".',
    })
    expect(texts()).toHaveLength(1)
  })
})

describe('an answer that no embedder passes on', () => {
  const answering = (embeddings: readonly (readonly number[])[]): EmbeddingModel => ({
    ...scriptedEmbeddings().model,
    doEmbed: async () => ({ embeddings: embeddings as number[][], warnings: [] }),
  })
  const resilience = { retry: false } as const

  it.each([
    ['has too few vectors', [[1, 2]], 'gave 1 vectors for 2 texts'],
    ['has too many', [[1], [2], [3]], 'gave 3 vectors for 2 texts'],
    ['has vectors of different lengths', [[1, 2], [1]], 'gave a vector of 1 numbers for text 2'],
    ['has an empty vector', [[], []], 'gave an empty vector for text 1'],
    ['has NaN in it', [[1], [Number.NaN]], 'for text 2 that holds something else than finite numbers'],
    ['is too large for 32 bits', [[1], [1e39]], 'for text 2 that holds something else than finite numbers'],
  ])('%s', async (_what, embeddings, words) => {
    const embedder = createEmbedder({ model: answering(embeddings), resilience })
    expect(await rejection(embedder.embed(['a', 'b']))).toMatchObject({
      code: 'MODEL_RESPONSE_INVALID',
      message: expect.stringContaining(words) as string,
    })
  })

  it('has another length than was asked for', async () => {
    const embedder = createEmbedder({ model: answering([[1, 2, 3]]), dimensions: 2, resilience })
    expect(await rejection(embedder.embed(['a']))).toMatchObject({
      message: expect.stringContaining('a vector of 3 numbers for text 1, but 2 were asked for') as string,
      retryable: false,
    })
  })

  it('has another length than the answers before', async () => {
    let dimensions = 2
    const model: EmbeddingModel = {
      ...scriptedEmbeddings().model,
      doEmbed: async () => ({ embeddings: [Array.from({ length: dimensions }, () => 1)], warnings: [] }),
    }
    const embedder = createEmbedder({ model, resilience })
    await embedder.embed(['a'])
    dimensions = 3
    expect(await rejection(embedder.embed(['b']))).toMatchObject({
      message: expect.stringContaining('gave vectors of 3 numbers, and of 2 before') as string,
    })
  })
})

describe('what embedding costs', () => {
  const reporting = (usage: { tokens: number } | undefined, provider = 'openai.embedding'): EmbeddingModel => ({
    ...scriptedEmbeddings().model,
    provider,
    modelId: 'text-embedding-3-small',
    doEmbed: async ({ values }) => ({
      embeddings: values.map(() => [1]),
      ...(usage === undefined ? {} : { usage }),
      warnings: [],
    }),
  })

  it('follows from the tokens and the price of the model', async () => {
    const { usage, cost } = await createEmbedder({ model: reporting({ tokens: 500_000 }) }).embed(['a'])
    expect(usage).toEqual({ tokens: 500_000, requests: 1 })
    expect(cost).toMatchObject({ usd: 0.01, input: 0.01 })
  })

  it.each([
    ['the tokens are not reported', reporting(undefined)],
    ['the tokens are reported as NaN', reporting({ tokens: Number.NaN })],
    ['the price is not known', reporting({ tokens: 10 }, 'nobody')],
  ])('is unknown where %s', async (_why, model) => {
    expect((await createEmbedder({ model }).embed(['a'])).cost).toBeUndefined()
  })

  it('is nothing on a machine of one own, reported or not', async () => {
    const { usage, cost } = await createEmbedder({ model: reporting(undefined, 'ollama') }).embed(['a'])
    expect([usage.tokens, cost?.usd]).toEqual([undefined, 0])
  })

  it('goes by prices of your own first, and is told before, on the high side', async () => {
    const prices = { 'openai:text-embedding-3-small': { input: 1, output: 0 } }
    const embedder = createEmbedder({ model: reporting({ tokens: 1_000_000 }), prices })
    expect((await embedder.embed(['a'])).cost?.usd).toBe(1)
    expect(embedder.estimate?.(['123456', '123456', 'ab'])).toEqual({ tokens: 3, requests: 1, usd: 3e-6 })
  })
})
