import type { ProviderState } from '../../models/settings/provider-state.ts'

const reasons: Readonly<Record<ProviderState['state'], (variable: string) => string>> = {
  ready: () => '',
  'machine-login': (variable) => `${variable} unset; Google Cloud needs none`,
  'key-missing': (variable) => `${variable} is not set`,
  'key-malformed': (variable) => `${variable} is no key`,
  'address-missing': (variable) => `${variable} is not set`,
  'address-invalid': (variable) => `${variable} is no address`,
}

/** Why a provider cannot be used, in a few words; nothing where it can. */
export function whyUnusable({ state, variable }: ProviderState): string {
  return reasons[state](variable)
}
