import type { ProviderNotes } from '../../messages/conversation.ts'
import type { FilePart, ToolResultPart } from '../../messages/part.ts'
import { isRecord } from '../../util/is-record.ts'
import { bytesOf } from '../../util/json/bytes.ts'
import type { JsonObject, JsonValue } from '../../util/json/json.ts'
import { shown } from '../../util/text/shown.ts'
import { readAddress, textBase64 } from './file-content.ts'
import { refuseMessage } from './refuse-message.ts'
import { defined } from '../../util/options/defined.ts'

/** A part as it came, which may be anything. */
export type GivenModelPart = Readonly<Record<string, unknown>> & { readonly type: string }

const taker = 'fromModelMessages'

/** What a provider wants back with a part. */
export function notesOf({ providerOptions }: GivenModelPart): ProviderNotes {
  // It came from a provider, as JSON.
  return isRecord(providerOptions) ? { providerOptions: providerOptions as Readonly<Record<string, JsonObject>> } : {}
}

export function wordsPart<const Type extends 'text' | 'reasoning'>(type: Type, part: GivenModelPart, place: string) {
  const { text } = part
  if (typeof text !== 'string') throw refuseMessage(taker, place, `must have a "text", not ${shown(text)}.`)
  return { type, text, ...notesOf(part) }
}

export function filePart(part: GivenModelPart, place: string): FilePart & ProviderNotes {
  const { mediaType, filename } = part
  const file = readData(part.type === 'image' ? part['image'] : part['data'])
  if (file === undefined)
    throw refuseMessage(
      taker,
      place,
      'must hold bytes, base64, text or an address that begins with https:, http: or data:.',
    )
  const media =
    typeof mediaType === 'string' ? mediaType : (file.mediaType ?? (part.type === 'image' ? 'image/*' : undefined))
  if (media === undefined) throw refuseMessage(taker, place, 'must have a "mediaType" such as "application/pdf".')
  const named = typeof filename === 'string' ? { filename } : {}
  return { type: 'file', mediaType: media, data: file.data, ...named, ...notesOf(part) }
}

/** The content of a file in all forms that versions 5 to 7 have for it. */
function readData(data: unknown): { readonly data: FilePart['data']; readonly mediaType?: string } | undefined {
  if (data instanceof URL) return readAddress(data.href)
  if (typeof data === 'string') return /^[a-z][a-z0-9+.-]*:/i.test(data) ? readAddress(data) : { data }
  const bytes = bytesOf(data)
  if (bytes !== undefined) return { data: bytes.$bytes }
  if (!isRecord(data)) return undefined
  switch (data['type']) {
    case 'data':
      return readData(data['data'])
    case 'url':
      return readData(data['url'])
    case 'text':
      return typeof data['text'] === 'string' ? { data: textBase64(data['text']) } : undefined
    default:
      return undefined
  }
}

export function toolCallPart(part: GivenModelPart, place: string) {
  const { toolCallId, toolName, input, providerExecuted } = part
  if (typeof toolCallId !== 'string' || typeof toolName !== 'string')
    throw refuseMessage(taker, place, 'must have a "toolCallId" and a "toolName".')
  if (input === undefined && 'args' in part)
    throw refuseMessage(taker, place, 'has "args", as messages of AI SDK 4 have. Rename it to "input".')
  const executed = providerExecuted === true ? { providerExecuted } : {}
  // A call went to a model as JSON.
  return {
    type: 'tool-call' as const,
    toolCallId,
    toolName,
    input: (input ?? {}) as JsonValue,
    ...executed,
    ...notesOf(part),
  }
}

export function toolResultPart(part: GivenModelPart, place: string): ToolResultPart & ProviderNotes {
  const { toolCallId, toolName, output } = part
  if (typeof toolCallId !== 'string' || typeof toolName !== 'string')
    throw refuseMessage(taker, place, 'must have a "toolCallId" and a "toolName".')
  if (output === undefined && 'result' in part)
    throw refuseMessage(
      taker,
      place,
      'has "result", as messages of AI SDK 4 have. Write it as output: { type: "json", value }.',
    )
  return { type: 'tool-result', toolCallId, toolName, ...resultOf(output, `${place}.output`), ...notesOf(part) }
}

function resultOf(output: unknown, place: string): Pick<ToolResultPart, 'output' | 'isError' | 'isContent'> {
  const { type, value, reason } = isRecord(output) ? output : {}
  switch (type) {
    case 'text':
    case 'json':
      return { output: (value ?? null) as JsonValue }
    case 'error-text':
    case 'error-json':
      return { output: (value ?? null) as JsonValue, isError: true }
    case 'execution-denied':
      return { output: typeof reason === 'string' ? reason : 'The call was not allowed.', isError: true }
    case 'content':
      return { output: contentOf(value, place), isContent: true }
    default:
      throw refuseMessage(taker, place, `must be { type: 'text' | 'json' | 'content', value }, not ${shown(output)}.`)
  }
}

function contentOf(value: unknown, place: string): JsonValue {
  const parts: readonly unknown[] = Array.isArray(value) ? value : []
  return parts.map((part, index): JsonValue => {
    const at = `${place}.value[${index}]`
    if (!isRecord(part) || typeof part['type'] !== 'string')
      throw refuseMessage(taker, at, 'must be a part with a "type".')
    if (part['type'] === 'text') return { type: 'text', text: String(part['text']) }
    const { mediaType, data, filename } = filePart(fileForm(part, part['type']), at)
    return defined({ type: 'file', mediaType, data: String(data), filename })
  })
}

/** The older forms of files in results, as a file. */
function fileForm(part: Readonly<Record<string, unknown>>, type: string): GivenModelPart {
  const isAddress = type === 'file-url' || type === 'image-url'
  const mediaType =
    part['mediaType'] ?? (type.startsWith('image') ? 'image/*' : isAddress ? 'application/octet-stream' : undefined)
  return { ...part, type: 'file', data: isAddress ? part['url'] : part['data'], mediaType }
}
