import type { HeldSlot } from '../../runs/call-port.ts'

/** A run that holds slots of agents and waits for one agent: for a slot of it, or for room in its mailbox. */
export interface BlockedRun {
  /** The slots that the run and those that called it hold. */
  readonly slots: readonly HeldSlot[]
  readonly target: string
}

/** How many slots an agent has, and how many of them are taken; `undefined` for one that is not hosted here. */
export type SlotsOf = (agent: string) => { readonly taken: number; readonly concurrency: number } | undefined

/**
 * Knows which runs wait for which agents, and so whether one more would wait for ever. An agent moves while it has a free
 * slot, or one whose run waits for nobody, or only for agents that move. A run that waits for several agents at once goes
 * on when it has got them all.
 */
export class WaitGraph {
  readonly #blocked = new Set<BlockedRun>()
  readonly #takenSlots: SlotsOf

  constructor(takenSlots: SlotsOf) {
    this.#takenSlots = takenSlots
  }

  /** True when the run would wait for an agent that cannot go on before the run does. */
  wouldDeadlock(run: BlockedRun): boolean {
    if (run.slots.length === 0) return false
    this.#blocked.add(run)
    const isStuck = !this.#movingAgents().has(run.target)
    this.#blocked.delete(run)
    return isStuck
  }

  /** Notes that the run waits, until what is returned is called. */
  block(run: BlockedRun): () => void {
    // Nobody waits for one that holds nothing.
    if (run.slots.length === 0) return free
    this.#blocked.add(run)
    return () => this.#blocked.delete(run)
  }

  /** The agents that somebody waits for and that move, found from those that do so by themselves. */
  #movingAgents(): ReadonlySet<string> {
    const agents = new Set([...this.#blocked].map(({ target }) => target))
    const moving = new Set<string>()
    for (let before = -1; before < moving.size;) {
      before = moving.size
      for (const agent of agents) if (!moving.has(agent) && this.#moves(agent, moving)) moving.add(agent)
    }
    return moving
  }

  #moves(agent: string, moving: ReadonlySet<string>): boolean {
    const slots = this.#takenSlots(agent)
    if (slots === undefined || slots.taken < slots.concurrency) return true
    const stuck = new Set<number>()
    for (const run of this.#blocked) {
      if (moving.has(run.target)) continue
      for (const slot of run.slots) if (slot.agent === agent) stuck.add(slot.number)
    }
    return stuck.size < slots.taken
  }
}

const free = (): void => {}
