import { isRecord } from '../../util/is-record.ts'
import { answerInvalid, type AnswerSubject } from '../embeddings/answer-error.ts'
import type {
  EmbeddingModel,
  EmbeddingModelV4CallOptions,
  EmbeddingModelV4Result,
} from '../embeddings/embedding-model.ts'
import { postJson, type PostOptions } from '../embeddings/wire/post-json.ts'
import { readVector } from '../embeddings/wire/read-vector.ts'
import { defined } from '../../util/options/defined.ts'

/** Where the models are and how to log in. */
export interface VertexEmbeddingOptions {
  readonly modelId: string
  /** The address up to the models. */
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly fetch: typeof globalThis.fetch
}

type Answer = Pick<EmbeddingModelV4Result, 'embeddings' | 'usage'>

/**
 * An embedding model of Vertex AI. Most are asked through `predict`, which takes 250 texts of 20,000 tokens in all; those of
 * the Gemini family take one, and from the second generation on have a door of their own.
 */
export function vertexEmbeddings({ modelId, address, headers, fetch }: VertexEmbeddingOptions): EmbeddingModel {
  const subject = { provider: 'google-vertex', model: modelId }
  const isGemini = modelId.startsWith('gemini-embedding')
  const ask = modelId.startsWith('gemini-embedding-0') || !isGemini ? predict : embedContent
  return {
    specificationVersion: 'v4',
    // The name that models of this provider have, by which they are priced.
    provider: 'google.vertex.embedding',
    modelId,
    maxEmbeddingsPerCall: isGemini ? 1 : 250,
    supportsParallelCalls: true,
    limits: { bytesPerRequest: 60_000 },
    async doEmbed(options) {
      const post = { subject, fetch, headers: { ...headers, ...options.headers }, signal: options.abortSignal }
      return { ...(await ask(`${address}/models/${modelId}`, options, post)), warnings: [] }
    },
  }
}

async function predict(model: string, options: EmbeddingModelV4CallOptions, post: PostOptions): Promise<Answer> {
  const { values, dimensions, providerOptions } = options
  const { taskType: task_type, title, ...parameters } = providerOptions?.['google'] ?? {}
  const instance = { task_type, title }
  const { body } = await postJson(
    `${model}:predict`,
    {
      instances: values.map((content) => ({ content, ...instance })),
      parameters: {
        // A text that is too long is then an error instead of being cut without a word.
        autoTruncate: false,
        outputDimensionality: dimensions,
        ...parameters,
      },
    },
    post,
  )
  const predictions = isRecord(body) ? body['predictions'] : undefined
  if (!Array.isArray(predictions)) throw answerInvalid(post.subject, 'gave an answer without vectors')
  const found = predictions.map((prediction) => prediction as unknown).map((item) => readPrediction(item, post.subject))
  const tokens = found.reduce<number | undefined>(
    (sum, each) => (sum === undefined || each.tokens === undefined ? undefined : sum + each.tokens),
    0,
  )
  return defined({
    embeddings: found.map(({ vector }) => vector),
    usage: tokens === undefined ? undefined : { tokens },
  })
}

function readPrediction(
  prediction: unknown,
  subject: AnswerSubject,
): { readonly vector: number[]; readonly tokens: number | undefined } {
  const embeddings = isRecord(prediction) ? prediction['embeddings'] : undefined
  if (!isRecord(embeddings)) throw answerInvalid(subject, 'gave an answer without vectors')
  const { values, statistics } = embeddings
  const tokens = isRecord(statistics) ? statistics['token_count'] : undefined
  return { vector: readVector(values, subject), tokens: typeof tokens === 'number' ? tokens : undefined }
}

async function embedContent(model: string, options: EmbeddingModelV4CallOptions, post: PostOptions): Promise<Answer> {
  const { values, dimensions, providerOptions } = options
  const { body } = await postJson(
    `${model}:embedContent`,
    {
      content: { parts: [{ text: values[0] ?? '' }] },
      outputDimensionality: dimensions,
      ...providerOptions?.['google'],
    },
    post,
  )
  const { embedding, usageMetadata } = isRecord(body) ? body : {}
  if (!isRecord(embedding)) throw answerInvalid(post.subject, 'gave an answer without vectors')
  const tokens = isRecord(usageMetadata) ? usageMetadata['promptTokenCount'] : undefined
  return {
    embeddings: [readVector(embedding['values'], post.subject)],
    ...(typeof tokens === 'number' ? { usage: { tokens } } : {}),
  }
}
