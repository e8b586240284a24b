import type { LanguageModelV4Message } from '../model.ts'

type ToolPart = Extract<LanguageModelV4Message, { role: 'tool' }>['content'][number]

/** The conversation with one text in each result of texts: the package sends a result for each of several. */
export function withPlainResults(prompt: readonly LanguageModelV4Message[]): LanguageModelV4Message[] {
  return prompt.map((message) =>
    message.role === 'tool' && message.content.some((part) => textsOf(part) !== undefined)
      ? { ...message, content: message.content.map(plain) }
      : message,
  )
}

function plain(part: ToolPart): ToolPart {
  const texts = textsOf(part)
  if (texts === undefined || part.type !== 'tool-result') return part
  return { ...part, output: { type: 'text', value: texts.join('\n') } }
}

function textsOf(part: ToolPart): readonly string[] | undefined {
  if (part.type !== 'tool-result' || part.output.type !== 'content') return undefined
  const texts = part.output.value.filter((each) => each.type === 'text')
  return texts.length === part.output.value.length ? texts.map(({ text }) => text) : undefined
}
