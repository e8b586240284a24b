import type { EmbeddingModel } from './embeddings/embedding-model.ts'
import type { LanguageModelV4 } from './model.ts'
import type { ProviderOptions } from './model-settings.ts'
import type { ModelProfile } from './profiles/profile.ts'

/** What a provider makes a model from. Complete: nothing is read from the environment any more. */
export interface CreateModelOptions {
  readonly modelId: string
  /** What is known of the model by its name. */
  readonly profile: ModelProfile
  /** Absent only where the provider works without one. */
  readonly apiKey: string | undefined
  readonly baseUrl: string
  /** The region or location, for providers that have them. */
  readonly region: string | undefined
  /** The project, for providers that have them. */
  readonly project: string | undefined
  /** Values of the provider's `secretVariables` and `otherVariables` that are set. */
  readonly variables: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** The `fetch` to use; the global one without it. */
  readonly fetch: typeof globalThis.fetch | undefined
}

/** What a provider makes an embedding model from. */
export type CreateEmbedderOptions = Omit<CreateModelOptions, 'profile'>

/** What login was found, without trying it. */
export interface LoginReport {
  /** `machine-login` where only the machine itself could have one, which does not show from here. */
  readonly state: 'ready' | 'machine-login'
  /** What holds the login, where it is no variable. */
  readonly holder?: string | undefined
  /** What is worth a second look. */
  readonly message?: string | undefined
}

/** How a provider says settings that the AI SDK's interface has no word for, as options of its own. */
export interface SettingWords {
  /** Whether the model may call several tools at once. */
  readonly parallelToolCalls?: ((allowed: boolean) => ProviderOptions) | undefined
  /** How many tokens the model may think for. */
  readonly reasoningBudget?: ((tokens: number) => ProviderOptions) | undefined
}

/** A request for nothing that only a good login gets answered. */
export interface ProviderProbe {
  /** What follows the base URL, or another address that stands for the provider's own. */
  readonly path: string
  /** The headers of the login; a bearer token unless said. */
  readonly headers?: ((apiKey: string) => Readonly<Record<string, string>>) | undefined
  /** Statuses that refuse the login, beside 401 and 403. */
  readonly refusals?: readonly number[] | undefined
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
  /** True where the provider answers without a key; `at-own-address` where only a server of one's own does. */
  readonly keyOptional?: boolean | 'at-own-address' | undefined
  /** Sets of variables that do instead of a key, each set complete. */
  readonly keyAlternatives?: readonly (readonly string[])[] | undefined
  /** Environment variable that may hold another address. */
  readonly baseUrlVariable: string
  /** The address used without one, or how it follows from the region. Absent where there is no usual address: then one has to be given. */
  readonly defaultBaseUrl?: string | ((region: string) => string) | undefined
  /** Added to an address that has no path, where clients of this provider commonly leave it out. */
  readonly defaultPath?: string | undefined
  /** Environment variables that may hold the region or location; the first that is set wins. */
  readonly regionVariables?: readonly string[] | undefined
  /** The region used without one. */
  readonly defaultRegion?: string | undefined
  /** Environment variables that may hold the project; the first that is set wins. */
  readonly projectVariables?: readonly string[] | undefined
  /** Variables that `create` needs beside the key, and whose values are never shown. */
  readonly secretVariables?: readonly string[] | undefined
  /** Further variables that `create` needs. */
  readonly otherVariables?: readonly string[] | undefined
  /** How the provider's own keys begin; another beginning is worth a second look. */
  readonly keyShape?: RegExp | undefined
  /** What login there is, where the provider can do without a key. Calls nobody. */
  readonly inspectLogin?:
    | ((settings: Omit<CreateModelOptions, 'modelId' | 'profile' | 'fetch'>) => Promise<LoginReport>)
    | undefined
  /** How it says settings that have no word of their own; those it does not say are a warning. */
  readonly settingWords?: SettingWords | undefined
  /** A request that costs nothing and shows whether the login is good. */
  readonly probe?: ProviderProbe | undefined
  /** A small model to ask for one token, where no request is for nothing. */
  readonly probeModel?: string | undefined
  /** Makes the model; loads the provider's package. Written by implementers; users name a model instead. */
  create(options: CreateModelOptions): Promise<LanguageModelV4>
  /** Makes an embedding model, as `create` does; absent where the provider has none. */
  createEmbedder?(options: CreateEmbedderOptions): Promise<EmbeddingModel>
}
