import type { LanguageModelV4CallOptions } from '../model.ts'

type ProviderOptions = LanguageModelV4CallOptions['providerOptions']

/**
 * Options of a provider that has several names, under the first of them; a package would read one name and drop what
 * stands under the others. The first name wins, the last yields.
 */
export function mergeOptions(options: ProviderOptions, names: readonly [string, ...string[]]): ProviderOptions {
  if (options === undefined || names.filter((name) => options[name] !== undefined).length < 2) return options
  const merged = Object.assign(
    {},
    ...names.toReversed().map((name) => options[name] ?? {}),
  ) as NonNullable<ProviderOptions>[string]
  return { ...options, [names[0]]: merged }
}
