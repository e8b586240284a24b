import { fileAddress, readDataAddress } from '../../messages/file-data.ts'
import type { ProviderNotes } from '../../messages/conversation.ts'
import type { FilePart, ToolResultPart } from '../../messages/part.ts'
import type { LanguageModelV4Content, LanguageModelV4Message } from '../../models/model.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { ToolOutcome } from '../../runs/outcomes.ts'
import { contentOutput } from '../tools/content-output.ts'
import type { ToolRequest } from '../tools/tool-step.ts'
import { defined } from '../../util/options/defined.ts'

type UserMessage = Extract<LanguageModelV4Message, { role: 'user' }>
type AssistantPart = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'][number]
type PromptFile = Extract<UserMessage['content'][number], { type: 'file' }>
type PromptResult = Extract<
  Extract<LanguageModelV4Message, { role: 'tool' }>['content'][number],
  { type: 'tool-result' }
>
type ToolOutput = PromptResult['output']

/** A turn of the user: text, or a value as JSON. */
export function userMessage(input: unknown): UserMessage {
  const text = typeof input === 'string' ? input : (JSON.stringify(input) ?? '')
  return { role: 'user', content: [{ type: 'text', text }] }
}

/** The model's own turn, as it must see it again: texts, reasoning and the tools it asked for. */
export function assistantMessage(content: readonly LanguageModelV4Content[]): LanguageModelV4Message {
  return { role: 'assistant', content: content.flatMap(assistantPart) }
}

/** The answers to the tools that the model asked for, with the ids of its requests. */
export function toolMessage(
  requests: readonly ToolRequest[],
  outcomes: readonly ToolOutcome[],
): LanguageModelV4Message {
  return {
    role: 'tool',
    content: requests.map(({ toolCallId, toolName }, position) =>
      toolResultPart({ toolCallId, toolName, ...(outcomes[position] ?? { output: null }) }),
    ),
  }
}

/** The result of a tool as models take it. */
export function toolResultPart({ toolCallId, toolName, ...outcome }: Omit<ToolResultPart, 'type'>): PromptResult {
  return { type: 'tool-result', toolCallId, toolName, output: toolOutput(outcome) }
}

/** A file as models take it. */
export function filePart(part: FilePart & ProviderNotes): PromptFile {
  return {
    type: 'file',
    mediaType: part.mediaType,
    data: fileData(part.data),
    ...defined({ filename: part.filename }),
    ...notesOf(part),
  }
}

function notesOf({ providerOptions }: ProviderNotes) {
  return providerOptions === undefined ? {} : { providerOptions: { ...providerOptions } }
}

function toolOutput({ output, isError, isContent }: ToolOutcome): ToolOutput {
  if (isContent === true) return contentOutput(output)
  // Providers refuse a request with half a character in it.
  if (typeof output === 'string')
    return { type: isError === true ? 'error-text' : 'text', value: output.toWellFormed() }
  // The contract's JSON type is mutable in its declaration only.
  return { type: isError === true ? 'error-json' : 'json', value: output as never }
}

function fileData(data: FilePart['data']): PromptFile['data'] {
  const inAddress = readDataAddress(data)
  if (inAddress !== undefined) return { type: 'data', data: inAddress.base64 }
  const url = fileAddress(data)
  // What is no address is the content itself.
  return url === undefined ? { type: 'data', data: data as string | Uint8Array } : { type: 'url', url }
}

function assistantPart(part: LanguageModelV4Content): AssistantPart[] {
  const metadata =
    'providerMetadata' in part && part.providerMetadata !== undefined ? { providerOptions: part.providerMetadata } : {}
  if (part.type === 'text' || part.type === 'reasoning') return [{ type: part.type, text: part.text, ...metadata }]
  if (part.type === 'tool-result') return part.preliminary === true ? [] : [{ ...ownResult(part), ...metadata }]
  if (part.type !== 'tool-call') return []
  const { toolCallId, toolName, input, providerExecuted } = part
  const executed = providerExecuted === undefined ? {} : { providerExecuted }
  return [{ type: 'tool-call', toolCallId, toolName, input: parsedInput(input), ...executed, ...metadata }]
}

/** What a tool gave that the provider ran. It wants that back as it was. */
function ownResult({
  toolCallId,
  toolName,
  result,
  isError,
}: Extract<LanguageModelV4Content, { type: 'tool-result' }>) {
  const type = isError === true ? ('error-json' as const) : ('json' as const)
  return { type: 'tool-result' as const, toolCallId, toolName, output: { type, value: result } }
}

// Providers take the input of a past call parsed; one that is no JSON goes back as the text it was.
function parsedInput(input: string): JsonValue {
  try {
    return input.trim() === '' ? {} : (JSON.parse(input) as JsonValue)
  } catch {
    return input
  }
}
