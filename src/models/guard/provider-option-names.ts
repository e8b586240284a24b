import type { LanguageModelV4CallOptions } from '../model.ts'
import { findProviderName, type ProviderName } from '../providers.ts'

type ProviderOptions = LanguageModelV4CallOptions['providerOptions']

/** Providers whose packages read their options under another name than ours. */
const packageNames: Readonly<Partial<Record<ProviderName, string>>> = {
  'amazon-bedrock': 'amazonBedrock',
  'google-vertex': 'googleVertex',
}

/**
 * Options of a provider by the name that it reads them under: users write them by the name that stands before the colon
 * of a model, or by another name of the provider. What stands under the name that is read wins.
 */
export function withReadNames<Options extends { readonly providerOptions?: ProviderOptions | undefined }>(
  options: Options,
  provider: string,
): Options {
  const given = options.providerOptions
  if (given === undefined) return options
  const own = findProviderName(provider)
  if (own === undefined) return options
  const read = packageNames[own] ?? own
  const others = Object.keys(given).filter((name) => name !== read && findProviderName(name) === own)
  if (others.length === 0) return options
  const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !others.includes(name)))
  const joined = Object.assign({}, ...others.map((name) => given[name]), given[read])
  return { ...options, providerOptions: { ...kept, [read]: joined } }
}
