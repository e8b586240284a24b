import { checkFile } from '../../check/check-file.ts'
import type { Section } from '../section.ts'
import { pricesKey } from './prices-keys.ts'

/** The section `prices`: a file of prices, which win over the built-in ones and lose to those of the program. */
export const pricesSection: Section<typeof pricesKey> = {
  key: pricesKey,
  check({ path, values }, { files }, context) {
    if (files !== undefined) checkFile(values, path, files, context)
  },
  async build(file, { directory, settings }) {
    const { readPrices } = await import('./read-prices.ts')
    return { settings: { prices: { ...readPrices(directory, file), ...settings.prices } } }
  },
}
