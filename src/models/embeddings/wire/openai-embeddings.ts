import { isRecord } from '../../../util/is-record.ts'
import type { CreateEmbedderOptions } from '../../provider.ts'
import { answerInvalid, type AnswerSubject } from '../answer-error.ts'
import type { EmbeddingLimits, EmbeddingModel } from '../embedding-model.ts'
import { postJson } from './post-json.ts'
import { readVector } from './read-vector.ts'
import { defined } from '../../../util/options/defined.ts'

/** How a server differs from what most of them do. */
export interface OpenAIEmbeddingTraits {
  /** Texts in one request; 256 unless said otherwise. */
  readonly texts?: number | undefined
  readonly limits?: EmbeddingLimits | undefined
  /** How vectors are asked for: `base64` takes a quarter of the bytes, but not every server knows it. Both are read. */
  readonly encoding?: 'float' | 'base64' | undefined
  /** Name of the parameter for the number of dimensions. */
  readonly dimensionsKey?: 'dimensions' | 'output_dimension' | undefined
  readonly query?: string | undefined
}

/** An embedding model of any server that speaks OpenAI's Embeddings API. */
export function openaiEmbeddings(
  provider: string,
  { modelId, apiKey, baseUrl, headers, fetch = globalThis.fetch }: CreateEmbedderOptions,
  traits: OpenAIEmbeddingTraits = {},
): EmbeddingModel {
  const { texts = 256, limits, encoding = 'float', dimensionsKey = 'dimensions', query = '' } = traits
  const subject = { provider, model: modelId }
  const login = apiKey === undefined ? undefined : `Bearer ${apiKey}`
  return {
    specificationVersion: 'v4',
    provider: `${provider}.embedding`,
    modelId,
    maxEmbeddingsPerCall: texts,
    supportsParallelCalls: true,
    limits,
    async doEmbed({ values, dimensions, abortSignal, headers: further, providerOptions }) {
      const request = {
        model: modelId,
        input: values,
        encoding_format: encoding,
        [dimensionsKey]: dimensions,
        ...providerOptions?.[provider],
      }
      const { body } = await postJson(`${baseUrl}/embeddings${query}`, request, {
        subject,
        fetch,
        headers: { authorization: login, ...headers, ...further },
        signal: abortSignal,
      })
      const tokens = tokensOf(body)
      return {
        embeddings: vectorsByIndex(body, values.length, subject),
        ...defined({ usage: tokens === undefined ? undefined : { tokens } }),
        warnings: [],
      }
    },
  }
}

/** The vectors in the order of the texts. Servers may answer in another order, so each must say which text is its own. */
function vectorsByIndex(body: unknown, count: number, subject: AnswerSubject): number[][] {
  const data: unknown = isRecord(body) ? body['data'] : undefined
  if (!Array.isArray(data)) throw answerInvalid(subject, 'gave an answer without vectors')
  if (data.length !== count) throw answerInvalid(subject, `gave ${data.length} vectors for ${count} texts`)
  const vectors: (number[] | undefined)[] = Array.from({ length: count }, () => undefined)
  for (const item of data as readonly unknown[]) {
    const index = indexOf(item, count, subject)
    if (vectors[index] !== undefined) throw answerInvalid(subject, `gave two vectors for text ${index + 1}`)
    vectors[index] = readVector(isRecord(item) ? item['embedding'] : undefined, subject)
  }
  return vectors.filter((vector) => vector !== undefined)
}

function indexOf(item: unknown, count: number, subject: AnswerSubject): number {
  const index: unknown = isRecord(item) ? item['index'] : undefined
  // A single vector can only be that of the single text.
  if (index === undefined && count === 1) return 0
  if (typeof index === 'number' && Number.isInteger(index) && index >= 0 && index < count) return index
  throw answerInvalid(subject, `gave a vector without saying which of the ${count} texts it belongs to`)
}

function tokensOf(body: unknown): number | undefined {
  const usage: unknown = isRecord(body) ? body['usage'] : undefined
  if (!isRecord(usage)) return undefined
  const tokens = usage['prompt_tokens'] ?? usage['total_tokens']
  return typeof tokens === 'number' ? tokens : undefined
}
