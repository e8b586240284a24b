import type { ConversationMessage } from '../messages/conversation.ts'
import type { FinishReason } from '../models/finish-reason.ts'

/** How a model came to the answer of a run. */
export interface AnswerNotes {
  /** Why the model stopped. */
  readonly finishReason: FinishReason
  /** What it thought before it answered, where its provider tells. */
  readonly reasoning: string | undefined
  /** The turns of the run as the agent had them; made when they are asked for. */
  readonly turns: () => readonly ConversationMessage[]
}
