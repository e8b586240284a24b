import type { Provider } from './provider.ts'

/** The providers by the name that stands before the colon. Nothing of a provider is loaded before it is named. */
export const providers = {
  'amazon-bedrock': () => import('./amazon-bedrock/amazon-bedrock.ts').then((module) => module.amazonBedrock),
  anthropic: () => import('./anthropic/anthropic.ts').then((module) => module.anthropic),
  azure: () => import('./azure/azure.ts').then((module) => module.azure),
  deepseek: () => import('./openai-compatible/deepseek.ts').then((module) => module.deepseek),
  google: () => import('./google/google.ts').then((module) => module.google),
  'google-vertex': () => import('./google-vertex/google-vertex.ts').then((module) => module.googleVertex),
  groq: () => import('./openai-compatible/groq.ts').then((module) => module.groq),
  huggingface: () => import('./huggingface/huggingface.ts').then((module) => module.huggingface),
  mistral: () => import('./openai-compatible/mistral.ts').then((module) => module.mistral),
  ollama: () => import('./openai-compatible/ollama.ts').then((module) => module.ollama),
  openai: () => import('./openai/openai.ts').then((module) => module.openai),
  'openai-compatible': () =>
    import('./openai-compatible/openai-compatible.ts').then((module) => module.openaiCompatible),
  openrouter: () => import('./openai-compatible/openrouter.ts').then((module) => module.openrouter),
  vllm: () => import('./openai-compatible/vllm.ts').then((module) => module.vllm),
  xai: () => import('./xai/xai.ts').then((module) => module.xai),
} as const satisfies Record<string, () => Promise<Provider>>

/** A provider that this version serves. */
export type ProviderName = keyof typeof providers

/** Other names under which users know a provider; most are the original's. */
export const providerAliases = {
  bedrock: 'amazon-bedrock',
  'azure-openai': 'azure',
  gemini: 'google',
  grok: 'xai',
  hf: 'huggingface',
  vertex: 'google-vertex',
  vertexai: 'google-vertex',
} as const satisfies Record<string, ProviderName>

/** True for a name in the table. */
export function isProviderName(name: string): name is ProviderName {
  return Object.hasOwn(providers, name)
}

/** The provider of that name or alias. */
export function findProviderName(name: string): ProviderName | undefined {
  if (isProviderName(name)) return name
  return Object.hasOwn(providerAliases, name) ? providerAliases[name as keyof typeof providerAliases] : undefined
}
