import { isRecord } from '../../../../src/util/is-record.ts'
import type { RecordedRequest } from '../http-server.ts'
import { numberOr, textList, type EmbeddingFormat } from './embedding-format.ts'

/** OpenAI's Embeddings API, with vectors as lists of numbers or in base64. */
export const openaiEmbeddings: EmbeddingFormat = {
  serves: ({ path }) => path.endsWith('/embeddings'),
  texts: ({ body }) => textList(body['input']),
  dimensions: ({ body }) => numberOr(body['dimensions'] ?? body['output_dimension']),
  body: (vectors, tokens, { body }) => ({
    object: 'list',
    model: body['model'],
    data: vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: body['encoding_format'] === 'base64' ? base64Of(vector) : vector,
    })),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  }),
  error: (status, message) => ({ error: { message, type: 'error', code: String(status) } }),
}

/** The base64 of numbers as little-endian 32-bit floats. */
export function base64Of(vector: readonly number[]): string {
  return Buffer.from(Float32Array.from(vector).buffer).toString('base64')
}

/** The Gemini API: one text, or a batch. */
export const geminiEmbeddings: EmbeddingFormat = {
  serves: ({ path }) => /:(batchEmbedContents|embedContent)$/.test(path),
  texts: ({ body }) => requestsOf(body).map(({ content }) => textOfContent(content)),
  dimensions: ({ body }) => numberOr(requestsOf(body)[0]?.['outputDimensionality']),
  body: (vectors, tokens, { path }) => ({
    ...(path.endsWith(':embedContent')
      ? { embedding: { values: vectors[0] } }
      : { embeddings: vectors.map((values) => ({ values })) }),
    usageMetadata: { promptTokenCount: tokens },
  }),
  error: (status, message) => ({ error: { code: status, message, status: 'ERROR' } }),
}

function requestsOf(body: RecordedRequest['body']): readonly Readonly<Record<string, unknown>>[] {
  const { requests } = body
  return Array.isArray(requests) ? requests.filter(isRecord) : [body]
}

function textOfContent(content: unknown): string {
  const parts = isRecord(content) && Array.isArray(content['parts']) ? (content['parts'] as readonly unknown[]) : []
  return parts.map((part) => (isRecord(part) ? String(part['text']) : '')).join('')
}

/** Vertex AI's `predict`. */
export const vertexPredict: EmbeddingFormat = {
  serves: ({ path }) => path.endsWith(':predict'),
  texts: ({ body }) =>
    (Array.isArray(body['instances']) ? body['instances'] : []).map((instance) =>
      isRecord(instance) ? String(instance['content']) : '',
    ),
  dimensions: ({ body }) =>
    isRecord(body['parameters']) ? numberOr(body['parameters']['outputDimensionality']) : undefined,
  body: (vectors, tokens) => ({
    predictions: vectors.map((values, index) => ({
      embeddings: { values, statistics: { token_count: index === 0 ? tokens : 0, truncated: false } },
    })),
  }),
  error: geminiEmbeddings.error,
}

/** Amazon Bedrock's `invoke` of a Titan model. */
export const titanInvoke: EmbeddingFormat = {
  serves: ({ path }) => /\/model\/amazon\.titan[^/]*\/invoke$/.test(decodeURIComponent(path)),
  texts: ({ body }) => textList(body['inputText']),
  dimensions: ({ body }) => numberOr(body['dimensions']),
  body: ([embedding], tokens) => ({ embedding, inputTextTokenCount: tokens, embeddingsByType: { float: embedding } }),
  error: (_status, message) => ({ message }),
}

/** Amazon Bedrock's `invoke` of a Cohere model, which reports tokens in a header. */
export const cohereInvoke: EmbeddingFormat = {
  serves: ({ path }) => /\/model\/cohere\.[^/]*\/invoke$/.test(decodeURIComponent(path)),
  texts: ({ body }) => textList(body['texts']),
  dimensions: ({ body }) => numberOr(body['output_dimension']),
  body: (embeddings, _tokens, { body }) => ({
    id: 'id-1',
    response_type: 'embeddings_floats',
    embeddings,
    texts: body['texts'],
  }),
  headers: (tokens) => ({ 'x-amzn-bedrock-input-token-count': String(tokens) }),
  error: titanInvoke.error,
}

/** Hugging Face's feature extraction. */
export const featureExtraction: EmbeddingFormat = {
  serves: ({ path }) => /\/models\/.+/.test(path),
  texts: ({ body }) => textList(body['inputs']),
  dimensions: ({ body }) => numberOr(body['dimensions']),
  body: (vectors) => vectors,
  error: (_status, message) => ({ error: message }),
}

/** Text Embeddings Inference. */
export const textEmbeddingsInference: EmbeddingFormat = {
  serves: ({ path }) => path.endsWith('/embed'),
  texts: ({ body }) => textList(body['inputs']),
  dimensions: ({ body }) => numberOr(body['dimensions']),
  body: (vectors) => vectors,
  headers: (tokens) => ({ 'x-compute-tokens': String(tokens) }),
  error: (_status, message) => ({ error: message, error_type: 'validation' }),
}
