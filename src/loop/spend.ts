import { RunError } from '../errors/run-error.ts'
import { modelName, type LanguageModelV4, type ModelReference } from '../models/model.ts'
import type { ModelPrice, PriceTable } from '../models/prices/model-price.ts'
import type * as PricingModule from '../models/prices/pricing.ts'
import type { BudgetAccount, Spending } from '../runs/budget.ts'
import { budgetExceeded, findShortfall, reserve } from '../runs/budget/reserve.ts'
import type { StepContext } from '../runs/context.ts'
import type { ModelOutcome } from './model-outcome.ts'
import type { ModelRequest } from './model-step.ts'

/** A model call that may cost something. */
export interface PaidCall {
  readonly model: LanguageModelV4
  readonly request: ModelRequest
  /** Makes the call, of this model or of the cheaper one that a budget names. */
  readonly ask: (model: LanguageModelV4) => Promise<ModelOutcome>
}

type Pricing = typeof PricingModule

// Loaded with the first call, because a replay prices nothing; kept, so that later calls wait for nothing.
let loaded: Pricing | undefined

/**
 * Makes a model call and gives its outcome with its cost. Where budgets hold, its worst case is reserved before and
 * what it took is settled after it. Runs inside the model step, so a replay neither reserves nor spends.
 * Rejects with `BUDGET_EXCEEDED` or `BUDGET_UNPRICED` before anything is sent.
 */
export function spend(call: PaidCall, step: StepContext): Promise<ModelOutcome> {
  if (loaded === undefined) {
    return import('../models/prices/pricing.ts').then((pricing) => {
      loaded = pricing
      return spend(call, step)
    })
  }
  const pricing = loaded
  if (step.budgets.length > 0) return spendWithin(call, pricing, step)
  return call.ask(call.model).then((outcome) => withCost(outcome, call.model, pricing, step))
}

async function spendWithin(call: PaidCall, pricing: Pricing, step: StepContext): Promise<ModelOutcome> {
  const { budgets } = step
  const { model, need, notice } = await choose(call, pricing, step)
  const { clock } = step.ports
  const reservation = reserve(budgets, need, describe(model), clock.monotonic())
  // What a failed call took is not known; it counts as a call.
  let spent: Spending = { modelCalls: 1, usd: 0 }
  try {
    const outcome = withCost(await call.ask(model), model, pricing, step)
    const { inputTokens, outputTokens } = outcome.usage
    // A provider that reports no tokens must not be a way around a budget: what was held counts as taken.
    spent = isReported(outcome) ? { modelCalls: 1, tokens: inputTokens + outputTokens, usd: outcome.cost?.usd } : need
    return notice === undefined ? outcome : { ...outcome, warnings: [notice, ...(outcome.warnings ?? [])] }
  } finally {
    reservation.settle(spent, clock.monotonic())
  }
}

function withCost(outcome: ModelOutcome, model: LanguageModelV4, pricing: Pricing, step: StepContext): ModelOutcome {
  const price =
    outcome.answeredBy === undefined ? priceOf(model, pricing, step) : priceOfName(outcome.answeredBy, pricing, step)
  // Without reported tokens the cost is as unknown as without a price.
  return price === undefined || !(isReported(outcome) || isFree(price))
    ? outcome
    : { ...outcome, cost: pricing.costOf(outcome.usage, price) }
}

function isReported({ usage }: ModelOutcome): boolean {
  return usage.inputTokens + usage.outputTokens > 0
}

function isFree({ input, output }: ModelPrice): boolean {
  return input === 0 && output === 0
}

interface Choice {
  readonly model: LanguageModelV4
  readonly need: Spending
  /** Said once, when the cheaper model takes over. */
  readonly notice?: string
}

/** The model that is asked: the agent's own while its worst case fits into all budgets, then the one a budget names. */
async function choose(call: PaidCall, pricing: Pricing, step: StepContext): Promise<Choice> {
  const { budgets, ports } = step
  const reduced = budgets.find((account) => account.isReduced)
  if (reduced !== undefined) return cheaperChoice(reduced, call, pricing, step)
  const need = worstCase(call.model, call.request, pricing, step)
  const shortfall = findShortfall(budgets, need, ports.clock.monotonic())
  if (shortfall?.action !== 'cheaper-model') return { model: call.model, need }
  const account = budgets.find(({ scope, id }) => scope === shortfall.scope && id === shortfall.id)
  if (account === undefined) throw budgetExceeded(shortfall, describe(call.model))
  const choice = await cheaperChoice(account, call, pricing, step)
  account.reduce()
  const notice = `The budget of the ${account.scope} "${account.id}" is nearly used up: model "${modelName(choice.model)}" answers from now on instead of "${modelName(call.model)}".`
  return { ...choice, notice }
}

async function cheaperChoice(
  { limits }: BudgetAccount,
  call: PaidCall,
  pricing: Pricing,
  step: StepContext,
): Promise<Choice> {
  const reference: ModelReference = limits.cheaperModel ?? call.model
  const model = await step.ports.resolveModel(reference)
  return { model, need: worstCase(model, call.request, pricing, step) }
}

/** The most that a call may take. Tokens and money are estimated only where a budget limits them. */
function worstCase(model: LanguageModelV4, request: ModelRequest, pricing: Pricing, step: StepContext): Spending {
  const { budgets } = step
  const limitsMoney = budgets.some(({ limits }) => limits.usd !== undefined)
  if (!limitsMoney && !budgets.some(({ limits }) => limits.tokens !== undefined)) return { modelCalls: 1 }
  const price = priceOf(model, pricing, step)
  const { input, output } = pricing.estimateTokens(request, price?.maxOutput)
  if (!limitsMoney) return { modelCalls: 1, tokens: input + output }
  if (price === undefined) throw unpriced(model)
  return { modelCalls: 1, tokens: input + output, usd: pricing.worstCost(input, output, price) }
}

// A model object keeps its name, so its price is looked up once for each table.
const known = new WeakMap<
  LanguageModelV4,
  { readonly own: PriceTable | undefined; readonly price: ModelPrice | undefined }
>()

function priceOf(model: LanguageModelV4, pricing: Pricing, step: StepContext): ModelPrice | undefined {
  const { prices: own } = step.ports
  const found = known.get(model)
  if (found !== undefined && found.own === own) return found.price
  const price = pricing.findPrice(model.provider, model.modelId, own)
  known.set(model, { own, price })
  return price
}

/** The price of the model that a fallback took; it is known by its name alone. */
function priceOfName(name: string, pricing: Pricing, step: StepContext): ModelPrice | undefined {
  const colon = name.indexOf(':')
  return pricing.findPrice(name.slice(0, colon), name.slice(colon + 1), step.ports.prices)
}

function unpriced(model: LanguageModelV4): RunError {
  const name = modelName(model)
  return new RunError(
    'BUDGET_UNPRICED',
    `The price of model "${name}" is not known, so a budget in money cannot hold. Give its price (prices), or limit tokens or calls instead.`,
    { details: { model: name } },
  )
}

function describe(model: LanguageModelV4): string {
  return `the next call of model "${modelName(model)}"`
}
