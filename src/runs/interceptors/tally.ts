import { addCall, addCost, noCost, type CostSum } from '../../messages/cost.ts'
import { addUsage, noUsage, type Usage } from '../../messages/usage.ts'
import type { SerializedError } from '../../errors/serialized-error.ts'
import { readAnswerer, readCallOutcome, readCounted, readOwnSpending, readUnpriced } from '../outcomes.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { SettledStep } from './interceptor.ts'

/** A step with what it failed of. */
export interface FailedStep extends Omit<SettledStep, 'value'> {
  readonly error: SerializedError
}

/** Sums up what a run used and what that cost, all together and by agent. Fed by outcomes alone, so a replay comes to the same. */
export class Tally {
  usage: Usage = noUsage
  cost: CostSum = noCost
  // Most runs have one agent, which needs no map.
  #agent: string | undefined
  #byAgent: Map<string, CostSum> | undefined

  get costByAgent(): Readonly<Record<string, CostSum>> {
    if (this.#byAgent !== undefined) return Object.fromEntries(this.#byAgent)
    return this.#agent === undefined ? {} : { [this.#agent]: this.cost }
  }

  /** Takes the outcome of a step. */
  add({ kind, agent, name, value }: SettledStep): void {
    if (kind === 'model') this.#addModel(agent, name, value)
    // A called agent that ran elsewhere has counted for itself.
    else if (kind === 'agent') this.#addCall(name, value)
    else if (kind === 'step') this.#addOwn(agent, value)
  }

  /** Takes the failure of a step: requests that came to nothing may have cost something all the same. */
  addFailure({ kind, agent, name, error }: FailedStep): void {
    if (kind !== 'model' || error.details === undefined) return
    for (const model of readUnpriced(error.details)) this.#addUnpriced(agent, shownName(model, name))
  }

  #addModel(agent: string, name: string, value: JsonValue): void {
    const counted = readCounted(value)
    if (counted === undefined) return
    const { usage, cost, isCached, unpriced } = counted
    this.usage = this.usage === noUsage ? usage : addUsage(this.usage, usage)
    for (const model of unpriced) this.#addUnpriced(agent, shownName(model, name))
    if (isCached) return
    if (cost === undefined) this.#addUnpriced(agent, shownName(readAnswerer(value) ?? name, name))
    else this.#addCost(agent, addCall(noCost, cost, name))
  }

  #addUnpriced(agent: string, model: string): void {
    this.#addCost(agent, addCall(noCost, undefined, model))
  }

  #addCall(agent: string, value: JsonValue): void {
    const outcome = readCallOutcome(value)
    if (outcome === undefined) return
    this.usage = addUsage(this.usage, outcome.usage)
    this.#addCost(agent, outcome.cost)
  }

  #addOwn(agent: string, value: JsonValue): void {
    const spent = readOwnSpending(value)
    if (spent === undefined) return
    if (spent.usage !== undefined) this.usage = addUsage(this.usage, spent.usage)
    if (spent.cost !== undefined) this.#addCost(agent, spent.cost)
  }

  #addCost(agent: string, cost: CostSum): void {
    this.#agent ??= agent
    if (this.#byAgent === undefined && agent !== this.#agent) this.#byAgent = new Map([[this.#agent, this.cost]])
    this.#byAgent?.set(agent, addCost(this.#byAgent.get(agent) ?? noCost, cost))
    this.cost = this.cost === noCost ? cost : addCost(this.cost, cost)
  }
}

/**
 * The name under which users know a model: the one that a step is named after, where it is the same. The packages name
 * their models more exactly than users do, `openai.responses:gpt-4o`.
 */
function shownName(model: string, stepName: string): string {
  const colon = model.indexOf(':')
  if (colon < 0 || model === stepName) return model
  const [provider] = model.slice(0, colon).split('.')
  const modelId = model.slice(colon + 1)
  return stepName === modelId ? stepName : `${provider}:${modelId}`
}
