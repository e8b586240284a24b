import type { Provider } from './provider.ts'

/** The providers by the name that stands before the colon. Nothing of a provider is loaded before it is named. */
export const providers = {
  anthropic: () => import('./anthropic/anthropic.ts').then((module) => module.anthropic),
  google: () => import('./google/google.ts').then((module) => module.google),
  ollama: () => import('./openai-compatible/ollama.ts').then((module) => module.ollama),
  openai: () => import('./openai/openai.ts').then((module) => module.openai),
  'openai-compatible': () =>
    import('./openai-compatible/openai-compatible.ts').then((module) => module.openaiCompatible),
  vllm: () => import('./openai-compatible/vllm.ts').then((module) => module.vllm),
} as const satisfies Record<string, () => Promise<Provider>>

/** A provider that this version serves. */
export type ProviderName = keyof typeof providers

/** True for a name in the table. */
export function isProviderName(name: string): name is ProviderName {
  return Object.hasOwn(providers, name)
}
