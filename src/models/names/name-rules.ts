import type { ProviderName } from '../providers.ts'

/** What the beginning of a name means. */
export interface NameRule {
  readonly pattern: RegExp
  readonly provider: ProviderName
}

/** Names that may hold a colon of their own: Bedrock's model ids, profiles and ARNs, and OpenAI's fine-tuned models. */
export const namesWithColon: readonly NameRule[] = [
  {
    pattern: /^((us|us-gov|eu|apac|au|jp|ca|global)\.)?(anthropic|amazon|meta|mistral|cohere|ai21)\./,
    provider: 'amazon-bedrock',
  },
  { pattern: /^arn:aws(-[a-z]+)*:bedrock:/, provider: 'amazon-bedrock' },
  { pattern: /^ft:/, provider: 'openai' },
]

/**
 * Organisations of Hugging Face that the original system knew; their models keep their whole name. Google is a provider
 * too, so its Gemini models are its own.
 */
export const huggingFaceNames =
  /^(meta-llama|mistralai|tiiuae|EleutherAI|bigscience|facebook|google(?!\/gemini)|microsoft)\//

/** Beginnings that the original system strips, and that say nothing new beside a `provider` of the same name. */
export const strippedPrefixes: readonly NameRule[] = [
  { pattern: /^bedrock\//, provider: 'amazon-bedrock' },
  { pattern: /^vertex\//, provider: 'google-vertex' },
  { pattern: /^ollama\//, provider: 'ollama' },
  { pattern: /^vllm\//, provider: 'vllm' },
]

/** Bare names by their beginning; the first that fits wins. */
export const bareNames: readonly NameRule[] = [
  { pattern: /^claude/, provider: 'anthropic' },
  { pattern: /^gemini/, provider: 'google' },
  { pattern: /^grok/, provider: 'xai' },
  // gpt-..., o1, o3, text-davinci-... and whatever an endpoint at OPENAI_BASE_URL calls its models.
  { pattern: /^/, provider: 'openai' },
]

/** Providers whose models have names with the provider's own name in front, when asked for as `provider/model`. */
export const namesWithOwnPrefix = /^(openrouter\/[^/]+|groq\/compound[^/]*)$/

/** Servers whose models may have names with any colon in them: `mistral:7b` is one of Ollama's. */
export const serversWithTags: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'huggingface',
  'ollama',
  'openai-compatible',
  'openrouter',
  'vllm',
])

// `7b`, `0.6b-q4_K_M`, `8x7b`, `e4b`, `latest`, `instruct`: what follows the colon in Ollama's names, and no model of a vendor is called.
const tag = /^(latest|instruct|mini|text|code|(\d+x|e)?\d+(\.\d+)?[bmk]([-_].*)?|.*\b(fp16|bf16|i?q\d_.*))$/i

/** True for what Ollama writes behind the colon of a model's name. */
export function isOllamaTag(text: string): boolean {
  return tag.test(text)
}
