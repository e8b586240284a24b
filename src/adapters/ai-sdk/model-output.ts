import { ToolError } from '../../errors/tool-error.ts'
import { toolContent, type ToolContentPart } from '../../tools/tool-content.ts'
import { isRecord } from '../../util/is-record.ts'
import { shown } from '../../util/text/shown.ts'

/**
 * What `toModelOutput` of an AI SDK tool gave, as the result of a tool here.
 * @throws Error for an output that says what went wrong, which the model is told; ToolError `TOOL_FAILED` for what is no output.
 */
export function fromModelOutput(tool: string, output: unknown): unknown {
  const { type, value, reason } = isRecord(output) ? output : {}
  switch (type) {
    case 'text':
    case 'json':
      return value
    case 'error-text':
    case 'error-json':
      // Without a code before it, so that the model reads what the tool wrote.
      throw new Error(typeof value === 'string' ? value : JSON.stringify(value))
    case 'execution-denied':
      throw new Error(typeof reason === 'string' ? reason : 'The call was not allowed.')
    case 'content':
      return toolContent((Array.isArray(value) ? value : []).map((part) => contentPart(tool, part)))
    default:
      throw new ToolError(
        'TOOL_FAILED',
        `toModelOutput of tool "${tool}" gave ${shown(type ?? output)}. Return { type: 'text' | 'json' | 'content', value }.`,
      )
  }
}

function contentPart(tool: string, part: unknown): ToolContentPart {
  const { type, text, data, url, mediaType, filename } = isRecord(part) ? part : {}
  const file = (content: unknown, media: unknown): ToolContentPart => ({
    type: 'file',
    // `toolContent` refuses what is no media type and no content.
    mediaType: media as string,
    data: content as string,
    ...(typeof filename === 'string' ? { filename } : {}),
  })
  switch (type) {
    case 'text':
      return { type, text: String(text) }
    // The name that version 5 has for what became `file-data`.
    case 'media':
    case 'file-data':
    case 'image-data':
      return file(data, mediaType)
    case 'file-url':
      return file(url, mediaType ?? 'application/octet-stream')
    case 'image-url':
      return file(url, 'image/*')
    case 'file':
      return isRecord(data) && data['type'] === 'text'
        ? { type: 'text', text: String(data['text']) }
        : file(fileData(data), mediaType)
    default:
      throw new ToolError(
        'TOOL_FAILED',
        `toModelOutput of tool "${tool}" gave a part of the type ${shown(type)}, which cannot be passed on. ` +
          'Give texts, and files as data or by address.',
      )
  }
}

function fileData(data: unknown): unknown {
  if (!isRecord(data)) return data
  return data['type'] === 'url' ? data['url'] : data['data']
}
