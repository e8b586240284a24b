import type { LanguageModelV4Message } from '../model.ts'

type AssistantPart = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'][number]

/** What a provider said itself. */
export interface OwnParts {
  /** Reasoning, by what the provider said of it. */
  readonly reasoning: (said: NonNullable<AssistantPart['providerOptions']>) => boolean
  /** Calls of tools that the provider ran itself. */
  readonly run: (call: ProviderRun) => boolean
}

/** The call of a tool that some provider ran itself. */
export type ProviderRun = Extract<AssistantPart, { type: 'tool-call' }>

/**
 * The conversation with the reasoning and the runs alone that the provider gave itself and wants back: those of another
 * provider, and what nobody signed, would be refused or taken for an answer. Turns that held nothing else go with them.
 */
export function withOwnParts(prompt: readonly LanguageModelV4Message[], own: OwnParts): LanguageModelV4Message[] {
  const foreignRuns = new Set<string>()
  for (const { role, content } of prompt) {
    if (role !== 'assistant') continue
    for (const part of content) {
      if (part.type === 'tool-call' && part.providerExecuted === true && !own.run(part))
        foreignRuns.add(part.toolCallId)
    }
  }
  const isForeign = (part: AssistantPart): boolean => {
    if (part.type === 'reasoning') return part.providerOptions === undefined || !own.reasoning(part.providerOptions)
    return (part.type === 'tool-call' || part.type === 'tool-result') && foreignRuns.has(part.toolCallId)
  }
  if (!prompt.some((message) => message.role === 'assistant' && message.content.some(isForeign))) return [...prompt]
  return prompt.flatMap((message) => {
    if (message.role !== 'assistant' || !message.content.some(isForeign)) return [message]
    const content = message.content.filter((part) => !isForeign(part))
    return content.length === 0 ? [] : [{ ...message, content }]
  })
}
