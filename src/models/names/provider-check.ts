import type { providerAliases, ProviderName } from '../providers.ts'

/** What may stand before the first colon of a name. */
type Provider =
  | ProviderName
  | keyof typeof providerAliases
  | 'offline'
  // Names with a colon of their own: those of Bedrock, and OpenAI's fine-tuned models.
  | `${string}.${string}`
  | 'arn'
  | 'ft'

/** What may stand before the first slash: a provider, or an organisation whose models Hugging Face has. */
type Vendor = Provider | 'meta-llama' | 'mistralai' | 'tiiuae' | 'EleutherAI' | 'bigscience' | 'facebook' | 'microsoft'

/** What stands in the compiler's message where the provider of a name is none. No name is one. */
export interface UnknownProvider<Hint extends string> {
  readonly '~unknown': Hint
}

type Known<Prefix extends string, Allowed> = string extends Prefix
  ? unknown
  : Prefix extends Allowed
    ? unknown
    : {
        readonly model: UnknownProvider<`No provider is called ${Prefix}. A name that a resolver of your own knows is of the type string.`>
      }

/**
 * For the compiler: options with a name of a model do not fit where what stands before its colon or slash is no provider.
 * Of a name that is known only when the program runs, or is no name, nothing is said.
 */
export type ProviderCheck<Name> = Name extends `${infer Vendored}/${string}`
  ? Vendored extends `${infer Prefix}:${string}`
    ? Known<Prefix, Provider>
    : Known<Vendored, Vendor>
  : Name extends `${infer Prefix}:${string}`
    ? Known<Prefix, Provider>
    : unknown
