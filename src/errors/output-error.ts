import { AgentError } from './agent-error.ts'
import type { AixgoErrorOptions } from './aixgo-error.ts'

/** One thing that was wrong with an answer. */
export interface OutputProblem {
  /** Which answer, counted from 1. */
  readonly attempt: number
  /** Where in the value, such as `items[0].price`; empty for the answer as a whole. */
  readonly path: string
  readonly message: string
}

/** What a model wrote and what was wrong with it. */
export interface OutputEvidence {
  readonly rawText: string
  readonly problems: readonly OutputProblem[]
}

/**
 * A model gave no output that matches the schema. What it wrote may hold anything, so `rawText` and `problems` are there
 * for code that asks for them and in the ledger of a run, and appear neither in logs nor in events.
 */
export class OutputError extends AgentError {
  // A bundler that finds the name twice renames the class, and `error.name` with it.
  static override readonly name: string = 'OutputError'

  /** The model's last answer, as it wrote it. */
  declare readonly rawText: string
  /** Everything that was wrong, with every answer. */
  declare readonly problems: readonly OutputProblem[]

  constructor(message: string, evidence: OutputEvidence, options: AixgoErrorOptions = {}) {
    super('AGENT_OUTPUT_INVALID', message, options)
    // Not enumerable: loggers and inspectors pass over them.
    Object.defineProperty(this, 'rawText', { value: evidence.rawText })
    Object.defineProperty(this, 'problems', { value: evidence.problems })
  }

  /** True for outputs that did not match, whichever copy of the package threw or restored them. */
  static override isInstance(value: unknown): value is OutputError {
    return AgentError.isInstance(value) && value.code === 'AGENT_OUTPUT_INVALID'
  }
}
