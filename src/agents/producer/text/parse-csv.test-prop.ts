import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { tries } from '../../../../test/support/effort.ts'
import { parseCsv } from './parse-csv.ts'

const awkward = fc.constantFrom('"', ',', '\n', '\r\n', '\r', ' ', 'a', 'ä', '😀', '')
const field = fc.oneof(
  fc.string(),
  fc.array(awkward, { maxLength: 8 }).map((parts) => parts.join('')),
)
const records = fc.array(fc.array(field, { minLength: 1, maxLength: 5 }), { maxLength: 8 })

/** Writes CSV as RFC 4180 says, with quotes where they are needed. */
function write(rows: readonly (readonly string[])[], end: string): string {
  return rows.map((row) => row.map((text) => quote(text, row.length === 1)).join(',') + end).join('')
}

function quote(text: string, isAlone: boolean): string {
  // A record of one empty field would be an empty line.
  return /[",\r\n]/.test(text) || (isAlone && text === '') ? `"${text.replaceAll('"', '""')}"` : text
}

async function* pieces(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  let start = 0
  for (const size of sizes) {
    yield text.slice(start, start + size)
    start += size
  }
  yield text.slice(start)
}

it('reads back what was written, however the text is cut', async () => {
  const cuts = fc.array(fc.nat({ max: 5 }))
  await fc.assert(
    fc.asyncProperty(
      records,
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      cuts,
      async (rows, end, endsWithLineEnd, sizes) => {
        const text = write(rows, end)
        const written = endsWithLineEnd ? text : text.slice(0, text.length - (rows.length === 0 ? 0 : end.length))
        const found = await Array.fromAsync(parseCsv(pieces(written, sizes), 'rows.csv'))
        expect(found.map(({ fields }) => fields)).toEqual(rows)
      },
    ),
    { numRuns: tries(500) },
  )
})

it('names the line each record starts on', async () => {
  await fc.assert(
    fc.asyncProperty(records, async (rows) => {
      const found = await Array.fromAsync(parseCsv(pieces(write(rows, '\n'), []), 'rows.csv'))
      const starts = rows.map((_, position) => write(rows.slice(0, position), '\n').split('\n').length)
      expect(found.map(({ line }) => line)).toEqual(starts)
    }),
  )
})
