import { toolContent } from '../../../tools/tool-content.ts'
import { collect, mostRead, type Collected, type Reading } from './collect.ts'
import { decodeText, readMediaType } from './media-type.ts'
import { sourceOf } from './sources.ts'
import { Unfit } from './unfit.ts'
import { defined } from '../../../util/options/defined.ts'
import { toBase64 } from '../../../util/platform/base64.ts'

/** What a body is. */
export interface BodyKind {
  /** With its parameters; empty where it is not known. */
  readonly mediaType: string
  readonly filename?: string | undefined
  /** True where the body is all of a result: a picture is then shown as one. */
  readonly isWhole: boolean
}

/** A body as its media type has it: what its JSON says, its text, or its bytes. Where the type is not known, text if it can be. */
export async function bodyForm(body: object, kind: BodyKind, reading: Reading): Promise<unknown> {
  const source = sourceOf(body)
  if (source === undefined) throw new Unfit('has a body that cannot be read')
  const { items, isCut } = await collect(source, reading)
  const bytes = joinBytes(items)
  const { name: mediaType, isText, isJson, isShown, charset } = readMediaType(kind.mediaType)
  const { filename } = kind
  if (isText) {
    const text = decodeText(bytes, charset)
    return isJson && !isCut ? parsed(text) : marked(text, isCut)
  }
  if (kind.isWhole && isShown && !isCut)
    return toolContent([defined({ type: 'file', mediaType, data: bytes, filename })])
  return mediaType === '' ? textOrBytes(bytes, isCut) : bytesForm(bytes, { mediaType, filename, isCut })
}

/** What came through a stream: text or bytes where it carries those, a list of its items otherwise. */
export function streamForm({ items, isCut }: Collected): unknown {
  if (items.every((item) => typeof item === 'string')) return marked(items.join(''), isCut)
  return items.every(isBytesOrText) ? textOrBytes(joinBytes(items), isCut) : listForm({ items, isCut })
}

/** What a generator gave: a list of what it yielded, and of what it returned at its end where that is something. */
export function listForm({ items, returned, isCut }: Partial<Collected> & Pick<Collected, 'items'>): unknown {
  const list = returned === undefined ? items : [...items, returned]
  return isCut === true ? [...list, cutMark] : list
}

/** Bytes as JSON carries them. */
export function bytesForm(
  bytes: Uint8Array,
  about: {
    readonly mediaType?: string | undefined
    readonly filename?: string | undefined
    readonly isCut?: boolean | undefined
  } = {},
): Readonly<Record<string, unknown>> {
  const { mediaType, filename, isCut } = about
  return {
    encoding: 'base64',
    mediaType,
    filename,
    data: toBase64(bytes),
    cut: isCut === true ? cutMark : undefined,
  }
}

const cutMark = `[... There is more, which was not read: of one stream, ${mostRead.size.toLocaleString('en')} bytes or ${mostRead.items.toLocaleString('en')} items are. ...]`

function marked(value: string, isCut: boolean): string {
  return isCut ? `${value}\n${cutMark}` : value
}

function textOrBytes(bytes: Uint8Array, isCut: boolean): unknown {
  try {
    // The cut may have gone through a character.
    return marked(new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut }), isCut)
  } catch {
    return bytesForm(bytes, { isCut })
  }
}

/** Some say JSON and send something else. */
function parsed(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

function isBytesOrText(item: unknown): item is ArrayBufferView | string {
  return typeof item === 'string' || ArrayBuffer.isView(item)
}

function joinBytes(items: readonly unknown[]): Uint8Array {
  const parts = items.map((item) => {
    if (typeof item === 'string') return new TextEncoder().encode(item)
    if (ArrayBuffer.isView(item)) return new Uint8Array(item.buffer, item.byteOffset, item.byteLength)
    throw new Unfit('has a body that is not made of bytes')
  })
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let position = 0
  for (const part of parts) {
    joined.set(part, position)
    position += part.length
  }
  return joined
}
