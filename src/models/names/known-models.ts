/**
 * Models that are known by name, by provider: those that `aixgo models` lists and editors suggest. Any other model of a
 * provider can be used too.
 */
export const knownModels = {
  'amazon-bedrock': [
    'amazon.nova-micro-v1:0',
    'amazon.nova-lite-v1:0',
    'amazon.nova-pro-v1:0',
    'us.anthropic.claude-opus-4-8',
    'us.anthropic.claude-sonnet-4-6',
  ],
  anthropic: [
    'claude-fable-5-1',
    'claude-opus-5-5',
    'claude-sonnet-5-5',
    'claude-haiku-5-5',
    'claude-sonnet-4-6',
    'claude-haiku-4-5',
  ],
  deepseek: ['deepseek-flash', 'deepseek-v4-pro'],
  google: [
    'gemini-4-argon',
    'gemini-3.8-flash',
    'gemini-3.5-flash',
    'gemini-3.1-pro-preview',
    'gemini-2.5-pro',
    'gemini-2.5-flash',
    'gemini-2.5-flash-lite',
  ],
  'google-vertex': [
    'gemini-4-argon',
    'gemini-3.8-flash',
    'gemini-2.5-pro',
    'gemini-2.5-flash',
    'gemini-2.5-flash-lite',
  ],
  groq: ['llama-3.3-70b-versatile', 'openai/gpt-oss-120b', 'qwen/qwen3-32b'],
  huggingface: ['meta-llama/Llama-3.1-8B-Instruct', 'openai/gpt-oss-120b'],
  mistral: ['mistral-large-latest', 'mistral-medium-latest', 'mistral-small-latest', 'magistral-medium-latest'],
  openai: [
    'gpt-6-astra',
    'gpt-6-sol',
    'gpt-6-luna',
    'gpt-5.4',
    'gpt-5.2',
    'gpt-5-mini',
    'gpt-4.1',
    'gpt-4o',
    'gpt-4o-mini',
    'o3',
  ],
  openrouter: ['openrouter/auto'],
  xai: ['grok-4.7', 'grok-4.5', 'grok-4.3', 'grok-4'],
} as const

type KnownModels = typeof knownModels

/** `provider:model` of a model that is known by name. */
export type KnownModelName = {
  [Provider in keyof KnownModels]: `${Provider}:${KnownModels[Provider][number]}`
}[keyof KnownModels]
