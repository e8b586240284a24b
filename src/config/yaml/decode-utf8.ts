import type { Finding } from '../problems/config-problem.ts'

/** A file's text, or the place of the first byte that is not UTF-8. */
export type DecodedText = { readonly text: string } | { readonly text: string; readonly finding: Finding }

/** Decodes strictly. A byte order mark is dropped. For invalid bytes the text holds replacement characters, for showing only. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes)
    const start = firstReplaced(text, bytes)
    return {
      text,
      finding: {
        severity: 'error',
        code: 'CONFIG_UNREADABLE',
        message: 'The file is not valid UTF-8 text.',
        hint: 'Save it with the encoding UTF-8.',
        span: { start, end: start + 1 },
      },
    }
  }
}

/** The offset of the first replacement character that does not stand in the file itself. */
function firstReplaced(text: string, bytes: Uint8Array): number {
  let position = hasByteOrderMark(bytes) ? 3 : 0
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset)
    if (code === 0xfffd && !(bytes[position] === 0xef && bytes[position + 1] === 0xbf && bytes[position + 2] === 0xbd))
      return offset
    // Each half of a surrogate pair stands for two of its four bytes.
    position += code < 0x80 ? 1 : code < 0x800 || isSurrogate(code) ? 2 : 3
  }
  return 0
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}
