import { plainFileData } from '../../messages/file-data.ts'
import type { AnswerPart, ConversationMessage, InputPart } from '../../messages/conversation.ts'
import type { FilePart, ToolResultPart } from '../../messages/part.ts'
import type { LanguageModelV4Message } from '../../models/model.ts'
import type { JsonObject, JsonValue } from '../../util/json/json.ts'
import { defined } from '../../util/options/defined.ts'

type PartOf<Role extends LanguageModelV4Message['role']> = Exclude<
  Extract<LanguageModelV4Message, { role: Role }>['content'],
  string
>[number]
type PromptFile = Extract<PartOf<'user'>, { type: 'file' }>
type PromptResult = Extract<PartOf<'tool'>, { type: 'tool-result' }>

/** Messages as models take them, as the turns of a conversation: plain JSON, from which the same messages can be made. */
export function promptTurns(messages: readonly LanguageModelV4Message[]): readonly ConversationMessage[] {
  return messages.map(turnOf)
}

function turnOf(message: LanguageModelV4Message): ConversationMessage {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.content }
    case 'user':
      return { role: 'user', content: textAlone(message.content) ?? message.content.map(inputPart) }
    case 'assistant':
      return { role: 'assistant', content: textAlone(message.content) ?? message.content.flatMap(answerPart) }
    case 'tool':
      return {
        role: 'tool',
        content: message.content.flatMap((part) => (part.type === 'tool-result' ? [resultPart(part)] : [])),
      }
    default:
      return message satisfies never
  }
}

/** The text of a turn that is nothing else. */
function textAlone(content: readonly (PartOf<'user'> | PartOf<'assistant'>)[]): string | undefined {
  const [only] = content
  return content.length === 1 && only?.type === 'text' && only.providerOptions === undefined ? only.text : undefined
}

function inputPart(part: PartOf<'user'>): InputPart {
  return part.type === 'text' ? { type: 'text', text: part.text, ...notesOf(part) } : filePart(part)
}

function answerPart(part: PartOf<'assistant'>): readonly AnswerPart[] {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return [{ type: part.type, text: part.text, ...notesOf(part) }]
    case 'file':
      return [filePart(part)]
    case 'tool-result':
      return [{ ...resultPart(part), ...notesOf(part) }]
    case 'tool-call': {
      const { type, toolCallId, toolName, input, providerExecuted } = part
      const executed = providerExecuted === true ? { providerExecuted } : {}
      // A call went to the model as JSON.
      return [{ type, toolCallId, toolName, input: input as JsonValue, ...executed, ...notesOf(part) }]
    }
    // No provider needs these back.
    case 'custom':
    case 'reasoning-file':
      return []
    default:
      return part satisfies never
  }
}

function filePart({ mediaType, filename, data, ...part }: PromptFile): FilePart {
  return {
    type: 'file',
    mediaType,
    data: fileData(data),
    ...defined({ filename }),
    ...notesOf(part),
  }
}

function fileData(data: PromptFile['data']): string {
  switch (data.type) {
    case 'data':
      return plainFileData(data.data)
    case 'url':
      return String(data.url)
    case 'text':
      return Buffer.from(data.text).toString('base64')
    case 'reference':
      return JSON.stringify(data.reference)
    default:
      return data satisfies never
  }
}

function resultPart({ toolCallId, toolName, output }: PromptResult): ToolResultPart {
  return { type: 'tool-result', toolCallId, toolName, ...resultOf(output) }
}

function resultOf(output: PromptResult['output']): Pick<ToolResultPart, 'output' | 'isError' | 'isContent'> {
  switch (output.type) {
    case 'text':
      return { output: output.value }
    case 'json':
      return { output: output.value }
    case 'error-text':
    case 'error-json':
      return { output: output.value, isError: true }
    case 'execution-denied':
      return { output: output.reason ?? 'The call was denied.', isError: true }
    case 'content':
      return { output: output.value.flatMap(contentPart), isContent: true }
    default:
      return output satisfies never
  }
}

function contentPart(
  part: Extract<PromptResult['output'], { type: 'content' }>['value'][number],
): readonly JsonObject[] {
  if (part.type === 'custom') return []
  if (part.type === 'text') return [{ type: 'text', text: part.text }]
  const { data, ...file } = filePart(part)
  return [{ ...file, data: String(data) }]
}

function notesOf({ providerOptions }: { readonly providerOptions?: unknown }) {
  // It came from a provider, as JSON.
  return providerOptions === undefined
    ? {}
    : { providerOptions: providerOptions as Readonly<Record<string, JsonObject>> }
}
