import { providerAliases, providers } from '../providers.ts'
import { oneOf } from '../../keys/value-kinds.ts'

/** The name of a provider, or another name by which users know it. */
export const providerName = oneOf(
  // The tables have at least one entry.
  [...Object.keys(providers), ...Object.keys(providerAliases)].toSorted() as [string, ...string[]],
)
