import { toolContent, type ToolContentPart } from '../../tools/tool-content.ts'
import { isRecord } from '../../util/is-record.ts'
import { canonicalJson } from '../../util/json/canonical-json.ts'
import type { JsonValue } from '../../util/json/json.ts'

/**
 * What an MCP server gave for a call, as the result of a tool here: text as text, structured content as JSON, pictures,
 * sounds and files as such.
 * @throws Error with the server's words for a call that failed, which the model is told.
 */
export function fromMcpResult(result: unknown): unknown {
  const { content, structuredContent, isError, toolResult } = isRecord(result) ? result : {}
  // What servers gave before there was content.
  if (content === undefined && structuredContent === undefined && toolResult !== undefined) return toolResult
  const parts = (Array.isArray(content) ? content : []).map(contentPart)
  if (isError === true) throw new Error(parts.map(words).join('\n') || 'The tool failed and did not say why.')
  if (structuredContent === undefined) return plain(parts)
  // The text beside it is most often the same as JSON, for clients that know nothing else.
  const others = parts.filter((part) => !saysTheSame(part, structuredContent))
  if (others.length === 0) return structuredContent
  return toolContent([...others, { type: 'data', data: structuredContent as JsonValue }])
}

/** Texts alone are a text; nothing is nothing. */
function plain(parts: readonly ToolContentPart[]): unknown {
  if (parts.length === 0) return null
  return parts.every(({ type }) => type === 'text') ? parts.map(words).join('\n') : toolContent(parts)
}

function contentPart(part: unknown): ToolContentPart {
  const { type, text, data, mimeType, resource } = isRecord(part) ? part : {}
  if (type === 'text' && typeof text === 'string') return { type, text }
  if ((type === 'image' || type === 'audio') && typeof data === 'string') return filePart(data, mimeType)
  if (type === 'resource' && isRecord(resource)) return resourcePart(resource)
  // A link to a resource, and what later versions of the protocol add.
  return { type: 'data', data: withoutMeta(part) }
}

function resourcePart(resource: Readonly<Record<string, unknown>>): ToolContentPart {
  const { uri, text, blob, mimeType } = resource
  if (typeof text === 'string') return { type: 'text', text: typeof uri === 'string' ? `${uri}:\n${text}` : text }
  if (typeof blob !== 'string') return { type: 'data', data: withoutMeta(resource) }
  const filename = typeof uri === 'string' ? uri.replace(/^.*\//, '') : ''
  return filePart(blob, mimeType, filename)
}

function filePart(data: string, mimeType: unknown, filename = ''): ToolContentPart {
  const mediaType = typeof mimeType === 'string' ? mimeType : 'application/octet-stream'
  return { type: 'file', mediaType, data, ...(filename === '' ? {} : { filename }) }
}

/** What the protocol keeps for programs is not for models. */
function withoutMeta(part: unknown): JsonValue {
  if (!isRecord(part)) return part as JsonValue
  const { _meta, annotations: _annotations, icons: _icons, ...told } = part
  return told as JsonValue
}

function words(part: ToolContentPart): string {
  if (part.type === 'text') return part.text
  return part.type === 'file' ? `[${part.filename ?? 'file'} ${part.mediaType}]` : JSON.stringify(part.data)
}

function saysTheSame(part: ToolContentPart, value: unknown): boolean {
  if (part.type !== 'text') return false
  try {
    return canonicalJson(JSON.parse(part.text)) === canonicalJson(value)
  } catch {
    return false
  }
}
