import { AgentError } from '../../errors/agent-error.ts'
import { fileAddress, readDataAddress } from '../../messages/file-data.ts'
import type { FilePart } from '../../messages/part.ts'
import { sniffMediaType } from '../../models/input/sniff-media-type.ts'
import type { LanguageModelV4Message } from '../../models/model.ts'
import { isRecord } from '../../util/is-record.ts'
import { shown } from '../../util/text/shown.ts'
import { defined } from '../../util/options/defined.ts'

type UserPart = Extract<LanguageModelV4Message, { role: 'user' }>['content'][number]
type UserFile = Extract<UserPart, { type: 'file' }>
type GivenPart = Readonly<Record<string, unknown>>

/**
 * The parts of an input as models take them; nothing for an input that is no list of parts.
 * @throws AgentError `AGENT_INPUT_INVALID` for a part that is none, such as one of another library.
 */
export function inputParts(agent: string, input: unknown): UserPart[] | undefined {
  return isPartList(input) ? readParts(agent, input, 'the input') : undefined
}

/**
 * Parts of a user's as models take them; `where` says what they are the parts of.
 * @throws AgentError `AGENT_INPUT_INVALID` for a part that is none.
 */
export function readParts(agent: string, parts: readonly unknown[], where: string): UserPart[] {
  return parts.map((part, position) => readPart(part, new Place(agent, position + 1, where)))
}

const ownTypes: ReadonlySet<unknown> = new Set(['text', 'file', 'data', 'tool-call', 'tool-result'])

/** What is written instead of a part of another library. */
const foreignTypes: Readonly<Record<string, string>> = {
  image: "{ type: 'file', mediaType: 'image/png', data }",
  image_url: "{ type: 'file', mediaType: 'image/*', data: url }",
  'image-url': "{ type: 'file', mediaType: 'image/*', data: url }",
  input_image: "{ type: 'file', mediaType: 'image/*', data: url }",
  input_text: "{ type: 'text', text }",
  input_file: "{ type: 'file', mediaType: 'application/pdf', data }",
  input_audio: "{ type: 'file', mediaType: 'audio/wav', data }",
  audio: "{ type: 'file', mediaType: 'audio/wav', data }",
  video: "{ type: 'file', mediaType: 'video/mp4', data }",
  video_url: "{ type: 'file', mediaType: 'video/mp4', data: url }",
  document: "{ type: 'file', mediaType: 'application/pdf', data }",
  media: "{ type: 'file', mediaType, data }",
}

// Data of one's own may have such a type, too; with one of these beside it, it is a file.
const fileKeys = ['image', 'source', 'data', 'url', 'mediaType', 'mimeType', 'media_type', 'mime_type']

function isForeign({ type, ...fields }: GivenPart): boolean {
  if (typeof type !== 'string' || !Object.hasOwn(foreignTypes, type)) return false
  return /[_-]/.test(type) || fileKeys.some((key) => Object.hasOwn(fields, key))
}

function isPartList(input: unknown): input is readonly unknown[] {
  if (!Array.isArray(input)) return false
  const isPart = (part: unknown): boolean => isRecord(part) && (ownTypes.has(part['type']) || isForeign(part))
  return input.some(isPart) && input.every((part) => typeof part === 'string' || isPart(part))
}

/** Where a part stands. */
class Place {
  readonly #agent: string
  readonly #part: number
  readonly #where: string

  constructor(agent: string, part: number, where: string) {
    this.#agent = agent
    this.#part = part
    this.#where = where
  }

  refuse(problem: string): AgentError {
    return new AgentError(
      'AGENT_INPUT_INVALID',
      `Part ${this.#part} of ${this.#where} of agent "${this.#agent}" ${problem}`,
      {
        details: { agent: this.#agent, part: this.#part },
      },
    )
  }
}

function readPart(part: unknown, place: Place): UserPart {
  if (!isRecord(part)) throw place.refuse("is bare text. Write { type: 'text', text }.")
  const { type, text, data } = part
  switch (type) {
    case 'text':
      if (typeof text === 'string') return { type, text, ...notesOf(part) }
      throw place.refuse(`has ${shown(text)} for text. Write { type: 'text', text: '...' }.`)
    case 'file':
      return readFile(part, place)
    case 'data':
      if (data !== undefined) return { type: 'text', text: JSON.stringify(data) }
      throw place.refuse("has no data. Write { type: 'data', data }.")
    case 'tool-call':
    case 'tool-result':
      return { type: 'text', text: JSON.stringify(part) }
    default:
      throw place.refuse(`has the type ${shown(type)}, ${wanted(type)}`)
  }
}

/** What a part of another type should be. */
function wanted(type: unknown): string {
  const meant = typeof type === 'string' && Object.hasOwn(foreignTypes, type) ? foreignTypes[type] : undefined
  if (meant === undefined)
    return "which is none. Write { type: 'text', text }, { type: 'file', mediaType, data } or { type: 'data', data }."
  return `as other libraries have it. Write ${meant}; data are bytes, Base64 or an address.`
}

/** What goes to the provider with a part, such as a mark for its cache. */
function notesOf({ providerOptions }: GivenPart): Pick<UserFile, 'providerOptions'> {
  // Providers check what is theirs.
  return isRecord(providerOptions) ? { providerOptions: providerOptions as UserFile['providerOptions'] & object } : {}
}

function readFile(part: GivenPart, place: Place): UserFile {
  const { mediaType, data, filename, mimeType } = part
  const inAddress = typeof data === 'string' || data instanceof URL ? readDataAddress(data) : undefined
  if (mediaType !== undefined && typeof mediaType !== 'string')
    throw place.refuse(`has ${shown(mediaType)} for a mediaType. Write a text such as "image/png".`)
  const type = mediaType ?? inAddress?.mediaType
  if (type === undefined)
    throw place.refuse(
      `is a file without a mediaType${mimeType === undefined ? '' : ' (it is not called mimeType here)'}. Write { type: 'file', mediaType: 'image/png', data }.`,
    )
  if (filename !== undefined && typeof filename !== 'string')
    throw place.refuse(`has ${shown(filename)} for a filename. Write a text, or leave it out.`)
  const content = inAddress === undefined ? readData(data, type, place) : base64Of(inAddress.base64, type, place)
  return {
    type: 'file',
    mediaType: completeType(type, inAddress?.mediaType, content, place),
    data: content,
    ...defined({ filename }),
    ...notesOf(part),
  }
}

type Content = Extract<UserFile['data'], { type: 'data' | 'url' }>

function readData(data: unknown, mediaType: string, place: Place): Content {
  if (data instanceof Uint8Array) {
    if (data.length === 0) throw place.refuse('is a file of no bytes.')
    return { type: 'data', data }
  }
  if (typeof data !== 'string' && !(data instanceof URL))
    throw place.refuse(
      `has ${data === undefined ? 'no data' : `${shown(data)} for data`}. Give bytes (a Uint8Array), Base64 or an address (a URL).`,
    )
  const url = fileAddress(data)
  if (url?.protocol === 'file:')
    throw place.refuse(
      'is the address of a file of this machine, which no model reads. Give its bytes: await readFile(path).',
    )
  return url === undefined ? base64Of(String(data), mediaType, place) : { type: 'url', url }
}

/** True for Base64. Looks for what is none: a pattern for the whole would remember each letter of a large file. */
function isBase64(text: string): boolean {
  const end = text.endsWith('==') ? -2 : text.endsWith('=') ? -1 : text.length
  const letters = text.slice(0, end)
  return letters.length > 0 && letters.length % 4 !== 1 && !/[^A-Za-z0-9+/]/.test(letters)
}

function base64Of(text: string, mediaType: string, place: Place): Content {
  if (text.trim() === '') throw place.refuse('is a file of no bytes.')
  if (isBase64(text)) return { type: 'data', data: text }
  // In lines, or in the alphabet of addresses.
  const plain = text.replaceAll(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/')
  if (isBase64(plain)) return { type: 'data', data: plain }
  const hint = mediaType.startsWith('text/')
    ? "For a text write { type: 'text', text }, or give its bytes: new TextEncoder().encode(text)."
    : 'For a file of this machine give its bytes: await readFile(path).'
  throw place.refuse(`has data that are neither Base64 nor an address (http:, https:, gs:, s3:, data:). ${hint}`)
}

const wholeType = /^[\w.+-]+\/[\w.+-]+\s*(;.*)?$/
const kindAlone = /^(image|audio|video|application)(\/\*)?$/

/** The media type that a provider is told: of a kind alone, that of its bytes. */
function completeType(type: string, inAddress: string | undefined, content: Content, place: Place): string {
  const plain = type.trim().toLowerCase()
  // What it is often called; vendors know it by the other name alone.
  if (plain === 'image/jpg') return 'image/jpeg'
  if (wholeType.test(plain)) {
    if (inAddress === undefined || inAddress.toLowerCase() === plain) return plain
    throw place.refuse(`has the mediaType "${type}" and an address of the type "${inAddress}". Leave one of them out.`)
  }
  const [, kind] = kindAlone.exec(plain) ?? []
  if (kind === undefined)
    throw place.refuse(`has the mediaType "${type}", which is none. Write one such as "image/png".`)
  if (content.type === 'url') return `${kind}/*`
  const found = inAddress ?? sniffMediaType(kind, beginningOf(content.data))
  if (found !== undefined) return found
  throw place.refuse(
    `has the mediaType "${type}", and its bytes do not say which. Write it whole, such as "${kind}/...".`,
  )
}

function beginningOf(data: FilePart['data']): string {
  return data instanceof Uint8Array ? Buffer.from(data.subarray(0, 24)).toString('base64') : String(data).slice(0, 32)
}
