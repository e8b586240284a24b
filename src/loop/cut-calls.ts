import { ModelError } from '../errors/model-error.ts'
import type { ModelOutcome } from '../runs/outcomes.ts'
import { isRecord } from '../util/is-record.ts'
import type { ToolRequest } from './tools/tool-step.ts'

// The model is told twice; one that cannot write less is not asked for ever.
const mostInARow = 3

/** Calls that the model did not get to the end of, because its answer had reached its maximum length. */
export class CutCalls {
  readonly #agent: string
  #inARow = 0

  constructor(agent: string) {
    this.#agent = agent
  }

  /**
   * The call of an answer that was cut: only the last one can be.
   * @throws ModelError `MODEL_OUTPUT_LIMIT` when calls were cut in several answers in a row.
   */
  of(outcome: ModelOutcome, calls: readonly ToolRequest[]): ToolRequest | undefined {
    const last = outcome.finishReason === 'length' ? calls.at(-1) : undefined
    const cut = last !== undefined && !isComplete(last) ? last : undefined
    this.#inARow = cut === undefined ? 0 : this.#inARow + 1
    if (cut !== undefined && this.#inARow >= mostInARow) throw cutAgain(this.#agent, cut)
    return cut
  }
}

/** Some providers give whole answers with the arguments parsed, and none at all where they were cut. */
function isComplete({ input }: ToolRequest): boolean {
  try {
    const parsed: unknown = JSON.parse(input)
    return !isRecord(parsed) || Object.keys(parsed).length > 0
  } catch {
    return false
  }
}

function cutAgain(agent: string, { toolName }: ToolRequest): ModelError {
  return new ModelError(
    'MODEL_OUTPUT_LIMIT',
    `The model of agent "${agent}" was cut off at its maximum length ${mostInARow} times in a row while it wrote the arguments of tool "${toolName}". ` +
      'Raise maxOutputTokens (max_tokens in YAML), or have the tool take less at once.',
    { details: { agent, tool: toolName, finishReason: 'length', times: mostInARow } },
  )
}
