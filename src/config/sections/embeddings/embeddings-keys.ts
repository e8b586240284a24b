import { groupKey, optionalKey } from '../../../keys/key-entry.ts'
import { baseUrl, filledText, truth, wholeNumber, type ValueKind } from '../../../keys/value-kinds.ts'
import {
  embedderAliases,
  embedderProviderNames,
  findEmbedderProvider,
  servesEmbeddings,
} from '../../../models/embeddings/embedder-providers.ts'
import { providerAliases } from '../../../models/providers.ts'
import { lazySchema } from '../../../keys/lazy-schema.ts'
import { quote } from '../../../util/text/printable.ts'

const otherNames = [...Object.keys(embedderAliases), ...Object.keys(providerAliases)].filter(servesUnderAlias)
const allNames = [...embedderProviderNames, ...otherNames, 'offline'].toSorted()

/** The name of a provider that has embeddings, or another name by which users know it. */
const embedderProvider = {
  schema: lazySchema((z) =>
    z.string().check(z.refine((value) => allNames.includes(value), { error: ({ input }) => explain(String(input)) })),
  ),
  type: embedderProviderNames.map((name) => `\`${name}\``).join(', '),
  pattern: `^(${allNames.join('|')})$`,
} satisfies ValueKind

function servesUnderAlias(alias: string): boolean {
  return servesEmbeddings(findEmbedderProvider(alias) ?? '')
}

function explain(given: string): string {
  const found = findEmbedderProvider(given)
  const what = found === undefined ? 'is no provider that is known' : `serves no embedding models`
  return `names ${quote(given)}, which ${what}; those that serve them are ${embedderProviderNames.map(quote).join(', ')}`
}

const apiKey = (defaultText: string) =>
  optionalKey(filledText, 'Key for the provider. Write `${NAME}`, not the key itself.', { defaultText })

/** The keys of `embeddings.openai`. */
const openaiKeys = {
  api_key: apiKey('`OPENAI_API_KEY`'),
  model: optionalKey(filledText, 'Embedding model.', { defaultText: '`text-embedding-3-small`' }),
  base_url: optionalKey(baseUrl, 'Address of another server that speaks the same API.', { defaultText: "OpenAI's" }),
  dimensions: optionalKey(wholeNumber(1), 'As `embeddings.dimensions`.'),
} as const

/** The keys of `embeddings.huggingface`. */
const huggingfaceKeys = {
  api_key: apiKey('`HF_TOKEN`'),
  model: optionalKey(filledText, 'Embedding model, such as `BAAI/bge-m3`.'),
  endpoint: optionalKey(
    baseUrl,
    'Address of another server. One that ends in `/v1`, or has no path, is asked through the API of OpenAI; any other for `/models/` and the model below it.',
    { defaultText: "Hugging Face's" },
  ),
  wait_for_model: optionalKey(truth, 'Asks the service to wait for a model that it has to load first.', {
    defaultText: '`false`',
  }),
  use_cache: optionalKey(truth, 'Lets the service answer from its cache.', { defaultText: "the service's, `true`" }),
} as const

/** The keys of `embeddings.huggingface_tei`. */
const teiKeys = {
  endpoint: optionalKey(baseUrl, 'Address of the server.', { defaultText: '`HUGGINGFACE_TEI_BASE_URL`' }),
  model: optionalKey(filledText, 'Name of the model that the server runs; only for messages and costs.', {
    defaultText: '`text-embeddings-inference`',
  }),
  normalize: optionalKey(truth, 'Has the server make vectors of length one.', { defaultText: "the server's, `true`" }),
} as const

const embeddingKeys = {
  model: optionalKey(filledText, 'Embedding model: `provider:name`, or its name alone beside `provider`.'),
  provider: optionalKey(embedderProvider, 'Who serves the model, when its name does not say.'),
  api_key: apiKey("the provider's variable, such as `OPENAI_API_KEY`"),
  api_key_env: optionalKey(filledText, 'Name of the variable that holds the key.'),
  base_url: optionalKey(baseUrl, 'Address of the server. Without `provider` it is taken as `openai-compatible`.', {
    alias: 'endpoint',
    defaultText: "the provider's",
  }),
  region: optionalKey(filledText, 'Region or location of the provider: Amazon Bedrock, Vertex AI.', {
    alias: 'location',
    defaultText: "the provider's variable, such as `AWS_REGION`",
  }),
  project_id: optionalKey(filledText, 'Project of the provider: Vertex AI.', {
    defaultText: '`GOOGLE_CLOUD_PROJECT`, or the project of the credentials',
  }),
  dimensions: optionalKey(wholeNumber(1), 'How many numbers a vector has, where the model leaves the choice.', {
    defaultText: "the model's",
  }),
  batch_size: optionalKey(wholeNumber(1), 'Most texts in one request.', { defaultText: 'what the provider takes' }),
  openai: groupKey(openaiKeys, 'The settings of `provider: openai`, by their documented names.'),
  huggingface: groupKey(huggingfaceKeys, 'The settings of `provider: huggingface`, by their documented names.'),
  huggingface_tei: groupKey(teiKeys, 'The settings of `provider: huggingface_tei`, by their documented names.'),
} as const

/** The key `embeddings`. */
export const embeddingsKey = groupKey(
  embeddingKeys,
  'The embedder of the team, which turns texts into vectors. A text in its place is the `model`: `embeddings: openai:text-embedding-3-small`.',
  { shortFor: 'model' },
)
