import type { LanguageModelV4Message } from '../../models/model.ts'

/** Messages that only make sense together: an answer with the results of its tools, or a question with its answer. */
export interface Exchange {
  readonly messages: readonly LanguageModelV4Message[]
  /** True when it must stay: instructions, the input of this run, what the user pinned. */
  readonly pinned: boolean
}

/** Cuts a conversation into exchanges. A tool call and its result are never apart. */
export function toExchanges(
  prompt: readonly LanguageModelV4Message[],
  isPinned: (message: LanguageModelV4Message) => boolean,
): readonly Exchange[] {
  const exchanges: { messages: LanguageModelV4Message[]; pinned: boolean }[] = []
  for (const message of prompt) {
    const last = exchanges.at(-1)
    const pinned = isPinned(message)
    if (last === undefined || !continues(last.messages, message, pinned, last.pinned))
      exchanges.push({ messages: [message], pinned })
    else {
      last.messages.push(message)
      last.pinned ||= pinned
    }
  }
  return exchanges
}

function continues(
  before: readonly LanguageModelV4Message[],
  message: LanguageModelV4Message,
  pinned: boolean,
  lastPinned: boolean,
): boolean {
  // A result belongs to its call, whatever is pinned.
  if (message.role === 'tool') return true
  if (pinned || lastPinned || message.role !== 'assistant') return false
  return before.every(({ role }) => role === 'user')
}
