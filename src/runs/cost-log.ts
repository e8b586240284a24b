import { addCall, noCost, type Cost, type CostSum } from '../messages/cost.ts'
import type { JsonValue } from '../util/json.ts'

/** What the model calls of a run cost, all together and by agent. Fed by the records alone, so a replay comes to the same. */
export class CostLog {
  readonly #rootAgent: string
  #byAgent: Map<string, CostSum> | undefined
  total: CostSum = noCost

  constructor(rootAgent: string) {
    this.#rootAgent = rootAgent
  }

  get byAgent(): Readonly<Record<string, CostSum>> {
    return this.#byAgent === undefined ? {} : Object.fromEntries(this.#byAgent)
  }

  /** Takes the outcome of a model step. One without a cost is a call whose price is not known. */
  add(key: string, model: string, outcome: JsonValue): void {
    const { cost } = outcome as unknown as { readonly cost?: Cost }
    const agent = agentOf(key) ?? this.#rootAgent
    this.total = addCall(this.total, cost, model)
    this.#byAgent ??= new Map()
    this.#byAgent.set(agent, addCall(this.#byAgent.get(agent) ?? noCost, cost, model))
  }
}

/** The agent that a step belongs to: the innermost one in its key. */
function agentOf(key: string): string | undefined {
  if (!key.includes('/')) return undefined
  const segment = key.split('/').findLast((part) => part.startsWith('agent:'))
  return segment === undefined
    ? undefined
    : decodeURIComponent(segment.slice('agent:'.length, segment.lastIndexOf('#')))
}
