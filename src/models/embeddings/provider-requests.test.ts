import { describe, expect, it } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import type { EmbeddingFormat } from '../../../test/support/servers/embeddings/embedding-format.ts'
import {
  startFakeEmbeddings,
  type FakeEmbeddingScript,
} from '../../../test/support/servers/embeddings/fake-embeddings.ts'
import {
  cohereInvoke,
  featureExtraction,
  geminiEmbeddings,
  openaiEmbeddings,
  textEmbeddingsInference,
  titanInvoke,
  vertexPredict,
} from '../../../test/support/servers/embeddings/formats.ts'
import type { ConfigureModelOptions } from '../configure-model.ts'
import { configureEmbedder } from './configure-embedder.ts'
import type { EmbeddingModelV4CallOptions } from './embedding-model.ts'

const values = ['a text', 'another']

interface Asking extends Partial<ConfigureModelOptions> {
  readonly format: EmbeddingFormat
  readonly path?: string
  readonly script?: FakeEmbeddingScript
  readonly call?: Partial<EmbeddingModelV4CallOptions>
}

/** Asks a model over the wire and gives its answer beside the requests. */
async function ask(name: string, { format, path = '', script, call, ...settings }: Asking) {
  await using server = await startFakeEmbeddings([format], script)
  const model = configureEmbedder(name, {
    apiKey: 'secret-key-1',
    baseUrl: `${server.url}${path}`,
    environment: {},
    ...settings,
  })
  return { result: await model.doEmbed({ values, ...call }), requests: server.requests }
}

describe('Hugging Face', () => {
  const format = featureExtraction

  it('is asked at its service for feature extraction, whatever the name of a file of before says', async () => {
    const asked: string[] = []
    const fetch = async (input: unknown): Promise<Response> => {
      asked.push(String(input))
      return Response.json([[1], [2]])
    }
    for (const baseUrl of [
      undefined,
      'https://api-inference.huggingface.co',
      'https://api-inference.huggingface.co/',
    ]) {
      const model = configureEmbedder('huggingface:BAAI/bge-m3', { apiKey: 'hf_key', baseUrl, environment: {}, fetch })
      expect((await model.doEmbed({ values })).embeddings).toEqual([[1], [2]])
    }
    const address = 'https://router.huggingface.co/hf-inference/models/BAAI/bge-m3/pipeline/feature-extraction'
    expect(asked).toEqual([address, address, address])
  })

  it('is asked below the models of an address of its own, or at an address that names one', async () => {
    const own = await ask('huggingface:BAAI/bge-m3', { format, path: '/gateway' })
    expect(own.requests[0]).toMatchObject({
      path: '/gateway/models/BAAI/bge-m3',
      headers: { authorization: 'Bearer secret-key-1' },
      body: { inputs: values },
    })
    const whole = await ask('huggingface:any', { format, path: '/models/BAAI/bge-m3' })
    expect(whole.requests[0]?.path).toBe('/models/BAAI/bge-m3')
  })

  it("is asked through OpenAI's API where the address is that of a server", async () => {
    const { requests } = await ask('huggingface:BAAI/bge-m3', { format: openaiEmbeddings })
    expect(requests[0]?.path).toBe('/v1/embeddings')
  })

  it('may answer one text with its vector alone', async () => {
    const { result } = await ask('huggingface:m', {
      format,
      path: '/x',
      script: { type: 'raw', body: [1, 2] },
      call: { values: ['alone'] },
    })
    expect(result.embeddings).toEqual([[1, 2]])
  })

  it.each([
    [
      'for each text',
      [
        [
          [1, 2],
          [3, 4],
        ],
        [[1, 2]],
      ],
      values,
    ],
    [
      'for the only text',
      [
        [1, 2],
        [3, 4],
      ],
      ['alone'],
    ],
    [
      'for the only text in a list',
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      ['alone'],
    ],
  ])('is refused where it gives the vectors of tokens %s', async (_what, body, texts) => {
    const asking = ask('huggingface:m', { format, path: '/x', script: { type: 'raw', body }, call: { values: texts } })
    expect(await rejection(asking)).toMatchObject({
      code: 'MODEL_RESPONSE_INVALID',
      message: expect.stringContaining('a vector for each token instead of one for each text') as string,
    })
  })
})

describe('Text Embeddings Inference', () => {
  it('cuts no text without a word, normalises when told, and tells its tokens', async () => {
    const { result, requests } = await ask('tei:BAAI/bge-m3', {
      format: textEmbeddingsInference,
      call: { providerOptions: { 'huggingface-tei': { normalize: true } } },
    })
    expect(requests[0]).toMatchObject({ path: '/embed', body: { inputs: values, truncate: false, normalize: true } })
    expect(result.usage).toEqual({ tokens: 3 })
  })

  it('may be given the address of its very door', async () => {
    const { requests } = await ask('tei:any', { format: textEmbeddingsInference, path: '/embed' })
    expect(requests[0]?.path).toBe('/embed')
  })

  it('needs an address and no key', async () => {
    expect(
      await rejection(configureEmbedder('huggingface_tei:any', { environment: {} }).doEmbed({ values })),
    ).toMatchObject({
      code: 'MODEL_ADDRESS_INVALID',
      message: expect.stringContaining('HUGGINGFACE_TEI_BASE_URL') as string,
    })
    const { requests } = await ask('huggingface-tei:any', { format: textEmbeddingsInference, apiKey: undefined })
    expect(requests[0]?.headers['authorization']).toBeUndefined()
  })
})

describe('Google', () => {
  it('is asked for a batch with the dimensions and the task, and its tokens are read', async () => {
    const { result, requests } = await ask('google:gemini-embedding-001', {
      format: geminiEmbeddings,
      path: '/v1beta',
      call: { dimensions: 4, providerOptions: { google: { taskType: 'CLUSTERING' } } },
    })
    expect(requests[0]).toMatchObject({
      path: '/v1beta/models/gemini-embedding-001:batchEmbedContents',
      headers: { 'x-goog-api-key': 'secret-key-1' },
      body: { requests: [{ outputDimensionality: 4, taskType: 'CLUSTERING' }, {}] },
    })
    expect(result.usage).toEqual({ tokens: 3 })
  })
})

describe('Vertex AI', () => {
  const place = '/v1beta1/projects/my-project/locations/us-central1/publishers/google/models'

  it('predicts, cuts no text without a word, and logs in with a token', async () => {
    const { result, requests } = await ask('vertex:text-embedding-005', {
      format: vertexPredict,
      project: 'my-project',
      call: { dimensions: 4, providerOptions: { google: { taskType: 'RETRIEVAL_QUERY' } } },
    })
    expect(requests[0]).toMatchObject({
      path: `${place}/text-embedding-005:predict`,
      headers: { authorization: 'Bearer secret-key-1' },
      body: {
        instances: [{ content: 'a text', task_type: 'RETRIEVAL_QUERY' }, {}],
        parameters: { autoTruncate: false, outputDimensionality: 4 },
      },
    })
    expect(requests[0]?.headers['x-goog-api-key']).toBeUndefined()
    expect(result.usage).toEqual({ tokens: 3 })
  })

  it('has a door of its own for Gemini models of the second generation, which take one text', async () => {
    const { result, requests } = await ask('vertex:gemini-embedding-2', {
      format: geminiEmbeddings,
      project: 'my-project',
      call: { values: ['a text'] },
    })
    expect(requests[0]?.path).toBe(`${place}/gemini-embedding-2:embedContent`)
    expect(result.usage).toEqual({ tokens: 2 })
    const model = configureEmbedder('vertex:gemini-embedding-2', { apiKey: 'token', project: 'p', environment: {} })
    expect(await model.maxEmbeddingsPerCall).toBe(1)
  })
})

describe('Amazon Bedrock', () => {
  it('is told the dimensions by the name that each family has for them', async () => {
    const titan = await ask('bedrock:amazon.titan-embed-text-v2:0', {
      format: titanInvoke,
      call: { values: ['a text'], dimensions: 256 },
    })
    expect(titan.requests[0]?.body).toEqual({ inputText: 'a text', dimensions: 256 })
    const cohere = await ask('bedrock:cohere.embed-v4:0', { format: cohereInvoke, call: { dimensions: 512 } })
    expect(cohere.requests[0]?.body).toMatchObject({ texts: values, output_dimension: 512 })
  })

  it('reports tokens in a header, or not at all', async () => {
    expect((await ask('bedrock:cohere.embed-v4:0', { format: cohereInvoke })).result.usage).toEqual({ tokens: 3 })
    const silent = { ...cohereInvoke, headers: () => ({}) }
    expect((await ask('bedrock:cohere.embed-v4:0', { format: silent })).result.usage).toBeUndefined()
  })
})
