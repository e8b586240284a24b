import type { LanguageModelV4 } from './model.ts'

/** What a provider makes a model from. Complete: nothing is read from the environment any more. */
export interface CreateModelOptions {
  readonly modelId: string
  /** Absent only where the provider works without one. */
  readonly apiKey: string | undefined
  readonly baseUrl: string
  readonly headers: Readonly<Record<string, string>>
  /** The `fetch` to use; the global one without it. */
  readonly fetch: typeof globalThis.fetch | undefined
}

/**
 * Who serves models, and how to reach it. A provider is a small file beside the package that does the work; the package
 * is imported by `create`, so naming a provider, or learning that its key is missing, loads nothing.
 */
export interface Provider {
  /** The part of a model reference before the colon. */
  readonly name: string
  /** Environment variables that may hold the key; the first that is set wins, and the first is named in messages. */
  readonly keyVariables: readonly string[]
  /** True where the provider answers without a key. */
  readonly keyOptional?: boolean
  /** Environment variable that may hold another address. */
  readonly baseUrlVariable: string
  /** The address used without one. Absent where there is no usual address: then one has to be given. */
  readonly defaultBaseUrl?: string
  /** Added to an address that has no path, where clients of this provider commonly leave it out. */
  readonly defaultPath?: string
  /** Makes the model; loads the provider's package. Written by implementers; users name a model instead. */
  create(options: CreateModelOptions): Promise<LanguageModelV4>
}
