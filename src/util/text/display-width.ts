const wide =
  /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|\ufe0f/u
const plain = /^[\x20-\x7e]*$/

/** How many columns a text without control characters takes on a terminal. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length
  let width = 0
  for (const { segment } of graphemes(text)) width += widthOf(segment)
  return width
}

/** The text filled up with spaces to a width. */
export function padDisplay(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

/** The text cut to a width, with `…` where something is missing. */
export function truncateDisplay(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  const [start = ''] = splitDisplay(text, width - 1)
  return displayWidth(start) < width ? `${start}…` : '…'
}

/** The text in pieces no wider than `width`. No character is split, so one that is wider is a piece of its own. */
export function splitDisplay(text: string, width: number): readonly string[] {
  if (displayWidth(text) <= width) return [text]
  const pieces: string[] = []
  let piece = ''
  let used = 0
  for (const { segment } of graphemes(text)) {
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

// Made when the first text needs it: it takes a moment to load, and most texts are plain.
let segmenter: Intl.Segmenter | undefined

function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return segmenter.segment(text)
}

function widthOf(grapheme: string): number {
  return wide.test(grapheme) ? 2 : 1
}
