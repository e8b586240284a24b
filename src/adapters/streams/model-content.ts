import { isRecord } from '../../util/is-record.ts'
import { isBytes } from '../../util/json/bytes.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { AskedTool } from './tool-calls.ts'
import type { UiMessageChunk } from './ui-message-chunk.ts'

type Part = { readonly type: string; readonly [field: string]: unknown }

/** The calls of a model's reply that are ours to answer, with their input. */
export function calledTools(content: readonly Part[]): readonly (AskedTool & { readonly input: JsonValue })[] {
  return content.flatMap(({ type, toolCallId, toolName, input, providerExecuted }) =>
    type === 'tool-call' && providerExecuted !== true
      ? [{ toolCallId: String(toolCallId), toolName: String(toolName), input: parsed(input) }]
      : [],
  )
}

/** The files and the sources in a model's reply. A source without an id gets one that is made of the step's key. */
export function contentChunks(
  content: readonly Part[],
  key: string,
  send: { readonly sendReasoning: boolean; readonly sendSources: boolean },
): readonly UiMessageChunk[] {
  return content.flatMap((part, position) => {
    const { type } = part
    if (type === 'file' || (type === 'reasoning-file' && send.sendReasoning)) return fileChunk(type, part)
    return type === 'source' && send.sendSources ? sourceChunk(part, `${key}:${position}`) : []
  })
}

/** The recorded texts and files of a tool's result, as the AI SDK has them. */
export function contentOutput(parts: JsonValue): JsonValue {
  const list: readonly JsonValue[] = Array.isArray(parts) ? parts : []
  const value = list.map((part) => {
    if (!isRecord(part)) return part
    const { data } = part
    return isBytes(data) ? { ...part, data: data.$bytes } : part
  })
  return { type: 'content', value }
}

function fileChunk(type: 'file' | 'reasoning-file', { data, mediaType }: Part): readonly UiMessageChunk[] {
  const media = String(mediaType)
  const url = urlOf(data, media)
  return url === undefined ? [] : [{ type, url, mediaType: media }]
}

function urlOf(data: unknown, mediaType: string): string | undefined {
  if (isBytes(data)) return `data:${mediaType};base64,${data.$bytes}`
  if (typeof data === 'string') return `data:${mediaType};base64,${data}`
  if (!isRecord(data)) return undefined
  return data['type'] === 'url' ? String(data['url']) : urlOf(data['data'], mediaType)
}

function sourceChunk(part: Part, fallback: string): readonly UiMessageChunk[] {
  const { sourceType, id, url, title, mediaType, filename } = part
  const sourceId = typeof id === 'string' ? id : fallback
  if (sourceType === 'url')
    return [{ type: 'source-url', sourceId, url: String(url), ...(typeof title === 'string' ? { title } : {}) }]
  if (sourceType !== 'document') return []
  const named = typeof filename === 'string' ? { filename } : {}
  return [{ type: 'source-document', sourceId, mediaType: String(mediaType), title: String(title), ...named }]
}

/** Arguments as a model wrote them: JSON, or text where it is none. */
function parsed(input: unknown): JsonValue {
  if (typeof input !== 'string') return (input ?? null) as JsonValue
  try {
    return JSON.parse(input === '' ? '{}' : input) as JsonValue
  } catch {
    return input
  }
}
