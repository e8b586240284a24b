import type { FinishReason } from '../models/finish-reason.ts'
import type { ModelOutcome } from '../runs/outcomes.ts'

/** Why an answer ended, and what its reader should be warned of. */
export function ending({ finishReason, rawFinishReason, usage }: ModelOutcome): {
  readonly reason: FinishReason
  readonly warning: string | undefined
} {
  return { reason: finishReason, warning: warningOf(finishReason, rawFinishReason, usage.outputTokens) }
}

function warningOf(reason: FinishReason, raw: string | undefined, tokens: number): string | undefined {
  switch (reason) {
    case 'stop':
    case 'tool-calls':
    case 'pause':
      return undefined
    case 'length':
      return `The answer was cut off at its maximum length${tokens === 0 ? '' : ` (${tokens} tokens)`}: it is not complete. Raise maxOutputTokens (max_tokens in YAML) to get the rest.`
    case 'content-filter':
      return "The answer was cut off by the provider's content filter: it is not complete."
    case 'unknown':
      return 'The provider ended the answer without saying why the model stopped: it may not be complete.'
    case 'other':
      return `The model stopped for a reason that is not known${raw === undefined ? '' : ` ("${raw}")`}: the answer may not be complete.`
    default:
      return reason satisfies never
  }
}
