import type { LanguageModelV4CallOptions, LanguageModelV4GenerateResult, LanguageModelV4Message } from '../model.ts'

type ToolMessage = Extract<LanguageModelV4Message, { role: 'tool' }>
type ToolPart = ToolMessage['content'][number]
type ResultPart = Extract<ToolPart, { type: 'tool-result' }>
type UserContent = Extract<LanguageModelV4Message, { role: 'user' }>['content']
type ContentOutput = Extract<ResultPart['output'], { type: 'content' }>

/** A file in the result of a tool. */
export type ToolFile = Extract<ContentOutput['value'][number], { type: 'file' }>

/** Where a file in the result of a tool goes: it stays, it follows in a turn of the user, or the model is told that it cannot see it. */
export type ToolFilePlace = 'result' | 'after' | 'told'

/** A request in which the files of tools' results are where its provider takes them. Nearly always given back as it is. */
export function placeToolFiles<Options extends LanguageModelV4CallOptions>(
  options: Options,
  placeOf: (file: ToolFile) => ToolFilePlace,
): Options {
  if (!options.prompt.some(hasFiles)) return options
  const prompt: LanguageModelV4Message[] = []
  let after: UserContent = []
  for (const message of options.prompt) {
    if (message.role === 'tool') {
      const placed = placeIn(message, placeOf)
      prompt.push(placed.message)
      after.push(...placed.after)
      continue
    }
    if (after.length > 0) prompt.push({ role: 'user', content: after })
    after = []
    prompt.push(message)
  }
  if (after.length > 0) prompt.push({ role: 'user', content: after })
  return { ...options, prompt }
}

type Warning = LanguageModelV4GenerateResult['warnings'][number]

const noWarnings: readonly Warning[] = []

/** What of the newest results the model cannot be shown. Of older ones it was said when they came. */
export function warningsOfFiles(
  prompt: LanguageModelV4CallOptions['prompt'],
  placeOf: (file: ToolFile) => ToolFilePlace,
): readonly Warning[] {
  if (!prompt.some(hasFiles)) return noWarnings
  const answered = prompt.findLastIndex(({ role }) => role === 'assistant')
  return prompt.slice(answered + 1).flatMap((message) =>
    message.role !== 'tool'
      ? []
      : message.content.filter(isContent).flatMap(({ output, toolName }) =>
          output.value.flatMap((part): readonly Warning[] => {
            if (part.type !== 'file' || placeOf(part) !== 'told') return []
            const text = `${nameOf(part)} from the result of "${toolName}" cannot be shown to it, and it was told so.`
            return [{ type: 'other', message: text }]
          }),
        ),
  )
}

/** The results of one turn with the files that may stay, and the others, as parts of a turn of the user. */
export function placeIn(
  message: ToolMessage,
  placeOf: (file: ToolFile) => ToolFilePlace,
): { readonly message: ToolMessage; readonly after: UserContent } {
  const after: UserContent = []
  const content = message.content.map((part): ToolPart => {
    if (!isContent(part)) return part
    const value = part.output.value.map((each) => {
      const place = each.type === 'file' ? placeOf(each) : 'result'
      if (each.type !== 'file' || place === 'result') return each
      if (place === 'told') return note(`[${nameOf(each)} cannot be shown to you.]`)
      after.push(note(`${nameOf(each)}, from the result of "${part.toolName}":`), each)
      return note(`[${nameOf(each)} follows after the results.]`)
    })
    return { ...part, output: plainWherePossible({ ...part.output, value }) }
  })
  return { message: { ...message, content }, after }
}

function hasFiles(message: LanguageModelV4Message): boolean {
  return (
    message.role === 'tool' &&
    message.content.some((part) => isContent(part) && part.output.value.some(({ type }) => type === 'file'))
  )
}

function isContent(part: ToolPart): part is ResultPart & { readonly output: ContentOutput } {
  return part.type === 'tool-result' && part.output.type === 'content'
}

function note(text: string) {
  return { type: 'text' as const, text }
}

function nameOf({ filename, mediaType }: ToolFile): string {
  return filename === undefined ? `A file (${mediaType})` : `The file "${filename}" (${mediaType})`
}

/** Some wires know no list of parts. */
function plainWherePossible(output: ContentOutput): ResultPart['output'] {
  const texts = output.value.map((part) => (part.type === 'text' ? part.text : undefined))
  return texts.every((text) => text !== undefined) ? { type: 'text', value: texts.join('\n') } : output
}
