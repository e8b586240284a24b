import type { LanguageModelV4CallOptions } from '../model.ts'
import type { ProviderOptions } from '../model-settings.ts'
import type { SettingWords } from '../provider.ts'

type Warning = { readonly type: 'unsupported'; readonly feature: string; readonly details: string }

/** A request in the provider's own words, and what it has no word for. */
export interface SaidSettings<Options> {
  readonly options: Options
  readonly warnings: readonly Warning[]
}

const noWarnings: readonly Warning[] = []

/**
 * Says settings that the AI SDK's interface has no word for in the provider's own: they arrive under `aixgo` among the
 * options of providers. What the user says to the provider directly wins.
 */
export function sayOwnSettings<Options extends LanguageModelV4CallOptions>(
  options: Options,
  words: SettingWords,
): SaidSettings<Options> {
  const { providerOptions } = options
  if (providerOptions?.['aixgo'] === undefined) return { options, warnings: noWarnings }
  const { aixgo: own, ...given } = providerOptions
  const { parallelToolCalls, reasoningBudgetTokens } = own
  const warnings: Warning[] = []
  let said: ProviderOptions = {}
  if (typeof parallelToolCalls === 'boolean' && options.tools !== undefined) {
    if (words.parallelToolCalls === undefined) warnings.push(unsaid('parallelToolCalls'))
    else said = merged(said, words.parallelToolCalls(parallelToolCalls))
  }
  if (typeof reasoningBudgetTokens === 'number') {
    if (words.reasoningBudget === undefined) warnings.push(unsaid('reasoning.budgetTokens'))
    else said = merged(said, words.reasoningBudget(reasoningBudgetTokens))
  }
  return { options: { ...options, providerOptions: merged(said, given) }, warnings }
}

function merged(
  under: ProviderOptions,
  over: ProviderOptions,
): NonNullable<LanguageModelV4CallOptions['providerOptions']> {
  const names = new Set([...Object.keys(under), ...Object.keys(over)])
  return Object.fromEntries([...names].map((name) => [name, { ...under[name], ...over[name] }]))
}

function unsaid(feature: string): Warning {
  return { type: 'unsupported', feature, details: 'This provider has no such setting, so it was left out.' }
}
