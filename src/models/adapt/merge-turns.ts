import type { LanguageModelV4Message } from '../model.ts'

/** The conversation with turns of one role in a row made one, for providers that want roles to alternate. */
export function mergeTurns(prompt: readonly LanguageModelV4Message[]): LanguageModelV4Message[] {
  const merged: LanguageModelV4Message[] = []
  for (const message of prompt) {
    const before = merged.at(-1)
    const joined = before === undefined ? undefined : join(before, message)
    if (joined === undefined) merged.push(message)
    else merged[merged.length - 1] = joined
  }
  return merged
}

function join(before: LanguageModelV4Message, message: LanguageModelV4Message): LanguageModelV4Message | undefined {
  if (before.role !== message.role || message.role === 'system' || before.role === 'system') return undefined
  // Both have the same role, so the parts of one are parts of the other.
  return { ...before, content: [...before.content, ...message.content] } as LanguageModelV4Message
}
