import type { OpenSource } from '../source.ts'
import { sourcePath } from '../source-error.ts'
import { readText } from '../text/read-text.ts'
import { splitLines } from '../text/split-lines.ts'

/** The lines of a text file, whatever its size. Lines with nothing but white space are skipped. */
export const textLines = (written: string): OpenSource =>
  async function* (scope) {
    const path = sourcePath('file', written, scope)
    for await (const { text } of splitLines(readText(path, scope), written)) {
      if (text.trim() !== '') yield text
    }
  }
