import type { LanguageModelV4CallOptions, LanguageModelV4Message, LanguageModelV4ToolResultOutput } from '../model.ts'

/** What marks the text of this model. */
export const offlineMark = '[offline] '

/** What a tool answered. */
export interface ToolAnswer {
  readonly toolName: string
  readonly text: string
  readonly isError: boolean
}

/** A request as the offline model sees it. */
export interface OfflineRequest {
  readonly instructions: string
  /** The last thing the user said. */
  readonly input: string
  /** All the user said, in order. */
  readonly userTexts: readonly string[]
  /** What tools answered since the user spoke last. */
  readonly toolAnswers: readonly ToolAnswer[]
  /** How many tools the conversation has called so far. */
  readonly toolCalls: number
  /** Characters of the whole prompt. */
  readonly length: number
}

/** Reads a prompt. Marks of the offline model are taken out, so that they do not pile up from agent to agent. */
export function readRequest({ prompt }: LanguageModelV4CallOptions): OfflineRequest {
  const userTexts = prompt.flatMap((message) => (message.role === 'user' ? [userText(message.content)] : []))
  const lastUser = prompt.findLastIndex(({ role }) => role === 'user')
  return {
    instructions: prompt.flatMap((message) => (message.role === 'system' ? [message.content] : [])).join('\n'),
    input: userTexts.at(-1) ?? '',
    userTexts,
    toolAnswers: prompt.slice(lastUser + 1).flatMap(toolAnswers),
    toolCalls: prompt.flatMap((message) =>
      message.role === 'assistant' ? message.content.filter(({ type }) => type === 'tool-call') : [],
    ).length,
    length: prompt.reduce((sum, message) => sum + textLength(message), 0),
  }
}

type UserPart = Extract<LanguageModelV4Message, { role: 'user' }>['content'][number]

function userText(content: readonly UserPart[]): string {
  return content
    .map((part) => (part.type === 'text' ? part.text : fileText(part)))
    .join('\n')
    .replaceAll(offlineMark, '')
}

/** The text of a text file; for any other its name, as this model cannot look into it. */
function fileText({ data, mediaType, filename }: Extract<UserPart, { type: 'file' }>): string {
  if (data.type === 'text') return data.text
  if (data.type === 'data' && /^text\b|^application\/json\b/.test(mediaType)) return decode(data.data)
  return `(file: ${filename ?? mediaType})`
}

function decode(data: Uint8Array | string): string {
  const bytes = typeof data === 'string' ? Uint8Array.from(atob(data), (character) => character.charCodeAt(0)) : data
  return new TextDecoder().decode(bytes)
}

function toolAnswers(message: LanguageModelV4Message): readonly ToolAnswer[] {
  if (message.role !== 'tool') return []
  return message.content.flatMap((part) =>
    part.type === 'tool-result'
      ? [
          {
            toolName: part.toolName,
            text: outputText(part.output).replaceAll(offlineMark, ''),
            isError: /^(?:error|execution-denied)/.test(part.output.type),
          },
        ]
      : [],
  )
}

function outputText(output: LanguageModelV4ToolResultOutput): string {
  switch (output.type) {
    case 'text':
    case 'error-text':
      return output.value
    case 'json':
    case 'error-json':
      return JSON.stringify(output.value)
    case 'execution-denied':
      return output.reason ?? 'The call was not allowed.'
    case 'content':
      return output.value.map((part) => (part.type === 'text' ? part.text : '')).join('\n')
    default:
      return output satisfies never
  }
}

function textLength(message: LanguageModelV4Message): number {
  if (message.role === 'system') return message.content.length
  if (message.role === 'user') return userText(message.content).length
  let length = 0
  for (const part of message.content) {
    if (part.type === 'text' || part.type === 'reasoning') length += part.text.length
    if (part.type === 'tool-call') length += JSON.stringify(part.input ?? null).length
    if (part.type === 'tool-result') length += outputText(part.output).length
  }
  return length
}
