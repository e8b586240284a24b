import { bedrockEmbeddings } from './bedrock-embeddings.ts'
import { endStreams } from '../adapt/end-streams.ts'
import type { CreateEmbedderOptions, Provider } from '../provider.ts'
import { converseModel } from './converse-model.ts'
import { converseStream } from './read-frames.ts'
import { defined } from '../../util/options/defined.ts'

/**
 * Amazon Bedrock, through its Converse API: any model that an account may use. Logs in with a key of Bedrock, or signs
 * each request with the credentials of the environment.
 */
export const amazonBedrock: Provider = {
  name: 'amazon-bedrock',
  keyVariables: ['AWS_BEARER_TOKEN_BEDROCK'],
  keyAlternatives: [['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']],
  baseUrlVariable: 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME',
  defaultBaseUrl: (region) => `https://bedrock-runtime.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`,
  regionVariables: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
  defaultRegion: 'us-east-1',
  secretVariables: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
  probeModel: 'amazon.nova-micro-v1:0',
  settingWords: {
    // The package reads Anthropic's own options for the Claude models of Bedrock.
    parallelToolCalls: (allowed) => ({ anthropic: { disableParallelToolUse: !allowed } }),
    reasoningBudget: (budgetTokens) => ({ bedrock: { reasoningConfig: { type: 'enabled', budgetTokens } } }),
  },
  create: async (options) => converseModel((await connect(options))(options.modelId), options.profile),
  createEmbedder: async (options) => bedrockEmbeddings((await connect(options)).embeddingModel(options.modelId)),
}

async function connect({
  apiKey,
  baseUrl,
  region,
  variables,
  headers,
  fetch = globalThis.fetch,
}: CreateEmbedderOptions) {
  const { createAmazonBedrock } = await import('@ai-sdk/amazon-bedrock')
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN } = variables
  return createAmazonBedrock({
    // Empty strings, not `undefined`: the package would look into the environment itself.
    apiKey: apiKey ?? '',
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    region: region ?? '',
    baseURL: baseUrl,
    headers: { ...headers },
    ...defined({ sessionToken: AWS_SESSION_TOKEN }),
    fetch: endStreams(fetch, converseStream),
  })
}
