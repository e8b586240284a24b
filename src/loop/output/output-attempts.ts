import { OutputError, type OutputProblem } from '../../errors/output-error.ts'
import type { AnySchema } from '../../schema/json-schema.ts'
import type { ModelOutcome } from '../../runs/outcomes.ts'
import { finalOutputTool } from '../reserved-names.ts'
import type { OutputMode } from './output-mode.ts'
import { readOutput } from './read-output.ts'

/** The structured output of an agent, and how its model is brought to give it. */
export interface OutputPlan {
  /** The agent, for errors. */
  readonly agent: string
  readonly schema: AnySchema
  readonly mode: OutputMode
}

/** A valid output, or what the model is told so that it can correct itself. */
export type Attempt = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly feedback: string }

/** How an answer came. */
export interface AnswerKind extends Pick<ModelOutcome, 'finishReason'> {
  readonly mode: OutputMode | undefined
}

/** The answers of one run, up to a valid one or the last that may be given. */
export class OutputAttempts {
  readonly #agent: string
  readonly #schema: AnySchema
  readonly #allowed: number
  readonly #problems: OutputProblem[] = []
  #made = 0

  constructor(agent: string, schema: AnySchema, allowed: number) {
    this.#agent = agent
    this.#schema = schema
    this.#allowed = allowed
  }

  /**
   * Reads an answer.
   * @throws OutputError when it is not valid and was the last.
   */
  async read(text: string, { finishReason, mode }: AnswerKind): Promise<Attempt> {
    this.#made += 1
    const output = await readOutput(text, this.#schema)
    if (output.ok) return output
    this.#problems.push(...output.problems.map((problem) => ({ attempt: this.#made, ...problem })))
    if (this.#made >= this.#allowed) throw this.#failure(text)
    const cut = finishReason === 'length' ? '\nYour answer was cut off at its maximum length. Make it shorter.' : ''
    return { ok: false, feedback: `${output.feedback}${cut}\n${askAgain(mode)}` }
  }

  #failure(rawText: string): OutputError {
    const last = this.#problems.filter(({ attempt }) => attempt === this.#made)
    const places = [...new Set(last.map(({ path }) => (path === '' ? 'the answer as a whole' : `"${path}"`)))]
    const tries = this.#made === 1 ? '1 try' : `${this.#made} tries`
    const shown = places.slice(0, 5).join(', ')
    const more = places.length > 5 ? ` and ${places.length - 5} more` : ''
    return new OutputError(
      `Agent "${this.#agent}" gave no valid output in ${tries}. Wrong in the last: ${shown}${more}. ` +
        "The error's `problems` and `rawText` say what was wrong and what the model wrote.",
      { rawText, problems: this.#problems },
      { details: { agent: this.#agent, tries: this.#made } },
    )
  }
}

function askAgain(mode: OutputMode | undefined): string {
  return mode === 'tool'
    ? `Call "${finalOutputTool}" again with arguments that match its schema.`
    : 'Answer again with JSON that matches the schema, and nothing else.'
}
