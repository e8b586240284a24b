import type {
  LanguageModelV4GenerateResult,
  LanguageModelV4Message,
  LanguageModelV4ToolResultOutput,
} from '../model.ts'

type ContentPart = Extract<LanguageModelV4ToolResultOutput, { type: 'content' }>['value'][number]

/** A file in the result of a tool. */
export type ResultFile = Extract<ContentPart, { type: 'file' }>

type Takes = (file: ResultFile) => boolean

/**
 * The conversation with a word for each file in the result of a tool that a provider does not take: it would be left out
 * without one, or keep the conversation from going on.
 */
export function withToldFiles(prompt: readonly LanguageModelV4Message[], takes: Takes): LanguageModelV4Message[] {
  if (untakenFiles(prompt, takes).length === 0) return [...prompt]
  return prompt.map((message) => {
    if (message.role !== 'tool') return message
    const content = message.content.map((part) => {
      if (part.type !== 'tool-result' || part.output.type !== 'content') return part
      const value = part.output.value.map((each): ContentPart => {
        return each.type !== 'file' || takes(each) ? each : { type: 'text', text: told(each) }
      })
      return { ...part, output: { ...part.output, value } }
    })
    return { ...message, content }
  })
}

/** What the caller should know of the files that a provider does not take. */
export function fileWarnings(
  prompt: readonly LanguageModelV4Message[],
  takes: Takes,
): LanguageModelV4GenerateResult['warnings'] {
  const types = new Set(untakenFiles(prompt, takes).map(({ mediaType }) => mediaType))
  return [...types].map((type) => ({ type: 'unsupported', feature: `files of type ${type} in results of tools` }))
}

function untakenFiles(prompt: readonly LanguageModelV4Message[], takes: Takes): readonly ResultFile[] {
  return prompt.flatMap(({ role, content }) =>
    role === 'tool' ? content.flatMap((part) => (part.type === 'tool-result' ? filesOf(part.output, takes) : [])) : [],
  )
}

function filesOf(output: LanguageModelV4ToolResultOutput, takes: Takes): readonly ResultFile[] {
  return output.type === 'content'
    ? output.value.filter((each) => each.type === 'file').filter((each) => !takes(each))
    : []
}

function told({ mediaType, filename, data }: ResultFile): string {
  const name = filename === undefined ? '' : ` with the name ${JSON.stringify(filename)}`
  const place = data.type === 'url' && data.url.protocol !== 'data:' ? ` at ${data.url.href}` : ''
  return `(A file of type ${mediaType}${name}${place}, which cannot be shown.)`
}
