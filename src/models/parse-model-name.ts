import { ModelError } from '../errors/model-error.ts'
import { nearest } from '../util/nearest.ts'
import { isProviderName, providers, type ProviderName } from './providers.ts'

/** A model's name, taken apart. `offline` is the built-in model that needs no provider. */
export interface ParsedModelName {
  readonly provider: ProviderName | 'offline'
  readonly model: string
}

// Other names under which users know a provider of the table; the first is the original's.
const aliases: Readonly<Record<string, ProviderName>> = { gemini: 'google' }

/** A provider that the original's names may mean and that this version does not serve, and what to do instead. */
interface UnsupportedProvider {
  readonly title: string
  readonly names: readonly string[]
  readonly instead: (model: string) => string
}

const objectInCode = (packageName: string): string => `In code, pass a model object of the package "${packageName}".`

const unsupported: readonly UnsupportedProvider[] = [
  {
    title: 'Amazon Bedrock',
    names: ['bedrock', 'amazon-bedrock'],
    instead: () => objectInCode('@ai-sdk/amazon-bedrock'),
  },
  {
    title: 'Hugging Face',
    names: ['huggingface', 'hf'],
    instead: (model) =>
      `Use "vllm:${model}" or "ollama:${model}" for a server of your own, or "openai-compatible:${model}" with ` +
      'OPENAI_COMPATIBLE_BASE_URL=https://router.huggingface.co/v1.',
  },
  {
    title: 'Vertex AI',
    names: ['vertex', 'vertexai', 'google-vertex'],
    instead: (model) => `Use "google:${model}" with GOOGLE_API_KEY. ${objectInCode('@ai-sdk/google-vertex')}`,
  },
  {
    title: 'xAI',
    names: ['xai', 'grok'],
    instead: (model) => `Use "openai-compatible:${model}" with OPENAI_COMPATIBLE_BASE_URL=https://api.x.ai/v1.`,
  },
]

interface NameRule {
  readonly pattern: RegExp
  readonly provider: string
}

/** Names that hold a colon of their own: Bedrock's model ids and OpenAI's fine-tuned models. */
const namesWithColon: readonly NameRule[] = [
  { pattern: /^(anthropic|amazon|meta|mistral|cohere|ai21)\./, provider: 'bedrock' },
  { pattern: /^ft:/, provider: 'openai' },
]

/** What the beginning of a bare name means; the first that fits wins. */
const bareNames: readonly NameRule[] = [
  { pattern: /^bedrock\//, provider: 'bedrock' },
  {
    pattern: /^(meta-llama|mistralai|tiiuae|EleutherAI|bigscience|facebook|google|microsoft)\//,
    provider: 'huggingface',
  },
  { pattern: /^claude/, provider: 'anthropic' },
  { pattern: /^vertex\//, provider: 'vertex' },
  { pattern: /^gemini/, provider: 'google' },
  { pattern: /^grok/, provider: 'xai' },
  // The original priced these names as local models; taken for OpenAI's they would send a prompt out of the house.
  { pattern: /^ollama\//, provider: 'ollama' },
  { pattern: /^vllm\//, provider: 'vllm' },
]

// gpt-..., o1, o3, text-davinci-... and whatever an endpoint at OPENAI_BASE_URL calls its models.
const otherwise = 'openai'

/**
 * Takes a model's name apart: `provider:model`, or a bare name whose beginning says the provider.
 * @throws ModelError `MODEL_NAME_INVALID`.
 */
export function parseModelName(name: string): ParsedModelName {
  if (name.trim() === '') throw invalid(name, 'A model name is empty. Write "provider:model", such as "openai:gpt-4o".')
  const [provider, model] = splitName(name)
  const known = aliases[provider] ?? provider
  if (known !== 'offline' && !isProviderName(known)) throw unknownProvider(name, provider, model)
  if (model.trim() === '')
    throw invalid(name, `Model name "${name}" has no model after the colon. Write "${provider}:model".`)
  return { provider: known, model }
}

function splitName(name: string): readonly [provider: string, model: string] {
  const whole = namesWithColon.find(({ pattern }) => pattern.test(name))
  if (whole !== undefined) return [whole.provider, name]
  // A colon after a slash belongs to the model: "ollama/llama3.1:8b".
  const qualified = /^([^:/]*):(.*)$/s.exec(name)
  if (qualified !== null) return [qualified[1] ?? '', qualified[2] ?? '']
  const provider = bareNames.find(({ pattern }) => pattern.test(name))?.provider ?? otherwise
  return [provider, name.startsWith(`${provider}/`) ? name.slice(provider.length + 1) : name]
}

function unknownProvider(name: string, provider: string, model: string): ModelError {
  const planned = unsupported.find(({ names }) => names.includes(provider))
  if (planned !== undefined) {
    return invalid(
      name,
      `Model "${name}" is served by ${planned.title}, which this version does not support yet. ${planned.instead(model)}`,
    )
  }
  const known = Object.keys(providers)
  const similar = nearest(provider, [...known, ...Object.keys(aliases)])
  const hint =
    similar === undefined
      ? `If the model's own name holds a colon, write "openai:${name}".`
      : `Did you mean "${similar}:${model}"?`
  const list = known.map((each) => `"${each}"`).join(', ')
  return invalid(
    name,
    `Model name "${name}" names an unknown provider "${provider}". ${hint} Known providers: ${list}.`,
  )
}

function invalid(name: string, message: string): ModelError {
  return new ModelError('MODEL_NAME_INVALID', message, { details: { model: name } })
}
