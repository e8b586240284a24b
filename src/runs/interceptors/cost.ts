import type { ModelPrice, PriceTable } from '../../models/prices/model-price.ts'
import type { ModelOutcome } from '../outcomes.ts'
import type { InterceptedStep, StepInterceptor } from './interceptor.ts'
import { loadPricing, pricingAtHand, type Pricing } from './pricing-port.ts'

/** Puts the cost of every model call on its outcome, by the model that answered. A price that is not known stays unknown. */
export const costInterceptor: StepInterceptor = {
  name: 'cost',
  appliesTo: ({ request }) => request.kind === 'model',
  // The outcome of a model step is a model outcome: only the loop takes steps of this kind.
  around: <Value>(step: InterceptedStep, next: () => Promise<Value>): Promise<Value> =>
    next().then((outcome) => priced(outcome as ModelOutcome, step) as Value | Promise<Value>),
}

function priced(outcome: ModelOutcome, step: InterceptedStep): ModelOutcome | Promise<ModelOutcome> {
  const pricing = pricingAtHand()
  return pricing === undefined
    ? loadPricing().then((loaded) => withCost(outcome, loaded, step))
    : withCost(outcome, pricing, step)
}

function withCost(outcome: ModelOutcome, pricing: Pricing, { world }: InterceptedStep): ModelOutcome {
  const asked = outcome.model
  if (asked === undefined) return outcome
  const found =
    priceOf(asked, pricing, world.prices) ?? priceOfAnswerer(asked, outcome.modelId, { pricing, own: world.prices })
  // Without reported tokens the cost is as unknown as without a price.
  if (found === undefined || !(isReported(outcome) || isFree(found))) return outcome
  return { ...outcome, cost: pricing.costOf(outcome.usage, found) }
}

type ModelParts = NonNullable<ModelOutcome['model']>

interface KnownPrice {
  readonly own: PriceTable | undefined
  readonly price: ModelPrice | undefined
}

// The loop names a model by the same object each time, so its price is looked up once for each table.
const known = new WeakMap<ModelParts, KnownPrice>()

function priceOf(model: ModelParts, pricing: Pricing, own: PriceTable | undefined): ModelPrice | undefined {
  const found = known.get(model)
  if (found !== undefined && found.own === own) return found.price
  const price = pricing.findPrice(model.provider, model.modelId, own)
  known.set(model, { own, price })
  return price
}

/**
 * The price of the model that answered, by the name it gives itself: what was asked may be a deployment, an alias or a
 * router (`openrouter/auto`), which have no price of their own.
 */
function priceOfAnswerer(
  asked: ModelParts,
  modelId: string | undefined,
  { pricing, own }: Prices,
): ModelPrice | undefined {
  if (modelId === undefined || modelId === asked.modelId) return undefined
  const last = answerers.get(asked)
  const answerer = last?.modelId === modelId ? last : { provider: asked.provider, modelId }
  answerers.set(asked, answerer)
  return priceOf(answerer, pricing, own)
}

interface Prices {
  readonly pricing: Pricing
  readonly own: PriceTable | undefined
}

// Most answer under one name.
const answerers = new WeakMap<ModelParts, ModelParts>()

function isReported({ usage }: ModelOutcome): boolean {
  return usage.inputTokens + usage.outputTokens > 0
}

function isFree({ input, output }: ModelPrice): boolean {
  return input === 0 && output === 0
}
