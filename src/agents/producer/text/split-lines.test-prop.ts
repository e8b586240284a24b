import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeText } from './decode-text.ts'
import { splitLines } from './split-lines.ts'

const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n\uFEFF]/g, ''))

/** The bytes in pieces, cut at any place, also inside a character. */
async function* pieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0
  for (const size of sizes) {
    yield bytes.subarray(start, start + size)
    start += size
  }
  yield bytes.subarray(start)
}

it('gives the same lines however the bytes are cut and whichever line ends are used', async () => {
  const cuts = fc.array(fc.nat({ max: 6 }))
  await fc.assert(
    fc.asyncProperty(
      fc.array(line),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      cuts,
      async (lines, end, endsWithLineEnd, sizes) => {
        const expected = endsWithLineEnd || lines.at(-1) !== '' ? lines : lines.slice(0, -1)
        const text = lines.join(end) + (endsWithLineEnd && lines.length > 0 ? end : '')
        const found = await Array.fromAsync(splitLines(decodeText(pieces(Buffer.from(text), sizes), 'text'), 'text'))
        expect(found.map((each) => each.text)).toEqual(expected)
        expect(found.map((each) => each.number)).toEqual(expected.map((_, position) => position + 1))
      },
    ),
  )
})
