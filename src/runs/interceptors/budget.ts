import type { ModelPrice } from '../../models/prices/model-price.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { checkEstimate } from '../budget/check-budget.ts'
import { budgetExceeded, isPromise, reserve, findShortfall, type Reservation } from '../budget/reserve.ts'
import { RunError } from '../../errors/run-error.ts'
import type { BudgetAccount, Eventually, Spending } from '../budget.ts'
import { readOwnSpending } from '../outcomes.ts'
import type { Meter, MeteredNeed, MeteredRequest, MeteredUse } from '../step.ts'
import type { ModelReference } from '../../models/model.ts'
import type { InterceptedStep, StepInterceptor } from './interceptor.ts'
import { loadPricing, type Pricing } from './pricing-port.ts'

const limitedKinds: ReadonlySet<string> = new Set(['model', 'tool', 'step'])

/**
 * Keeps the budgets that hold for a step: reserves what the step may take at worst before it, and settles what it took
 * after it. A model step may send several requests, and each of them is held on its own, through the step's meter.
 * Refuses with `BUDGET_EXCEEDED` or `BUDGET_UNPRICED` before anything is sent.
 */
export const budgetInterceptor: StepInterceptor = {
  name: 'budget',
  // A misspelt estimate is refused where nothing is limited too.
  appliesTo: ({ budgets, request }) =>
    budgets.length > 0 ? limitedKinds.has(request.kind) : request.estimate !== undefined,
  around: (step, next) => {
    switch (step.request.kind) {
      case 'model':
        return meterModel(step, next)
      case 'tool':
        return holdTool(step, next)
      default:
        return holdOwnStep(step, next)
    }
  },
}

async function meterModel<Value>(step: InterceptedStep, next: () => Promise<Value>): Promise<Value> {
  const now = step.world.clock.monotonic()
  // Whatever the request will be, it is one more call: where not even that fits, no model is resolved.
  const shortfall = await findShortfall(step.budgets, { modelCalls: 1 }, now)
  if (shortfall !== undefined && shortfall.action !== 'cheaper-model')
    throw budgetExceeded(shortfall, { name: `the next call of model "${step.request.name}"` })
  const meter = new StepMeter(step, await loadPricing())
  step.meter = meter
  try {
    return await next()
  } finally {
    meter.close()
  }
}

async function holdTool<Value>(step: InterceptedStep, next: () => Promise<Value>): Promise<Value> {
  const { budgets, world, request } = step
  const call = { name: `the next call of tool "${request.name}"` }
  const held = reserve(budgets, { toolCalls: 1 }, call, world.clock.monotonic())
  const reservation = isPromise(held) ? await held : held
  const settle = (spent: Spending): void => reservation.settle(spent, world.clock.monotonic())
  const keep = step.whenReleased((isParked) => settle(isParked ? nothing : oneToolCall))
  try {
    return await next()
  } finally {
    keep()
    settle(oneToolCall)
  }
}

/**
 * A step of a user's own takes what it says it may take, and counts for what it says it took. That is only known
 * afterwards, so one step may overdraw an account; the next one is refused.
 */
async function holdOwnStep<Value>(step: InterceptedStep, next: () => Promise<Value>): Promise<Value> {
  const { budgets, world, request } = step
  const { name, estimate = nothing, unpriced } = request
  const call = { name: `step "${name}"`, isOwnStep: true }
  checkEstimate(estimate, call.name)
  if (unpriced !== undefined && limits(budgets, 'usd')) throw priceUnknown(unpriced)
  const reservation = await reserve(budgets, estimate, call, world.clock.monotonic())
  let spent: Spending = estimate
  const settle = (): void => reservation.settle(spent, world.clock.monotonic())
  const keep = step.whenReleased((isParked) => {
    if (isParked) spent = nothing
    settle()
  })
  try {
    const value = await next()
    spent = ownSpending(value, estimate)
    return value
  } finally {
    keep()
    settle()
  }
}

const nothing: Spending = { usd: 0 }
const oneToolCall: Spending = { toolCalls: 1, usd: 0 }

function ownSpending(value: unknown, estimate: Spending): Spending {
  // A value that JSON cannot carry is refused when it is recorded; it says nothing that could be counted.
  const said = typeof value === 'object' && value !== null ? readOwnSpending(value as JsonValue) : undefined
  if (said === undefined) return estimate
  const { usage, usd } = said
  const tokens = usage === undefined ? (estimate.tokens ?? 0) : usage.inputTokens + usage.outputTokens
  return { usd: usd ?? estimate.usd ?? 0, tokens, modelCalls: usage?.modelCalls ?? estimate.modelCalls ?? 0 }
}

/** Holds and settles the requests of one model step. */
class StepMeter implements Meter {
  readonly #step: InterceptedStep
  readonly #pricing: Pricing
  readonly #open = new Set<OpenRequest>()

  constructor(step: InterceptedStep, pricing: Pricing) {
    this.#step = step
    this.#pricing = pricing
  }

  async choose(need: MeteredNeed): Promise<ModelReference | undefined> {
    const { budgets, world } = this.#step
    const reduced = budgets.find((account) => account.isReduced)
    if (reduced !== undefined) return reduced.limits.cheaperModel
    const shortfall = await findShortfall(budgets, this.#worstCase(need), world.clock.monotonic())
    if (shortfall?.action !== 'cheaper-model') return undefined
    const account = budgets.find(({ scope, id }) => scope === shortfall.scope && id === shortfall.id)
    const cheaper = account?.limits.cheaperModel
    if (account === undefined || cheaper === undefined) return undefined
    // A step beside this one may have changed to it meanwhile, and said so.
    if (account.isReduced) return cheaper
    account.reduce()
    this.#step.warn(
      `The budget of the ${account.scope} "${account.id}" is nearly used up: model "${nameOf(cheaper)}" answers from now on instead of "${need.provider}:${need.modelId}".`,
    )
    return cheaper
  }

  open(need: MeteredNeed): Eventually<MeteredRequest> {
    const { budgets, world } = this.#step
    const worst = this.#worstCase(need)
    const call = { name: `the next call of model "${need.provider}:${need.modelId}"` }
    const held = reserve(budgets, worst, call, world.clock.monotonic())
    return isPromise(held)
      ? held.then((reservation) => this.#opened(need, worst, reservation))
      : this.#opened(need, worst, held)
  }

  /** Nothing is left held when the step is over, whatever its model did. */
  close(): void {
    for (const request of this.#open) request.settle({ usage: undefined, mayCost: true, seenTokens: 0 })
  }

  #opened(need: MeteredNeed, worst: Spending, reservation: Reservation): MeteredRequest {
    const price = this.#priceOf(need)
    const { input } = need.tokens(price?.maxOutput)
    const request = new OpenRequest({
      settle: (spent) => reservation.settle(spent, this.#step.world.clock.monotonic()),
      spentBy: (use) => spentBy(use, { worst, price, input, pricing: this.#pricing }),
      onEnd: () => this.#open.delete(request),
    })
    this.#open.add(request)
    return request
  }

  /** The most that a request may take. Tokens and money are estimated only where a budget limits them. */
  #worstCase(need: MeteredNeed): Spending {
    const { budgets } = this.#step
    const limitsMoney = limits(budgets, 'usd')
    if (!limitsMoney && !limits(budgets, 'tokens')) return { modelCalls: 1 }
    const price = this.#priceOf(need)
    const { input, output } = need.tokens(price?.maxOutput)
    if (!limitsMoney) return { modelCalls: 1, tokens: input + output }
    if (price === undefined) throw priceUnknown(`${need.provider}:${need.modelId}`)
    return { modelCalls: 1, tokens: input + output, usd: this.#pricing.worstCost(input, output, price) }
  }

  #priceOf({ provider, modelId }: MeteredNeed): ModelPrice | undefined {
    return this.#pricing.findPrice(provider, modelId, this.#step.world.prices)
  }
}

interface OpenParts {
  readonly settle: (spent: Spending) => void
  readonly spentBy: (use: MeteredUse) => Spending
  readonly onEnd: () => void
}

class OpenRequest implements MeteredRequest {
  readonly #parts: OpenParts
  #isSettled = false

  constructor(parts: OpenParts) {
    this.#parts = parts
  }

  settle(use: MeteredUse): void {
    if (this.#isSettled) return
    this.#isSettled = true
    this.#parts.onEnd()
    this.#parts.settle(this.#parts.spentBy(use))
  }
}

interface Reckoning {
  readonly worst: Spending
  readonly price: ModelPrice | undefined
  /** Tokens that were sent, by estimate. */
  readonly input: number
  readonly pricing: Pricing
}

/** What a request took: what the provider reported, or what was sent and what was seen of the answer. */
function spentBy({ usage, mayCost, seenTokens }: MeteredUse, reckoning: Reckoning): Spending {
  const { worst, price, input, pricing } = reckoning
  if (!mayCost) return { modelCalls: 1, usd: 0 }
  if (usage !== undefined && usage.inputTokens + usage.outputTokens > 0) {
    const tokens = usage.inputTokens + usage.outputTokens
    return { modelCalls: 1, tokens, usd: price === undefined ? undefined : pricing.costOf(usage, price).usd }
  }
  // A provider that reports no tokens for a whole answer must not be a way around a budget: what was held counts.
  if (usage !== undefined) return worst
  const tokens = input + seenTokens
  return { modelCalls: 1, tokens, usd: price === undefined ? undefined : pricing.worstCost(input, seenTokens, price) }
}

function limits(accounts: readonly BudgetAccount[], measure: 'usd' | 'tokens'): boolean {
  return accounts.some((account) => account.limits[measure] !== undefined)
}

function nameOf(reference: ModelReference): string {
  return typeof reference === 'string' ? reference : `${reference.provider}:${reference.modelId}`
}

function priceUnknown(model: string): RunError {
  return new RunError(
    'BUDGET_UNPRICED',
    `The price of model "${model}" is not known, so a budget in money cannot hold. Give its price (prices), or limit tokens or calls instead.`,
    { details: { model } },
  )
}
