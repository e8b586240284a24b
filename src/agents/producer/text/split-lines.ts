import { invalidRecord } from '../source-error.ts'

/** One line of a text, without its line end. */
export interface TextLine {
  readonly text: string
  /** Counted from 1. */
  readonly number: number
}

/** A line or record longer than this many characters is refused, so that a file without line ends cannot fill the memory. */
export const longestRecord = 10 * 1024 * 1024

/** Splits text that arrives in pieces of any size at LF or CRLF. The last line needs no line end. */
export async function* splitLines(chunks: AsyncIterable<string>, name: string): AsyncGenerator<TextLine> {
  let pending = ''
  let number = 0
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', start)) {
      yield { text: withoutReturn(pending + chunk.slice(start, end)), number: (number += 1) }
      pending = ''
      start = end + 1
    }
    pending += chunk.slice(start)
    if (pending.length > longestRecord) {
      throw invalidRecord(`Line ${number + 1} of "${name}"`, `has more than ${longestRecord} characters.`)
    }
  }
  if (pending !== '') yield { text: withoutReturn(pending), number: number + 1 }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
