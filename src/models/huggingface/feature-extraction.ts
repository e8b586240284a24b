import { answerInvalid, type AnswerSubject } from '../embeddings/answer-error.ts'
import type { EmbeddingModel } from '../embeddings/embedding-model.ts'
import { postJson } from '../embeddings/wire/post-json.ts'
import { readVector } from '../embeddings/wire/read-vector.ts'
import type { CreateEmbedderOptions } from '../provider.ts'

// What the servers behind the feature-extraction API take at most unless they are told otherwise.
const textsPerRequest = 32

/** An embedding model of Hugging Face's feature-extraction API, asked at exactly this address. */
export function featureExtraction(
  url: string,
  { modelId, apiKey, headers, fetch = globalThis.fetch }: Omit<CreateEmbedderOptions, 'baseUrl'>,
): EmbeddingModel {
  const subject = { provider: 'huggingface', model: modelId }
  return {
    specificationVersion: 'v4',
    provider: 'huggingface.embedding',
    modelId,
    maxEmbeddingsPerCall: textsPerRequest,
    supportsParallelCalls: true,
    async doEmbed({ values, dimensions, abortSignal, headers: further, providerOptions }) {
      const { body } = await postJson(
        url,
        { inputs: values, dimensions, ...providerOptions?.['huggingface'] },
        {
          subject,
          fetch,
          headers: { authorization: apiKey === undefined ? undefined : `Bearer ${apiKey}`, ...headers, ...further },
          signal: abortSignal,
        },
      )
      return { embeddings: readVectors(body, values.length, subject), warnings: [] }
    },
  }
}

/** One vector for each text. */
export function readVectors(body: unknown, count: number, subject: AnswerSubject): number[][] {
  if (!Array.isArray(body)) throw answerInvalid(subject, 'gave an answer without vectors')
  const rows = body as readonly unknown[]
  // Some servers leave out the list where there is one text.
  if (count === 1 && typeof rows[0] === 'number') return [readVector(rows, subject)]
  // Averaging them would be a guess: models are trained for one way of joining their tokens, and padding counts too.
  if (rows.some((row) => Array.isArray(row) && Array.isArray(row[0])) || (count === 1 && rows.length > 1)) {
    throw answerInvalid(
      subject,
      'gave a vector for each token instead of one for each text. Use a sentence embedding model, or serve it with Text Embeddings Inference (provider "huggingface-tei")',
    )
  }
  return rows.map((row) => readVector(row, subject))
}
