import type { ToolFile, ToolFilePlace } from './tool-files.ts'

interface Wire {
  /** Compared with the name that the model's provider gives itself. */
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
]

/** Where the wire of a provider takes a file that a tool gave. Chat Completions, and whatever is not known, has text alone in results. */
export function toolFilePlaces(model: {
  readonly provider: string
  readonly modelId: string
}): (file: ToolFile) => ToolFilePlace {
  const wire = wires.find(({ pattern }) => pattern.test(model.provider))
  return wire === undefined ? () => 'after' : (file) => wire.placeOf(file, model.modelId)
}

function isInline({ data }: ToolFile): boolean {
  return data.type === 'data'
}

function isPicture({ mediaType }: ToolFile): boolean {
  return mediaType.startsWith('image/')
}

function isPdf({ mediaType }: ToolFile): boolean {
  return mediaType === 'application/pdf'
}

const bedrockTypes =
  /^image\/(jpeg|png|gif|webp)$|^video\/|^application\/(pdf|msword|vnd\.(ms-excel|openxmlformats-officedocument\.(spreadsheetml\.sheet|wordprocessingml\.document)))$/

function isOfBedrock({ mediaType }: ToolFile): boolean {
  return bedrockTypes.test(mediaType)
}
