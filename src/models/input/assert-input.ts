import { ModelError } from '../../errors/model-error.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4Message } from '../model.ts'
import { profileOf } from '../profiles/profile-of.ts'
import { kindWords, mediaKindOf, type MediaKind } from './media-kind.ts'
import { isFetched } from './supported-url.ts'

type UserPart = Extract<LanguageModelV4Message, { role: 'user' }>['content'][number]
type FileOfUser = Extract<UserPart, { type: 'file' }>

/** The model that is asked, as far as a refusal must know it. */
export type AskedModel = Pick<LanguageModelV4, 'provider' | 'modelId' | 'supportedUrls'>

/** A file of the user, and where it stands. */
interface GivenFile {
  readonly file: FileOfUser
  /** Counted from 1, without instructions; undefined where the user speaks once. */
  readonly message: number | undefined
  /** Counted from 1. */
  readonly part: number
}

/**
 * Refuses a request whose user gives the model a file that it is known not to take, or an address that its provider does
 * not fetch. Files that tools gave are no reason: where they go is decided with the request (`toolFilePlaces`). Gives a
 * promise only where the model has to be asked what its provider fetches.
 * @throws ModelError `MODEL_INPUT_UNSUPPORTED`.
 */
export function assertInput(
  { prompt }: Pick<LanguageModelV4CallOptions, 'prompt'>,
  model: AskedModel,
): void | Promise<void> {
  if (!prompt.some(hasFile)) return
  const files = filesIn(prompt)
  const { input } = profileOf(`${model.provider}:${model.modelId}`)
  for (const given of files) {
    const kind = mediaKindOf(given.file.mediaType)
    if (kind !== undefined && !input.includes(kind)) throw notTaken(kind, given, model)
  }
  const linked = files.filter(({ file: { data } }) => data.type === 'url' && data.url.protocol !== 'data:')
  if (linked.length === 0) return
  const urls = model.supportedUrls
  if ('then' in urls) return Promise.resolve(urls).then((found) => assertFetched(linked, found, model))
  assertFetched(linked, urls, model)
}

function assertFetched(
  files: readonly GivenFile[],
  urls: Awaited<LanguageModelV4['supportedUrls']>,
  model: AskedModel,
): void {
  for (const given of files) {
    const { data, mediaType } = given.file
    if (data.type === 'url' && !isFetched(data.url, mediaType, urls)) throw notFetched(data.url, given, model)
  }
}

function hasFile({ role, content }: LanguageModelV4Message): boolean {
  return role === 'user' && content.some(({ type }) => type === 'file')
}

function filesIn(prompt: LanguageModelV4CallOptions['prompt']): readonly GivenFile[] {
  const messages = prompt.filter(({ role }) => role !== 'system')
  const isOnly = messages.filter(({ role }) => role === 'user').length === 1
  return messages.flatMap(({ role, content }, position) =>
    role !== 'user'
      ? []
      : content.flatMap((file, index) =>
          file.type === 'file' ? [{ file, message: isOnly ? undefined : position + 1, part: index + 1 }] : [],
        ),
  )
}

const otherwise: Readonly<Record<MediaKind, string>> = {
  image: 'say in words what it shows',
  pdf: 'give its text',
  audio: 'give what is said as text',
  video: 'give pictures of it, or what is said as text',
}

function notTaken(kind: MediaKind, given: GivenFile, model: AskedModel): ModelError {
  const { mediaType } = given.file
  return refusal(
    `Model "${model.modelId}" of "${model.provider}" takes no ${kindWords[kind]}, and ${placeOf(given)} is a file of the type "${mediaType}". ` +
      `Use a model that takes ${kindWords[kind]}, or ${otherwise[kind]}.`,
    given,
    model,
  )
}

// Of the address the host alone: what is behind it may be a secret.
function notFetched(url: URL, given: GivenFile, model: AskedModel): ModelError {
  const { mediaType } = given.file
  const place = url.protocol === 'file:' ? 'on this machine' : `at "${url.protocol}//${url.host}"`
  return refusal(
    `Model "${model.modelId}" of "${model.provider}" cannot fetch a file of the type "${mediaType}" from such an address: ${placeOf(given)} is ${place}. ` +
      'Read it yourself and give its bytes as data.',
    given,
    model,
  )
}

function placeOf({ message, part }: GivenFile): string {
  return message === undefined ? `part ${part} of the input` : `part ${part} of message ${message}`
}

function refusal(text: string, { file, message, part }: GivenFile, { provider, modelId }: AskedModel): ModelError {
  return new ModelError('MODEL_INPUT_UNSUPPORTED', text, {
    details: {
      provider,
      model: modelId,
      mediaTypes: file.mediaType,
      part,
      message,
    },
  })
}
