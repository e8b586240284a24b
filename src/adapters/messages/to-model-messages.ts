import type { AnswerPart, ConversationMessage, InputPart } from '../../messages/conversation.ts'
import { fileAddress, plainFileData } from '../../messages/file-data.ts'
import type { FilePart, ToolResultPart } from '../../messages/part.ts'
import { isRecord } from '../../util/is-record.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { ModelMessage, ModelMessagePart } from './model-message.ts'

/**
 * Messages of a conversation, such as those of a run's result, as the AI SDK gives them to models: for `generateText`, or
 * to keep them beside others of that form.
 */
export function toModelMessages(messages: readonly ConversationMessage[]): readonly ModelMessage[] {
  return messages.map(({ role, content }) => ({
    role,
    content: typeof content === 'string' ? content : content.map(modelPart),
  }))
}

function modelPart(part: InputPart | AnswerPart | ToolResultPart): ModelMessagePart {
  switch (part.type) {
    case 'file':
      return { ...part, ...filePart(part) }
    case 'data':
      return textPart(JSON.stringify(part.data))
    case 'tool-result': {
      const { isError: _isError, isContent: _isContent, ...call } = part
      const result = { ...call, output: outputOf(part) }
      return result
    }
    default:
      return part
  }
}

function filePart({ data }: FilePart): { readonly data: string | URL } {
  return { data: fileAddress(data) ?? plainFileData(data) }
}

function textPart(text: string): { readonly type: 'text'; readonly text: string } {
  return { type: 'text', text }
}

function outputOf({ output, isError, isContent }: ToolResultPart): object {
  if (isContent === true)
    return { type: 'content', value: (Array.isArray(output) ? output : [output]).map(contentPart) }
  const isText = typeof output === 'string'
  if (isError === true) return { type: isText ? 'error-text' : 'error-json', value: output }
  return { type: isText ? 'text' : 'json', value: output }
}

function contentPart(part: JsonValue): object {
  const { type, data, mediaType, text } = isRecord(part) ? part : {}
  if (type === 'text' && typeof text === 'string') return textPart(text)
  if (type !== 'file' || typeof mediaType !== 'string') return textPart(JSON.stringify(type === 'data' ? data : part))
  const content = plainFileData(data as FilePart['data'])
  return fileAddress(content) === undefined
    ? { type: 'file-data', data: content, mediaType }
    : { type: 'file-url', url: content, mediaType }
}
