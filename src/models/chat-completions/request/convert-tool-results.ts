import type { LanguageModelV4Message } from '../../model.ts'
import { convertFile, type FilePart } from './convert-files.ts'
import { extrasOf } from './message-extras.ts'
import type { PromptContext, WireMessage } from './prompt-context.ts'

type Turn = Extract<LanguageModelV4Message, { role: 'tool' }>
type Result = Extract<Turn['content'][number], { type: 'tool-result' }>
type ContentItem = Extract<Result['output'], { type: 'content' }>['value'][number]
type WirePart = Readonly<Record<string, unknown>>

/**
 * The results of tools. They hold text alone, so files follow in one message of the user behind the last
 * result, with the names of their calls.
 */
export function convertToolResults({ content }: Turn, context: PromptContext): readonly WireMessage[] {
  const results = content.filter((part): part is Result => part.type === 'tool-result')
  const messages = results.map((result) => convertResult(result, context))
  const files = results.flatMap((result) => announcedFiles(result, context))
  return files.length === 0 ? messages : [...messages, { role: 'user', content: files }]
}

function convertResult(result: Result, context: PromptContext): WireMessage {
  const { toolCallId, toolName, providerOptions } = result
  const { callId, namesResults } = context.traits
  return {
    role: 'tool',
    tool_call_id: callId === undefined ? toolCallId : callId(toolCallId),
    ...(namesResults === true ? { name: toolName } : {}),
    content: contentOf(result),
    ...extrasOf(providerOptions, context),
  }
}

function contentOf({ output }: Result): string {
  switch (output.type) {
    case 'text':
    case 'error-text':
      return output.value
    case 'json':
    case 'error-json':
      return jsonText(output.value)
    case 'execution-denied':
      return output.reason ?? 'The call was not allowed.'
    case 'content':
      return textOf(output.value)
    default:
      output satisfies never
      return ''
  }
}

function jsonText(value: unknown): string {
  return JSON.stringify(value) ?? 'null'
}

function isFile(item: ContentItem): item is Extract<ContentItem, { type: 'file' }> {
  return item.type === 'file'
}

function textOf(items: readonly ContentItem[]): string {
  const texts = items.flatMap((item) => (item.type === 'text' ? [item.text] : []))
  const files = items.filter(isFile).length
  if (files > 0) texts.push(files === 1 ? '(1 file follows.)' : `(${files} files follow.)`)
  return texts.join('\n')
}

function announcedFiles({ output, toolName, toolCallId }: Result, context: PromptContext): readonly WirePart[] {
  if (output.type !== 'content') return []
  const files = output.value.filter(isFile).map((item) => convertFile(filePart(item), context))
  if (files.length === 0) return []
  const { callId } = context.traits
  const id = callId === undefined ? toolCallId : callId(toolCallId)
  return [{ type: 'text', text: `Files from the result of ${toolName} (${id}):` }, ...files]
}

function filePart({ type: _type, ...item }: Extract<ContentItem, { type: 'file' }>): FilePart {
  return item
}
