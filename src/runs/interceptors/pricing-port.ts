import type { Cost } from '../../messages/cost.ts'
import type { Usage } from '../../messages/usage.ts'
import type { ModelPrice, PriceTable } from '../../models/prices/model-price.ts'

/** All that it takes to price a call. */
export interface Pricing {
  findPrice(provider: string, model: string, own?: PriceTable): ModelPrice | undefined
  costOf(usage: Usage, price: ModelPrice): Cost
  /** The most that a request of so many tokens can cost. */
  worstCost(inputTokens: number, outputTokens: number, price: ModelPrice): number
}

// Loaded with the first call, because a replay prices nothing; kept, so that later calls wait for nothing.
let loaded: Pricing | undefined

/** The pricing once it is loaded. */
export function pricingAtHand(): Pricing | undefined {
  return loaded
}

/** Loads the table of prices. */
export async function loadPricing(): Promise<Pricing> {
  return (loaded ??= await import('../../models/prices/pricing.ts'))
}
