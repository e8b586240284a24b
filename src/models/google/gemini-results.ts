import type { LanguageModelV4Message, LanguageModelV4ToolResultOutput } from '../model.ts'

type ToolMessage = Extract<LanguageModelV4Message, { role: 'tool' }>
type UserMessage = Extract<LanguageModelV4Message, { role: 'user' }>
type File = Extract<UserMessage['content'][number], { type: 'file' }>
type ContentOutput = Extract<LanguageModelV4ToolResultOutput, { type: 'content' }>

/**
 * The conversation with one text for each result of a tool. Models before Gemini 3 take nothing else in a result, and
 * the package would send none for an image and several for several texts; files come after the results.
 */
export function splitResults(prompt: readonly LanguageModelV4Message[]): LanguageModelV4Message[] {
  return prompt.flatMap((message): LanguageModelV4Message[] => {
    if (message.role !== 'tool' || !message.content.some(hasContent)) return [message]
    const files: File[] = []
    const content = message.content.map((part) =>
      hasContent(part) ? { ...part, output: textOf(part.output, files) } : part,
    )
    if (files.length === 0) return [{ ...message, content }]
    return [
      { ...message, content },
      { role: 'user', content: [{ type: 'text', text: 'The files that the tools gave:' }, ...files] },
    ]
  })
}

type ResultPart = Extract<ToolMessage['content'][number], { type: 'tool-result' }>

function hasContent(part: ToolMessage['content'][number]): part is ResultPart & { readonly output: ContentOutput } {
  return part.type === 'tool-result' && part.output.type === 'content'
}

/** The texts of a result as one, with a word for each file, which goes to `files`. */
function textOf({ value }: ContentOutput, files: File[]): LanguageModelV4ToolResultOutput {
  const texts = value.map((part) => {
    if (part.type === 'text') return part.text
    if (part.type !== 'file') return JSON.stringify(part)
    const { mediaType, data, filename } = part
    files.push({ type: 'file', mediaType, data, ...(filename === undefined ? {} : { filename }) })
    return `(A file of type ${mediaType}: see the files that follow.)`
  })
  return { type: 'text', value: texts.join('\n') }
}
