import { addCall, addCost, noCost, type CostSum } from '../../messages/cost.ts'
import { addUsage, noUsage, type Usage } from '../../messages/usage.ts'
import { readCallOutcome, readCounted, readOwnSpending } from '../outcomes.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { SettledStep } from './interceptor.ts'

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

  #addModel(agent: string, model: string, value: JsonValue): void {
    const counted = readCounted(value)
    if (counted === undefined) return
    this.usage = this.usage === noUsage ? counted.usage : addUsage(this.usage, counted.usage)
    if (!counted.isCached) this.#addCost(agent, addCall(noCost, counted.cost, model))
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
