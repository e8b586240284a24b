/** What one model call cost, in US dollars. */
export interface Cost {
  /** All of it; the other fields are its parts. */
  readonly usd: number
  /** Input tokens that were neither read from the provider's cache nor written to it. */
  readonly input: number
  readonly cachedInput: number
  readonly cacheWrite: number
  readonly output: number
}

/** The cost of several model calls. A call without a known price adds nothing to `usd`, and says so. */
export interface CostSum {
  /** US dollars of the calls whose price is known. */
  readonly usd: number
  /** Calls whose price is not known. When there are any, `usd` is a lower bound. */
  readonly unknownCalls: number
  /** The models of those calls, each once. */
  readonly unknownModels: readonly string[]
}

/** No calls, no cost. */
export const noCost: CostSum = { usd: 0, unknownCalls: 0, unknownModels: [] }

/** A sum with one more call in it; `undefined` is a call whose cost is not known. */
export function addCall(sum: CostSum, cost: Cost | undefined, model: string): CostSum {
  if (cost !== undefined) return { ...sum, usd: sum.usd + cost.usd }
  const { usd, unknownCalls, unknownModels } = sum
  return { usd, unknownCalls: unknownCalls + 1, unknownModels: withModel(unknownModels, model) }
}

/** The sum of two sums. */
export function addCost(a: CostSum, b: CostSum): CostSum {
  return {
    usd: a.usd + b.usd,
    unknownCalls: a.unknownCalls + b.unknownCalls,
    unknownModels: b.unknownModels.reduce(withModel, a.unknownModels),
  }
}

/** Dollars for people: cents with four digits, and more where they would all be zero. */
export function formatUsd(usd: number): string {
  if (usd === 0) return '$0'
  if (Math.abs(usd) < 0.0001) return `$${Number(usd.toPrecision(2))}`
  return `$${usd.toFixed(Math.abs(usd) < 100 ? 4 : 2)}`
}

/** A sum for people: `$0.0123`, `cost unknown for openai:gpt-x`, or both. */
export function formatCost({ usd, unknownCalls, unknownModels }: CostSum): string {
  if (unknownCalls === 0) return formatUsd(usd)
  const unknown = `cost unknown for ${unknownModels.join(', ')}`
  return usd === 0 ? unknown : `${formatUsd(usd)} and ${unknown}`
}

function withModel(models: readonly string[], model: string): readonly string[] {
  return models.includes(model) ? models : [...models, model]
}
