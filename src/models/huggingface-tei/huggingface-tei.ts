import { readVectors } from '../huggingface/feature-extraction.ts'
import type { Provider } from '../provider.ts'
import { postJson } from '../embeddings/wire/post-json.ts'

// What the server takes unless it is started with another `--max-client-batch-size`.
const textsPerRequest = 32

/** A provider that serves embeddings and no language models. */
export type EmbedderProvider = Omit<Provider, 'create'> & Required<Pick<Provider, 'createEmbedder'>>

/** A server of one's own that runs Hugging Face's Text Embeddings Inference. It serves one model, whatever it is called. */
export const huggingfaceTei: EmbedderProvider = {
  name: 'huggingface-tei',
  keyVariables: ['HUGGINGFACE_TEI_API_KEY'],
  keyOptional: true,
  baseUrlVariable: 'HUGGINGFACE_TEI_BASE_URL',
  async createEmbedder({ modelId, apiKey, baseUrl, headers, fetch = globalThis.fetch }) {
    const subject = { provider: 'huggingface-tei', model: modelId }
    return {
      specificationVersion: 'v4',
      provider: 'huggingface-tei.embedding',
      modelId,
      maxEmbeddingsPerCall: textsPerRequest,
      supportsParallelCalls: true,
      async doEmbed({ values, dimensions, abortSignal, headers: further, providerOptions }) {
        const { body, header } = await postJson(
          // The address of this very door is as good as that of the server.
          `${baseUrl.replace(/\/embed$/, '')}/embed`,
          {
            inputs: values,
            // A text that is too long is then an error instead of being cut without a word.
            truncate: false,
            dimensions,
            ...providerOptions?.['huggingface-tei'],
          },
          {
            subject,
            fetch,
            headers: { authorization: apiKey === undefined ? undefined : `Bearer ${apiKey}`, ...headers, ...further },
            signal: abortSignal,
          },
        )
        const tokens = Number(header('x-compute-tokens') ?? Number.NaN)
        return {
          embeddings: readVectors(body, values.length, subject),
          ...(Number.isFinite(tokens) ? { usage: { tokens } } : {}),
          warnings: [],
        }
      },
    }
  },
}
