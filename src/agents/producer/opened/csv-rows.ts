import type { JsonObject } from '../../../util/json/json.ts'
import type { OpenSource, SourceScope } from '../source.ts'
import { invalidRecord, sourcePath } from '../source-error.ts'
import { parseCsv, type CsvRecord } from '../text/parse-csv.ts'
import { readText } from '../text/read-text.ts'

/** The rows of a CSV file as objects, named by its header row. All values are texts. */
export const csvRows = (written: string): OpenSource =>
  async function* (scope) {
    const path = sourcePath('csv', written, scope)
    let header: readonly string[] | undefined
    for await (const record of parseCsv(readText(path, scope), written)) {
      if (header === undefined) {
        header = checkHeader(record, written)
        warnOfSeparator(header, written, scope)
      } else yield toObject(record, header, written)
    }
  }

function checkHeader({ fields, line }: CsvRecord, name: string): readonly string[] {
  const where = `Line ${line} of "${name}"`
  const unnamed = fields.findIndex((field) => field.trim() === '')
  if (unnamed !== -1) throw invalidRecord(where, `is the header, and column ${unnamed + 1} of it has no name.`)
  const twice = fields.find((field, position) => fields.indexOf(field) !== position)
  if (twice !== undefined) throw invalidRecord(where, `is the header, and "${twice}" is the name of two columns.`)
  return fields
}

/** Spreadsheets of many countries separate by semicolons; such a file is read, but as one column. */
function warnOfSeparator(header: readonly string[], name: string, { agent, warn }: SourceScope): void {
  const [only = '', ...others] = header
  const separator = separators.find(({ character }) => only.includes(character))
  if (others.length > 0 || separator === undefined) return
  warn?.(
    `Producer "${agent}" reads "${name}" as one column, because its header has no comma. Its columns seem to be ` +
      `separated by ${separator.title}: save the file with commas.`,
  )
}

const separators = [
  { character: ';', title: 'semicolons' },
  { character: '\t', title: 'tabs' },
] as const

function toObject({ fields, line }: CsvRecord, header: readonly string[], name: string): JsonObject {
  if (fields.length !== header.length) {
    const problem = `has ${fields.length} fields, but the header has ${header.length}. Put fields with commas in quotes.`
    throw invalidRecord(`Line ${line} of "${name}"`, problem)
  }
  return Object.fromEntries(header.map((column, position) => [column, fields[position]]))
}
