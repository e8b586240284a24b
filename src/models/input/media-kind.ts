/** The kinds of files that models take or do not take, in the order in which they are told. */
export const mediaKinds = ['image', 'pdf', 'audio', 'video'] as const

/** A kind of file: all images are one kind to a model, and so are all sounds and all videos. */
export type MediaKind = (typeof mediaKinds)[number]

/** The media types of a kind. */
export interface MediaTypes {
  readonly image: `image/${string}`
  readonly pdf: 'application/pdf'
  readonly audio: `audio/${string}`
  readonly video: `video/${string}`
}

/**
 * The kind of a media type such as `image/png`; none for any other file, such as a text or a table, which only its
 * provider can judge.
 */
export function mediaKindOf(mediaType: string): MediaKind | undefined {
  const [type = '', subtype] = mediaType.toLowerCase().split(/[/;]/, 2)
  if (type === 'image' || type === 'audio' || type === 'video') return type
  return type === 'application' && subtype?.trim() === 'pdf' ? 'pdf' : undefined
}

/**
 * True for a media type of a kind. Narrows the type, so that a file whose type is known at run time only fits a model that
 * takes that kind.
 */
export function isMediaType<Kind extends MediaKind>(mediaType: string, kind: Kind): mediaType is MediaTypes[Kind] {
  return mediaKindOf(mediaType) === kind
}

/** What a kind is called where several of it are meant. */
export const kindWords: Readonly<Record<MediaKind, string>> = {
  image: 'images',
  pdf: 'PDF documents',
  audio: 'audio',
  video: 'video',
}
