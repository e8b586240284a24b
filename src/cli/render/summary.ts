import type { Event } from '../../events/event.ts'
import { formatCost } from '../../messages/cost.ts'
import { Tally } from '../../runs/interceptors/tally.ts'
import { formatDuration } from '../../util/duration.ts'

/** Counts what happened, for the line at the end. */
export class Summary {
  readonly #tally = new Tally()
  #runs = 0
  #toolCalls = 0
  #rounds = 0
  readonly deadLetters: Extract<Event, { type: 'dead-letter' }>[] = []
  readonly errors: Extract<Event, { type: 'agent-error' }>[] = []

  /** Takes one event. */
  readonly listen = (event: Event): void => {
    if (event.type === 'run-start') this.#runs += 1
    else if (event.type === 'step-finish') this.#count(event)
    else if (event.type === 'step-error') this.#countFailure(event)
    else if (event.type === 'round-finish') this.#rounds += 1
    else if (event.type === 'dead-letter') this.deadLetters.push(event)
    else if (event.type === 'agent-error') this.errors.push(event)
  }

  /** Steps are counted and not runs: the figures of a run hold those of the runs that it called, which tell theirs too. */
  #count(step: Extract<Event, { type: 'step-finish' }>): void {
    const { kind, key, name, agent, output } = step
    if (kind === 'tool') this.#toolCalls += 1
    else if (kind === 'model' || kind === 'step')
      this.#tally.add({ kind, key, name, agent, value: output, isReplayed: step.replayed === true })
  }

  #countFailure({ kind, key, name, agent, error, replayed }: Extract<Event, { type: 'step-error' }>): void {
    this.#tally.addFailure({ kind, key, name, agent, error, isReplayed: replayed === true })
  }

  /** The counts as one line. */
  describe(elapsedMs: number): string {
    const { modelCalls, inputTokens, outputTokens } = this.#tally.usage
    const parts = [
      counted(this.#rounds, 'round'),
      counted(this.#runs, 'run'),
      counted(modelCalls, 'model call'),
      counted(this.#toolCalls, 'tool call'),
      `${grouped(inputTokens + outputTokens)} tokens`,
      ...(modelCalls === 0 && this.#tally.cost.unknownCalls === 0 ? [] : [formatCost(this.#tally.cost)]),
      ...(this.deadLetters.length === 0 ? [] : [`${this.deadLetters.length} not handled`]),
    ]
    return `${parts.join(', ')} in ${formatDuration(elapsedMs)}`
  }
}

function counted(count: number, what: string): string {
  return `${grouped(count)} ${what}${count === 1 ? '' : 's'}`
}

// What `toLocaleString('en')` gives, without the tables of languages that it loads.
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
