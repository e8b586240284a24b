import type { LanguageModelV4Message } from '../model.ts'

type AssistantMessage = Extract<LanguageModelV4Message, { role: 'assistant' }>
type AssistantPart = AssistantMessage['content'][number]

/**
 * The conversation with the reasoning alone that the provider gave itself and wants back: that of another provider, and
 * what nobody signed, would be refused or taken for an answer. Turns that held nothing else go with it.
 */
export function withOwnReasoning(
  prompt: readonly LanguageModelV4Message[],
  isOwn: (options: NonNullable<AssistantPart['providerOptions']>) => boolean,
): LanguageModelV4Message[] {
  const isForeign = (part: AssistantPart): boolean =>
    part.type === 'reasoning' && (part.providerOptions === undefined || !isOwn(part.providerOptions))
  if (!prompt.some((message) => message.role === 'assistant' && message.content.some(isForeign))) return [...prompt]
  return prompt.flatMap((message) => {
    if (message.role !== 'assistant' || !message.content.some(isForeign)) return [message]
    const content = message.content.filter((part) => !isForeign(part))
    return content.length === 0 ? [] : [{ ...message, content }]
  })
}
