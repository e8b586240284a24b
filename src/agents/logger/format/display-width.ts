const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const wide =
  /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6\ufe0f]/u
const plain = /^[\x20-\x7e]*$/

/** How many columns a text without control characters takes on a terminal. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length
  let width = 0
  for (const { segment } of segmenter.segment(text)) width += widthOf(segment)
  return width
}

/** The text filled up with spaces to a width. */
export function padDisplay(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

/** The text cut to a width, with `…` where something is missing. */
export function truncateDisplay(text: string, width: number): string {
  return displayWidth(text) <= width ? text : `${splitDisplay(text, width - 1)[0] ?? ''}…`
}

/** The text in pieces that are no wider than `width`; no character is split. */
export function splitDisplay(text: string, width: number): readonly string[] {
  if (displayWidth(text) <= width) return [text]
  const pieces: string[] = []
  let piece = ''
  let used = 0
  for (const { segment } of segmenter.segment(text)) {
    if (used + widthOf(segment) > width && piece !== '') {
      pieces.push(piece)
      piece = ''
      used = 0
    }
    piece += segment
    used += widthOf(segment)
  }
  return [...pieces, piece]
}

function widthOf(grapheme: string): number {
  return wide.test(grapheme) ? 2 : 1
}
