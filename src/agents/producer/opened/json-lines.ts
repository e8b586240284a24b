import { ensureError } from '../../../errors/ensure-error.ts'
import type { JsonValue } from '../../../util/json/json.ts'
import type { OpenSource } from '../source.ts'
import { invalidRecord, sourcePath } from '../source-error.ts'
import { readText } from '../text/read-text.ts'
import { splitLines, type TextLine } from '../text/split-lines.ts'

/** The values of a file with one JSON value per line. Empty lines are skipped. */
export const jsonLines = (written: string): OpenSource =>
  async function* (scope) {
    const path = sourcePath('jsonl', written, scope)
    for await (const line of splitLines(readText(path, scope), written)) {
      if (line.text.trim() !== '') yield parseLine(line, written)
    }
  }

function parseLine({ text, number }: TextLine, name: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch (error) {
    throw invalidRecord(`Line ${number} of "${name}"`, `is not valid JSON: ${ensureError(error).message}`, error)
  }
}
