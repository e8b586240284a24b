import type { LanguageModelV4Message } from '../model.ts'

type ToolMessage = Extract<LanguageModelV4Message, { role: 'tool' }>
type ResultPart = Extract<ToolMessage['content'][number], { type: 'tool-result' }>

const nothing = '(no output)'

/** The conversation with a word for each result that has none: Bedrock refuses blank texts there too. */
export function withoutBlankResults(prompt: readonly LanguageModelV4Message[]): LanguageModelV4Message[] {
  return prompt.map((message) => {
    if (message.role !== 'tool' || !message.content.some(isBlank)) return message
    const content = message.content.map((part) => (isBlank(part) ? { ...part, output: spoken(part.output) } : part))
    return { ...message, content }
  })
}

function isBlank(part: ToolMessage['content'][number]): part is ResultPart {
  if (part.type !== 'tool-result') return false
  const { output } = part
  if (output.type === 'text' || output.type === 'error-text') return output.value.trim() === ''
  return output.type === 'content' && (output.value.length === 0 || output.value.some(isBlankText))
}

function isBlankText(part: { readonly type: string; readonly text?: string | undefined }): boolean {
  return part.type === 'text' && part.text?.trim() === ''
}

function spoken(output: ResultPart['output']): ResultPart['output'] {
  if (output.type !== 'content')
    return output.type === 'error-text' ? { ...output, value: nothing } : { type: 'text', value: nothing }
  const value = output.value.filter((part) => !isBlankText(part))
  return value.length === 0 ? { type: 'text', value: nothing } : { ...output, value }
}
