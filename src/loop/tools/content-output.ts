import { fileAddress, readDataAddress } from '../../messages/file-data.ts'
import type { LanguageModelV4ToolResultOutput } from '../../models/model.ts'
import { isRecord } from '../../util/is-record.ts'
import { isBytes } from '../../util/json/bytes.ts'
import type { JsonValue } from '../../util/json/json.ts'

type ContentOutput = Extract<LanguageModelV4ToolResultOutput, { type: 'content' }>
type ContentPart = ContentOutput['value'][number]

/** The recorded parts of a result as models take them. */
export function contentOutput(parts: JsonValue): ContentOutput {
  const list: readonly JsonValue[] = Array.isArray(parts) ? parts : []
  return { type: 'content', value: list.map(contentPart) }
}

function contentPart(part: JsonValue): ContentPart {
  if (!isRecord(part)) return { type: 'text', text: JSON.stringify(part) }
  const { type, text, data, mediaType, filename } = part
  if (type === 'text') return { type, text: String(text).toWellFormed() }
  if (type !== 'file') return { type: 'text', text: JSON.stringify(type === 'data' ? (data ?? null) : part) }
  return {
    type,
    mediaType: String(mediaType),
    data: fileData(data),
    ...(typeof filename === 'string' ? { filename } : {}),
  }
}

function fileData(data: unknown): Extract<ContentPart, { type: 'file' }>['data'] {
  if (isBytes(data)) return { type: 'data', data: data.$bytes }
  const text = String(data)
  const inAddress = readDataAddress(text)
  if (inAddress !== undefined) return { type: 'data', data: inAddress.base64 }
  const url = fileAddress(text)
  return url === undefined ? { type: 'data', data: text } : { type: 'url', url }
}
