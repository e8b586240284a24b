import type { AskedModel } from '../input/assert-input.ts'
import { mediaKindOf, type MediaKind } from '../input/media-kind.ts'
import { isFetched } from '../input/supported-url.ts'
import type { ToolFile, ToolFilePlace } from './tool-files.ts'

interface Wire {
  /** Compared with the name that the model's provider gives itself; the first that fits holds. */
  readonly pattern: RegExp
  readonly placeOf: (file: ToolFile, modelId: string) => ToolFilePlace
}

// As the packages of 2026-11 map them: what these drop, refuse or write as text does not get to them.
const wires: readonly Wire[] = [
  // What a result holds is taken in any form.
  { pattern: /^(openai|azure)\.responses$/, placeOf: () => 'result' },
  { pattern: /^anthropic/, placeOf: (file) => (isPicture(file) || isPdf(file) ? 'result' : 'told') },
  { pattern: /^xai\.responses$/, placeOf: (file) => (isPicture(file) ? 'result' : 'told') },
  { pattern: /^amazon-bedrock$/, placeOf: (file) => (isInline(file) && isOfBedrock(file) ? 'result' : 'told') },
  // Gemini takes files in results from the third generation on.
  {
    pattern: /^google/,
    placeOf: (file, modelId) => (isInline(file) && /gemini-[3-9]/.test(modelId) ? 'result' : 'after'),
  },
  // Chat Completions have text alone in results, and parts for some files in turns of the user.
  { pattern: /^mistral\.chat$/, placeOf: (file) => (isOfChat(file) || isSound(file) ? 'after' : 'told') },
  { pattern: /\.chat$/, placeOf: (file) => (isOfChat(file) ? 'after' : 'told') },
]

/**
 * Where the wire of a provider takes a file that a tool gave. What the model itself does not take goes nowhere, as its
 * provider would refuse the whole request for it; nor does an address that would have to be fetched from a turn of the
 * user's and is not.
 */
export function toolFilePlaces(model: AskedModel, input: readonly MediaKind[]): (file: ToolFile) => ToolFilePlace {
  const wire = wires.find(({ pattern }) => pattern.test(model.provider))
  return (file) => {
    if (!isTaken(file, input)) return 'told'
    const place = wire === undefined ? 'after' : wire.placeOf(file, model.modelId)
    return place === 'after' && isLost(file, model) ? 'told' : place
  }
}

/** False for a file of a kind that a model is known not to take. */
export function isTaken({ mediaType }: ToolFile, input: readonly MediaKind[]): boolean {
  const kind = mediaKindOf(mediaType)
  return kind === undefined || input.includes(kind)
}

function isLost({ data, mediaType }: ToolFile, { supportedUrls }: AskedModel): boolean {
  return data.type === 'url' && !('then' in supportedUrls) && !isFetched(data.url, mediaType, supportedUrls)
}

function isInline({ data }: ToolFile): boolean {
  return data.type === 'data'
}

function isPicture({ mediaType }: ToolFile): boolean {
  return mediaType.startsWith('image/')
}

function isSound({ mediaType }: ToolFile): boolean {
  return mediaType.startsWith('audio/')
}

function isOfChat({ mediaType }: ToolFile): boolean {
  return /^(image|video|text)\/|^audio\/(wav|mp3|mpeg)$|^application\/pdf$/.test(mediaType)
}

function isPdf({ mediaType }: ToolFile): boolean {
  return mediaType === 'application/pdf'
}

const bedrockTypes =
  /^image\/(jpeg|png|gif|webp)$|^video\/|^application\/(pdf|msword|vnd\.(ms-excel|openxmlformats-officedocument\.(spreadsheetml\.sheet|wordprocessingml\.document)))$/

function isOfBedrock({ mediaType }: ToolFile): boolean {
  return bedrockTypes.test(mediaType)
}
