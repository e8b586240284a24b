import type { Event } from '../../events/event.ts'
import { addCost, formatCost, noCost, type CostSum } from '../../messages/cost.ts'
import { addUsage, noUsage, type Usage } from '../../messages/usage.ts'
import type { JsonValue } from '../../util/json.ts'
import { formatDuration } from '../../util/duration.ts'

/** Counts what happened, for the line at the end. */
export class Summary {
  #usage: Usage = noUsage
  #cost: CostSum = noCost
  #runs = 0
  #toolCalls = 0
  #rounds = 0
  readonly deadLetters: Extract<Event, { type: 'dead-letter' }>[] = []
  readonly errors: Extract<Event, { type: 'agent-error' }>[] = []

  /** Takes one event. */
  readonly listen = (event: Event): void => {
    if (event.type === 'run-start') this.#runs += 1
    else if (event.type === 'run-finish' || event.type === 'run-error') {
      this.#usage = addUsage(this.#usage, event.usage)
      this.#cost = addCost(this.#cost, event.cost)
    } else if (event.type === 'step-finish' && event.kind === 'tool' && isToolOutcome(event.output))
      this.#toolCalls += 1
    else if (event.type === 'round-finish') this.#rounds += 1
    else if (event.type === 'dead-letter') this.deadLetters.push(event)
    else if (event.type === 'agent-error') this.errors.push(event)
  }

  /** The counts as one line. */
  describe(elapsedMs: number): string {
    const { modelCalls, inputTokens, outputTokens } = this.#usage
    const parts = [
      counted(this.#rounds, 'round'),
      counted(this.#runs, 'run'),
      counted(modelCalls, 'model call'),
      counted(this.#toolCalls, 'tool call'),
      `${grouped(inputTokens + outputTokens)} tokens`,
      ...(modelCalls === 0 ? [] : [formatCost(this.#cost)]),
      ...(this.deadLetters.length === 0 ? [] : [`${this.deadLetters.length} not handled`]),
    ]
    return `${parts.join(', ')} in ${formatDuration(elapsedMs)}`
  }
}

// The writes of a logger are steps of kind "tool" too, but no model asked for them.
function isToolOutcome(output: JsonValue): boolean {
  return typeof output === 'object' && output !== null && 'output' in output
}

function counted(count: number, what: string): string {
  return `${grouped(count)} ${what}${count === 1 ? '' : 's'}`
}

// What `toLocaleString('en')` gives, without the tables of languages that it loads.
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
