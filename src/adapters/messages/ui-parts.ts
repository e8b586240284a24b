import type { AnswerPart, InputPart, ProviderNotes } from '../../messages/conversation.ts'
import type { FilePart, ToolResultPart } from '../../messages/part.ts'
import { isRecord } from '../../util/is-record.ts'
import type { JsonObject, JsonValue } from '../../util/json/json.ts'
import { shown } from '../../util/text/shown.ts'
import { readAddress } from './file-content.ts'
import { refuseMessage } from './refuse-message.ts'
import type { FromUiMessagesOptions } from './ui-message.ts'

/** A part as it came, which may be anything. */
export type GivenPart = Readonly<Record<string, unknown>> & { readonly type: string }

/** A call of a tool with what came of it. */
export interface AnsweredCall {
  readonly call: AnswerPart
  readonly result: ToolResultPart
  readonly isOfProvider: boolean
}

const taker = 'fromUiMessages'

/** What a provider wants back with a part. */
function notesOf(metadata: unknown): ProviderNotes {
  // It came from a provider as JSON, and went through JSON since.
  return isRecord(metadata) ? { providerOptions: metadata as Readonly<Record<string, JsonObject>> } : {}
}

export function textPart(
  { text, providerMetadata }: GivenPart,
  place: string,
): { type: 'text'; text: string } & ProviderNotes {
  if (typeof text !== 'string') throw refuseMessage(taker, place, `must have a "text", not ${shown(text)}.`)
  return { type: 'text', text, ...notesOf(providerMetadata) }
}

/** What a model thought, where its provider wants that back; to others it would say nothing. */
export function reasoningPart({ text, providerMetadata }: GivenPart): readonly AnswerPart[] {
  if (!isRecord(providerMetadata) || typeof text !== 'string') return []
  return [{ type: 'reasoning', text, ...notesOf(providerMetadata) }]
}

export function filePart(part: GivenPart, place: string): FilePart & ProviderNotes {
  const { url, mediaType, filename, providerMetadata, providerReference } = part
  if (providerReference !== undefined)
    throw refuseMessage(taker, place, 'names a file at a provider. Send its content or its address.')
  const file = typeof url === 'string' ? readAddress(url) : undefined
  if (file === undefined)
    throw refuseMessage(taker, place, `must have a "url" that begins with https:, http: or data:, not ${shown(url)}.`)
  const media = typeof mediaType === 'string' ? mediaType : file.mediaType
  if (media === undefined) throw refuseMessage(taker, place, 'must have a "mediaType" such as "image/png".')
  const named = typeof filename === 'string' ? { filename } : {}
  return { type: 'file', mediaType: media, data: file.data, ...named, ...notesOf(providerMetadata) }
}

/** A part of the application's own: what its owner says that it is to a model. */
export function dataPart(part: GivenPart, { convertDataPart }: FromUiMessagesOptions): readonly InputPart[] {
  const converted = convertDataPart?.({ type: part.type, data: part['data'] })
  return converted === undefined ? [] : [converted]
}

/** A call of a tool with its outcome; nothing for one that has none, such as one of a run that was called off. */
export function answeredCall(part: GivenPart, place: string): AnsweredCall | undefined {
  const { type, state, toolCallId } = part
  const toolName = type === 'dynamic-tool' ? part['toolName'] : type.slice('tool-'.length)
  if (typeof toolCallId !== 'string' || typeof toolName !== 'string')
    throw refuseMessage(taker, place, 'must have a "toolCallId" and the name of a tool.')
  const outcome = outcomeOf(part, state)
  if (outcome === undefined) return undefined
  const isOfProvider = part['providerExecuted'] === true
  const input = (part['input'] ?? part['rawInput'] ?? {}) as JsonValue
  return {
    call: {
      type: 'tool-call',
      toolCallId,
      toolName,
      input,
      ...(isOfProvider ? { providerExecuted: true } : {}),
      ...notesOf(part['callProviderMetadata']),
    },
    result: { type: 'tool-result', toolCallId, toolName, ...outcome },
    isOfProvider,
  }
}

type Outcome = Pick<ToolResultPart, 'output' | 'isError' | 'isContent'>

function outcomeOf(part: GivenPart, state: unknown): Outcome | undefined {
  switch (state) {
    case 'output-available':
      return resultOf(part['output'])
    case 'output-error':
      return { output: String(part['errorText'] ?? 'The tool failed.'), isError: true }
    case 'output-denied': {
      const { approval } = part
      const reason = isRecord(approval) ? approval['reason'] : undefined
      return { output: typeof reason === 'string' ? reason : 'The call was not allowed.', isError: true }
    }
    default:
      return undefined
  }
}

function resultOf(output: unknown): Outcome {
  // What the stream makes of pictures and files, as the AI SDK has them.
  if (isRecord(output) && output['type'] === 'content' && Array.isArray(output['value']))
    return { output: output['value'] as JsonValue, isContent: true }
  return { output: (output ?? null) as JsonValue }
}
