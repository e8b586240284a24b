import { ModelError } from '../../errors/model-error.ts'
import { nearest } from '../../util/nearest.ts'
import { findProviderName, providerAliases, providers, type ProviderName } from '../providers.ts'

/** A model's name, taken apart. `offline` is the built-in model that needs no provider. */
export interface ParsedModelName {
  readonly provider: ProviderName | 'offline'
  readonly model: string
}

interface NameRule {
  readonly pattern: RegExp
  readonly provider: ProviderName
  /** True where the beginning only says the provider and is no part of the model's own name. */
  readonly strip?: boolean
}

/** Names that may hold a colon of their own: Bedrock's model ids, profiles and ARNs, and OpenAI's fine-tuned models. */
const namesWithColon: readonly NameRule[] = [
  {
    pattern: /^((us|us-gov|eu|apac|au|jp|ca|global)\.)?(anthropic|amazon|meta|mistral|cohere|ai21)\./,
    provider: 'amazon-bedrock',
  },
  { pattern: /^arn:aws(-[a-z]+)*:bedrock:/, provider: 'amazon-bedrock' },
  { pattern: /^ft:/, provider: 'openai' },
]

/** What the beginning of a bare name means; the first that fits wins. */
const bareNames: readonly NameRule[] = [
  { pattern: /^bedrock\//, provider: 'amazon-bedrock', strip: true },
  {
    pattern: /^(meta-llama|mistralai|tiiuae|EleutherAI|bigscience|facebook|google|microsoft)\//,
    provider: 'huggingface',
  },
  { pattern: /^claude/, provider: 'anthropic' },
  { pattern: /^vertex\//, provider: 'google-vertex', strip: true },
  { pattern: /^gemini/, provider: 'google' },
  { pattern: /^grok/, provider: 'xai' },
  // The original priced these names as local models; taken for OpenAI's they would send a prompt out of the house.
  { pattern: /^ollama\//, provider: 'ollama', strip: true },
  { pattern: /^vllm\//, provider: 'vllm', strip: true },
]

// gpt-..., o1, o3, text-davinci-... and whatever an endpoint at OPENAI_BASE_URL calls its models.
const otherwise: NameRule = { pattern: /^/, provider: 'openai' }

/**
 * Takes a model's name apart: `provider:model`, or a bare name whose beginning says the provider.
 * @throws ModelError `MODEL_NAME_INVALID`.
 */
export function parseModelName(name: string): ParsedModelName {
  if (name.trim() === '') throw invalid(name, 'A model name is empty. Write "provider:model", such as "openai:gpt-4o".')
  const [provider, model] = splitName(name)
  const known = provider === 'offline' ? provider : findProviderName(provider)
  if (known === undefined) throw unknownProvider(name, provider, model)
  if (model.trim() === '')
    throw invalid(name, `Model name "${name}" has no model after "${provider}". Write "${provider}:model".`)
  return { provider: known, model }
}

/**
 * The name of a model with the provider that a setting beside it names: `gpt-4o` of `azure` is `azure:gpt-4o`. A prefix
 * that only repeats the provider goes.
 */
export function qualifyModelName(provider: string, name: string): string {
  const known = findProviderName(provider)
  const [named, rest] = colonParts(name) ?? []
  if (named === provider || (named !== undefined && known !== undefined && findProviderName(named) === known))
    return `${provider}:${rest}`
  const rule = bareNames.find(({ pattern }) => pattern.test(name))
  const repeats = rule?.strip === true && rule.provider === known
  return `${provider}:${repeats ? name.replace(rule.pattern, '') : name}`
}

function splitName(name: string): readonly [provider: string, model: string] {
  const whole = namesWithColon.find(({ pattern }) => pattern.test(name))
  if (whole !== undefined) return [whole.provider, name]
  const qualified = colonParts(name)
  if (qualified !== undefined) return qualified
  const { pattern, provider, strip } = bareNames.find((rule) => rule.pattern.test(name)) ?? otherwise
  return [provider, strip === true ? name.replace(pattern, '') : name]
}

/** What stands before and after the first colon. A colon after a slash belongs to the model: "ollama/llama3.1:8b". */
function colonParts(name: string): readonly [before: string, after: string] | undefined {
  const match = /^([^:/]*):(.*)$/s.exec(name)
  return match === null ? undefined : [match[1] ?? '', match[2] ?? '']
}

function unknownProvider(name: string, provider: string, model: string): ModelError {
  const known = Object.keys(providers)
  const similar = nearest(provider, [...known, ...Object.keys(providerAliases)])
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
