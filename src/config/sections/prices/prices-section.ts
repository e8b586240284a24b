import type { Section } from '../section.ts'
import { pricesKey } from './prices-keys.ts'

/** The section `prices`: a file of prices, which win over the built-in ones and lose to those of the program. */
export const pricesSection: Section<typeof pricesKey> = {
  key: pricesKey,
  async build(file, { directory, settings }) {
    const { readPrices } = await import('./read-prices.ts')
    return { settings: { prices: { ...readPrices(directory, file), ...settings.prices } } }
  },
}
