/** A quotation mark or bracket that is still open at some place of a text. */
export interface OpenDelimiter {
  readonly character: string
  readonly offset: number
}

// What a value may follow: white space, or an indicator that ends where the value begins.
const beforeValue = /[\s[{,:]/
const blockScalar = /[|>][-+0-9]*[ \t]*(#[^\n]*)?\n/y

/**
 * The innermost quotation mark or bracket that is open at `end`. Reads YAML only as far as that takes: it is meant for
 * text that the parser has refused.
 */
export function findOpenDelimiter(text: string, end: number): OpenDelimiter | undefined {
  const open: OpenDelimiter[] = []
  let offset = 0
  while (offset < end) {
    const character = text.charAt(offset)
    const isStart = offset === 0 || beforeValue.test(text.charAt(offset - 1))
    if (isStart && (character === '"' || character === "'")) {
      const close = endOfQuoted(text, offset, end)
      if (close === undefined) return { character, offset }
      offset = close
    } else if (isStart && character === '#') offset = endOfLine(text, offset)
    else if (isStart && open.length === 0 && (character === '|' || character === '>')) {
      offset = endOfBlockScalar(text, offset)
    } else {
      if ((character === '[' || character === '{') && (isStart || open.length > 0)) open.push({ character, offset })
      else if (character === ']' || character === '}') open.pop()
      offset += 1
    }
  }
  return open.at(-1)
}

/** The offset after the closing mark, where there is one before `end`. */
function endOfQuoted(text: string, start: number, end: number): number | undefined {
  const mark = text.charAt(start)
  for (let offset = start + 1; offset < end; offset++) {
    const character = text.charAt(offset)
    if (mark === '"' && character === '\\') offset += 1
    else if (character === mark) {
      if (mark === '"' || text.charAt(offset + 1) !== "'") return offset + 1
      offset += 1
    }
  }
  return undefined
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end < 0 ? text.length : end
}

/** Skips the lines that are indented deeper than the one with the indicator. */
function endOfBlockScalar(text: string, start: number): number {
  blockScalar.lastIndex = start
  if (!blockScalar.test(text)) return start + 1
  const lineStart = text.lastIndexOf('\n', start) + 1
  const indentation = indentationOf(text.slice(lineStart, start))
  let offset = blockScalar.lastIndex
  while (offset < text.length) {
    const end = endOfLine(text, offset)
    const line = text.slice(offset, end)
    if (line.trim() !== '' && line.search(/\S/) <= indentation) return offset
    offset = end + 1
  }
  return offset
}

/** The column of the key, or else of the dash, that a block scalar belongs to. */
function indentationOf(before: string): number {
  const [dashes = ''] = /^ *(?:- +)*/.exec(before) ?? []
  return dashes.length < before.length ? dashes.length : Math.max(0, dashes.lastIndexOf('-'))
}
