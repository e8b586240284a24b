import type { Cost } from '../../messages/cost.ts'
import type { Usage } from '../../messages/usage.ts'
import type { ModelPrice } from './model-price.ts'

const million = 1_000_000

/** What a call with this usage costs at this price. */
export function costOf(usage: Usage, price: ModelPrice): Cost {
  const { longInput } = price
  const rates = longInput !== undefined && usage.inputTokens > longInput.above ? longInput : price
  // A provider that counts cached tokens beside the input, not within it, must not make the rest negative.
  const plain = Math.max(0, usage.inputTokens - usage.cachedInputTokens - usage.cacheWriteTokens)
  const input = (plain * rates.input) / million
  const cachedInput = (usage.cachedInputTokens * (rates.cachedInput ?? rates.input)) / million
  const cacheWrite = (usage.cacheWriteTokens * (rates.cacheWrite ?? rates.input)) / million
  const output = (usage.outputTokens * rates.output) / million
  return { usd: input + cachedInput + cacheWrite + output, input, cachedInput, cacheWrite, output }
}

/** The most that a call can cost with so many tokens: nothing comes from the cache, and all of the input is written to it. */
export function worstCost(inputTokens: number, outputTokens: number, price: ModelPrice): number {
  const { longInput } = price
  const rates = longInput !== undefined && inputTokens > longInput.above ? longInput : price
  const dearest = Math.max(rates.input, rates.cacheWrite ?? 0)
  return (inputTokens * dearest + outputTokens * rates.output) / million
}
