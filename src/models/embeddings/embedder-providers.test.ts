import { describe, expect, it } from 'vitest'
import { suiteRunner } from '../../../test/support/suite-runner.ts'
import type { EmbeddingFormat } from '../../../test/support/servers/embeddings/embedding-format.ts'
import { startFakeEmbeddings } from '../../../test/support/servers/embeddings/fake-embeddings.ts'
import {
  cohereInvoke,
  featureExtraction,
  geminiEmbeddings,
  openaiEmbeddings,
  textEmbeddingsInference,
  titanInvoke,
  vertexPredict,
} from '../../../test/support/servers/embeddings/formats.ts'
import { describeEmbedder } from '../../testing/describe-embedder.ts'
import { providers } from '../providers.ts'
import { configureEmbedder } from './configure-embedder.ts'
import { embedderProviderNames, type EmbedderProviderName } from './embedder-providers.ts'
import { offlineEmbedder } from './offline-embedder.ts'
import { createEmbedderResolver } from './resolve-embedder.ts'

interface Subject {
  readonly format: EmbeddingFormat
  readonly model: string
  readonly path: string
}

/** Every provider with embeddings, against a server that speaks its wire format. */
const subjects: Readonly<Record<EmbedderProviderName, Subject>> = {
  'amazon-bedrock': { format: titanInvoke, model: 'amazon.titan-embed-text-v2:0', path: '' },
  azure: { format: openaiEmbeddings, model: 'my-deployment', path: '' },
  google: { format: geminiEmbeddings, model: 'gemini-embedding-001', path: '/v1beta' },
  'google-vertex': { format: vertexPredict, model: 'text-embedding-005', path: '' },
  huggingface: { format: featureExtraction, model: 'BAAI/bge-m3', path: '/gateway' },
  'huggingface-tei': { format: textEmbeddingsInference, model: 'BAAI/bge-m3', path: '' },
  mistral: { format: openaiEmbeddings, model: 'codestral-embed', path: '/v1' },
  ollama: { format: openaiEmbeddings, model: 'qwen3-embedding:0.6b', path: '/v1' },
  openai: { format: openaiEmbeddings, model: 'text-embedding-3-small', path: '/v1' },
  'openai-compatible': { format: openaiEmbeddings, model: 'local-model', path: '/v1' },
  openrouter: { format: openaiEmbeddings, model: 'qwen/qwen3-embedding-8b', path: '/api/v1' },
  vllm: { format: openaiEmbeddings, model: 'Qwen/Qwen3-Embedding-0.6B', path: '/v1' },
}

function describeSubject(title: string, provider: string, { format, model, path }: Subject): void {
  describeEmbedder(title, {
    ...suiteRunner,
    create: async (scenario) => {
      const server = await startFakeEmbeddings([format], scenario)
      const settings = { apiKey: 'secret-key-1', baseUrl: `${server.url}${path}`, project: 'my-project' }
      const configured = configureEmbedder(`${provider}:${model}`, { ...settings, environment: {} })
      return { model: configured, requested: server.requested, close: server.close }
    },
  })
}

for (const [provider, subject] of Object.entries(subjects)) describeSubject(provider, provider, subject)

describeSubject('amazon-bedrock with a Cohere model', 'amazon-bedrock', {
  format: cohereInvoke,
  model: 'cohere.embed-v4:0',
  path: '',
})
describeSubject('google-vertex with a Gemini model', 'google-vertex', {
  format: vertexPredict,
  model: 'gemini-embedding-001',
  path: '',
})
describeSubject('google-vertex with a Gemini model of the second generation', 'google-vertex', {
  format: geminiEmbeddings,
  model: 'gemini-embedding-2',
  path: '',
})
describeSubject('huggingface at a server of its own', 'huggingface', {
  format: openaiEmbeddings,
  model: 'BAAI/bge-m3',
  path: '/v1',
})

describeEmbedder('openai at its own address, in base64', {
  ...suiteRunner,
  create: async (scenario) => {
    const server = await startFakeEmbeddings([openaiEmbeddings], scenario)
    const resolve = createEmbedderResolver({
      environment: { OPENAI_API_KEY: 'secret-key-1' },
      fetch: (input, init) => fetch(String(input).replace('https://api.openai.com', server.url), init),
    })
    const model = await resolve('openai:text-embedding-3-small')
    return { model, requested: server.requested, close: server.close }
  },
})

describeEmbedder('offline', {
  ...suiteRunner,
  create: () => ({ model: offlineEmbedder() }),
  without: ['errors', 'hanging'],
})

describe('the names of providers with embeddings', () => {
  it('are those whose file makes an embedding model', async () => {
    const loaded = await Promise.all(Object.values(providers).map((load) => load()))
    const able = loaded.filter((provider) => 'createEmbedder' in provider).map(({ name }) => name)
    expect(embedderProviderNames.filter((name) => name !== 'huggingface-tei')).toEqual(able.toSorted())
  })
})
