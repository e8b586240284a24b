// The beginning says what a result is; the end of a log or of a command's output says how it went.
const headShare = 0.8

/**
 * A text of at most `limit` characters: its beginning and its end, and between them a mark that says how much is left out
 * and what to do about it. The mark counts, but leaves a small limit half of its room. Never cuts through a character.
 */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text
  const room = Math.max(limit - mark(text.length, text.length, limit).length, Math.floor(limit / 2))
  const head = text.slice(0, boundary(text, Math.ceil(room * headShare), -1))
  const tail = text.slice(boundary(text, text.length - (room - Math.ceil(room * headShare)), 1))
  return `${head}${mark(text.length - head.length - tail.length, text.length, limit)}${tail}`
}

function mark(left: number, length: number, limit: number): string {
  return (
    `\n[... ${left} of the ${length} characters of this result are left out here, as ${limit} are the most. ` +
    'To see them, ask for less: a part, a page, or what a filter lets through. ...]\n'
  )
}

/** The position, or its neighbour where it is in the middle of a character. */
function boundary(text: string, position: number, step: 1 | -1): number {
  const isBetweenHalves = isLow(text.charCodeAt(position)) && isHigh(text.charCodeAt(position - 1))
  return isBetweenHalves ? position + step : position
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}
