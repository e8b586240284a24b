import { ModelError } from '../errors/model-error.ts'
import type { ModelOutcome } from '../runs/outcomes.ts'
import { textOf } from './model/model-outcome.ts'

const mostPauses = 5

/**
 * Answers in several turns: a provider that runs tools of its own may stop in the middle, and goes on when it is given
 * what it wrote (https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons, `pause_turn`).
 */
export class Pauses {
  readonly #agent: string
  #count = 0
  #text = ''

  constructor(agent: string) {
    this.#agent = agent
  }

  /**
   * Takes an answer that is to go on.
   * @throws ModelError `MODEL_RESPONSE_INVALID` after five.
   */
  add(outcome: ModelOutcome): void {
    this.#count += 1
    this.#text += textOf(outcome)
    if (this.#count <= mostPauses) return
    throw new ModelError(
      'MODEL_RESPONSE_INVALID',
      `The model of agent "${this.#agent}" paused its answer more than ${mostPauses} times.`,
      { details: { agent: this.#agent, pauses: this.#count }, retryable: false },
    )
  }

  /** The text of the answer that ends it, with what was written before. */
  textWith(outcome: ModelOutcome): string {
    const text = textOf(outcome)
    if (this.#count === 0) return text
    const whole = this.#text + text
    this.#count = 0
    this.#text = ''
    return whole
  }
}
