import type { ConversationMessage } from '../../messages/conversation.ts'
import type { FinishReason } from '../../models/finish-reason.ts'

/** How a model came to the answer of a run. */
export interface AnswerNotes {
  /** Why the model stopped; `undefined` where none gave the answer of an agent that the conversation was handed over to. */
  readonly finishReason: FinishReason | undefined
  /** What it thought before it answered, where its provider tells. */
  readonly reasoning: string | undefined
  /** The turns of the run as the agent had them; made when they are asked for. */
  readonly turns: () => readonly ConversationMessage[]
}

/** The same, as a ledger keeps it of an agent that was called and whose answer is the run's. */
export interface RecordedAnswer {
  readonly finishReason?: FinishReason
  readonly reasoning?: string
  readonly messages: readonly ConversationMessage[]
}

/** The notes that an answer was recorded with. */
export function notesOf({ finishReason, reasoning, messages }: RecordedAnswer): AnswerNotes {
  return { finishReason, reasoning, turns: () => messages }
}
