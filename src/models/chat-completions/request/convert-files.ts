import type { LanguageModelV4Message } from '../../model.ts'
import type { WireFile } from '../server-traits.ts'
import { sniffMediaType } from '../../input/sniff-media-type.ts'
import type { PromptContext } from './prompt-context.ts'
import { textIn } from '../wire-values.ts'
import { fromBase64, toBase64 } from '../../../util/platform/base64.ts'

type UserPart = Extract<LanguageModelV4Message, { role: 'user' }>['content'][number]
type WirePart = Readonly<Record<string, unknown>>

/** A file as far as a prompt and the result of a tool have it in common. */
export type FilePart = Omit<Extract<UserPart, { type: 'file' }>, 'type'>

/** A file as a content part. @throws ModelError `MODEL_INPUT_UNSUPPORTED` for a kind that has no place in a request. */
export function convertFile(part: FilePart, context: PromptContext): WirePart {
  const { data, mediaType } = part
  if (data.type === 'text') {
    if (!isText(mediaType)) throw context.refuse('files given as text', mediaType)
    return { type: 'text', text: data.text }
  }
  if (data.type === 'reference') return { type: 'file', file: { file_id: referenceIn(data.reference, context) } }
  if (isText(mediaType)) return { type: 'text', text: data.type === 'url' ? String(data.url) : decode(data.data) }
  const file = completeFile(part, data)
  const own = context.traits.filePart?.(file)
  if (own !== undefined) return own
  const [kind] = file.mediaType.split('/')
  if (kind === 'image') return imagePart(file.url, part)
  if (kind === 'video') return { type: 'video_url', video_url: { url: file.url } }
  if (kind === 'audio') return audioPart(file, context)
  if (file.mediaType === 'application/pdf') return pdfPart(file, context)
  throw context.refuse('files', mediaType)
}

function imagePart(url: string, { providerOptions }: FilePart): WirePart {
  const detail = textIn(providerOptions?.['openai']?.['imageDetail'])
  return { type: 'image_url', image_url: detail === undefined ? { url } : { url, detail } }
}

function audioPart({ base64, mediaType }: WireFile, context: PromptContext): WirePart {
  const format = mediaType === 'audio/wav' ? 'wav' : /^audio\/(mp3|mpeg)$/.test(mediaType) ? 'mp3' : undefined
  if (format === undefined) throw context.refuse('files', mediaType)
  if (base64 === undefined) throw context.refuse('the address of files', mediaType)
  return { type: 'input_audio', input_audio: { data: base64, format } }
}

function pdfPart({ base64, url, mediaType, filename = 'document.pdf' }: WireFile, context: PromptContext): WirePart {
  if (base64 === undefined) throw context.refuse('the address of files', mediaType)
  return { type: 'file', file: { filename, file_data: url } }
}

function completeFile(
  { mediaType, filename }: FilePart,
  data: Extract<FilePart['data'], { type: 'url' | 'data' }>,
): WireFile {
  if (data.type === 'url') return { mediaType, filename, url: String(data.url), base64: undefined }
  const base64 = typeof data.data === 'string' ? data.data : toBase64(data.data)
  const complete = /^[^/]+\/[^*]+$/.test(mediaType) ? mediaType : (sniffMediaType(mediaType, base64) ?? mediaType)
  return { mediaType: complete, filename, url: `data:${complete};base64,${base64}`, base64 }
}

/** The id that this provider, or OpenAI, whose form it is, gave the file. */
function referenceIn(reference: Readonly<Record<string, string>>, context: PromptContext): string {
  const id = reference[context.provider] ?? reference['openai']
  if (id === undefined) throw context.refuse('files of another provider', 'by reference')
  return id
}

function isText(mediaType: string): boolean {
  return mediaType === 'text' || mediaType.startsWith('text/')
}

function decode(data: string | Uint8Array): string {
  return new TextDecoder().decode(typeof data === 'string' ? fromBase64(data) : data)
}
