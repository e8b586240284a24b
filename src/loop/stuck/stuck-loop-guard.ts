import { AgentError } from '../../errors/agent-error.ts'
import type { EngineContext } from '../../runs/engine.ts'
import type { Iteration } from '../stop-condition.ts'
import { StuckLoopDetector, type LoopDetection, type StuckLoop } from './stuck-loop.ts'

/** Warns listeners of an agent that goes round in circles, and stops it when it goes on. One for each run. */
export class StuckLoopGuard {
  readonly #agent: string
  readonly #context: Pick<EngineContext, 'warn'>
  readonly #options: LoopDetection | false
  #first: Iteration | undefined
  #detector: StuckLoopDetector | undefined
  #warnedOf: Set<StuckLoop['kind']> | undefined

  constructor(agent: string, options: LoopDetection | false, context: Pick<EngineContext, 'warn'>) {
    this.#agent = agent
    this.#context = context
    this.#options = options
  }

  /**
   * Takes the next iteration of the run. Warns once of each kind of circle, until the agent has left it.
   * @throws AgentError `AGENT_STUCK`.
   */
  assertNotStuck(iteration: Iteration): void {
    const found = this.#add(iteration)
    if (found === undefined) return this.#warnedOf?.clear()
    if (found.action === 'stop') throw stuck(this.#agent, found)
    this.#warnedOf ??= new Set()
    if (this.#warnedOf.has(found.kind)) return
    this.#warnedOf.add(found.kind)
    this.#context.warn(`Agent "${this.#agent}" seems to go round in a loop: ${found.reason}.`)
  }

  #add(iteration: Iteration): StuckLoop | undefined {
    if (this.#options === false) return undefined
    if (this.#detector === undefined) {
      // Nothing goes round that came once, and most runs have one iteration with tools.
      if (this.#first === undefined && isPatient(this.#options)) {
        this.#first = iteration
        return undefined
      }
      this.#detector = new StuckLoopDetector(this.#options)
      if (this.#first !== undefined) this.#detector.add(this.#first)
    }
    return this.#detector.add(iteration)
  }
}

/** True where a single iteration is never too many. */
function isPatient({ warnAfter = 2, stopAfter = 2, pollStopAfter = 2 }: LoopDetection): boolean {
  return warnAfter > 1 && stopAfter > 1 && pollStopAfter > 1
}

function stuck(agent: string, { kind, iterations, reason }: StuckLoop): AgentError {
  const limit = kind === 'polling' ? 'pollStopAfter' : 'stopAfter'
  return new AgentError(
    'AGENT_STUCK',
    `Agent "${agent}" goes round in a loop and was stopped: ${reason}. Look at what the tool answers and at the instructions; ` +
      `raise ${limit} of the loop detection, or switch it off, if this is meant to be.`,
    { details: { agent, kind, iterations, reason } },
  )
}
