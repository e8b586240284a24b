import { fileAddress } from '../../../messages/file-data.ts'
import type { FilePart } from '../../../messages/part.ts'
import type { ToolContent, ToolContentPart } from '../../../tools/tool-content.ts'
import { bytesFrom, bytesOf, type Bytes } from '../../../util/json/bytes.ts'
import type { JsonObject } from '../../../util/json/json.ts'
import { JsonProblem } from '../../../util/json/to-json.ts'
import type { Reading } from './collect.ts'
import { decodeText, readMediaType } from './media-type.ts'
import { resultJson } from './result-walk.ts'
import { defined } from '../../../util/options/defined.ts'

/** The most that one file of a result may hold. */
export const mostFileBytes = 20_000_000

/** The parts of a result as they are recorded: the bytes of files as `{ $bytes }`, addresses as text. @throws JsonProblem */
export function contentJson({ parts }: ToolContent, reading: Reading): Promise<readonly JsonObject[]> {
  return Promise.all(parts.map((part) => partJson(part, reading)))
}

async function partJson(part: ToolContentPart, reading: Reading): Promise<JsonObject> {
  if (part.type === 'text') return { type: 'text', text: part.text }
  if (part.type === 'data') return { type: 'data', data: await resultJson(part.data, reading) }
  const { mediaType, filename } = part
  const data = fileJson(part)
  const { isText, charset } = readMediaType(mediaType)
  // Text is what every model takes.
  if (isText && typeof data !== 'string') {
    const heading =
      filename === undefined
        ? ''
        : `File "${filename}":
`
    return { type: 'text', text: heading + decodeText(bytesFrom(data), charset) }
  }
  return defined({ type: 'file', mediaType, data: typeof data === 'string' ? data : { ...data }, filename })
}

const dataUrl = /^data:[^,]*;base64,/i

function fileJson({ data, mediaType, filename }: FilePart): string | Bytes {
  const text = typeof data === 'string' || data instanceof URL ? String(data) : undefined
  if (text !== undefined && fileAddress(data) !== undefined && !dataUrl.test(text)) return text
  const $bytes = text === undefined ? bytesOf(data)?.$bytes : base64Of(text.replace(dataUrl, ''))
  if ($bytes === undefined) throw new JsonProblem('', `holds a file that is neither bytes, base64 nor an address`)
  const size = Math.floor(($bytes.length * 3) / 4)
  if (size <= mostFileBytes) return { $bytes }
  const name = filename === undefined ? mediaType : `"${filename}" (${mediaType})`
  throw new JsonProblem(
    '',
    `holds the file ${name} of ${megabytes(size)} MB, and ${megabytes(mostFileBytes)} MB are the most`,
  )
}

/** The text, without line breaks, where it is base64 of either alphabet. */
function base64Of(text: string): string | undefined {
  const plain = text.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/')
  return /^[A-Za-z0-9+/]*={0,2}$/.test(plain) ? plain : undefined
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(bytes % 1_000_000 === 0 ? 0 : 1)
}
