import type { ServerTraits } from '../chat-completions/server-traits.ts'
import type { LanguageModelV4 } from '../model.ts'
import type { CreateModelOptions, Provider } from '../provider.ts'

/** How a provider reaches its server where that is not the usual way. */
export interface CompatibleSettings {
  /** Sent with every address. */
  readonly query?: Readonly<Record<string, string>> | undefined
}

/** Makes a model of any server that speaks OpenAI's Chat Completions API. The format is loaded with the first one. */
export async function createCompatibleModel(
  provider: Provider,
  options: CreateModelOptions & CompatibleSettings,
  traits: ServerTraits = {},
): Promise<LanguageModelV4> {
  const { createChatModel } = await import('../chat-completions/chat-completions-model.ts')
  return createChatModel({ ...options, provider, traits })
}
