import { suiteRunner } from '../../../../test/support/suite-runner.ts'
import { describe, expect, it } from 'vitest'
import { brokenFileSubject, fileSourceSubject } from '../../../../test/support/file-source-subject.ts'
import { describeSource } from '../../../testing/describe-source.ts'
import { readSource } from '../../../../test/support/read-source.ts'
import { temporaryFolder } from '../../../../test/support/temporary-folder.ts'
import { producerAgent } from '../producer-agent.ts'

function read(content: string) {
  const directory = temporaryFolder({ 'rows.csv': content })
  return readSource(producerAgent({ name: 'rows', source: { csv: 'rows.csv' }, directory }))
}

const numbers = Array.from({ length: 20_000 }, (_, number) => String(number))

describeSource('csv', {
  ...suiteRunner,
  create: () =>
    fileSourceSubject(
      'csv',
      `number,name\n${numbers.map((number) => `${number},"a, b"\n`).join('')}`,
      numbers.map((number) => ({ number, name: 'a, b' })),
    ),
  broken: {
    'a row has a field too many': {
      create: () => brokenFileSubject('csv', 'a,b\n1,2\n1,2,3\n'),
      place: 'Line 3 of "data.txt"',
    },
    'there is no such file': { create: () => brokenFileSubject('csv'), place: 'source.csv: data.txt' },
  },
})

describe('csv', () => {
  it('gives each row as an object named by the header', async () => {
    expect(await read('name,city\r\nAda,London\r\n"Grace","New York, NY"\r\n')).toEqual([
      { name: 'Ada', city: 'London' },
      { name: 'Grace', city: 'New York, NY' },
    ])
  })

  it('takes commas, line ends and doubled quotes inside quotes', async () => {
    expect(await read('note\n"two\nlines, and a ""quote"""\n')).toEqual([{ note: 'two\nlines, and a "quote"' }])
  })

  it('keeps empty fields and spaces, and skips empty lines', async () => {
    expect(await read('\uFEFFa,b\n\n , \n"",\n')).toEqual([
      { a: ' ', b: ' ' },
      { a: '', b: '' },
    ])
  })

  it.each([
    ['semicolons', 'name;city\nAda;London\n', ['separated by semicolons']],
    ['tabs', 'name\tcity\nAda\tLondon\n', ['separated by tabs']],
    ['nothing, being one column', 'name\nAda;Grace\n', []],
    ['commas, though a name holds a semicolon', 'a;b,c\n1,2\n', []],
  ])('warns of columns that are separated by %s', async (_name, content, expected) => {
    const directory = temporaryFolder({ 'rows.csv': content })
    const warnings: string[] = []
    const warn = (message: string) => void warnings.push(message)
    expect(
      await readSource(producerAgent({ name: 'rows', source: { csv: 'rows.csv' }, directory }), { warn }),
    ).toHaveLength(1)
    expect(warnings).toEqual(expected.map((text) => expect.stringContaining(text)))
  })

  it('gives nothing for a header alone and for an empty file', async () => {
    expect(await read('a,b\n')).toEqual([])
    expect(await read('')).toEqual([])
  })

  it('keeps a column called __proto__ a column', async () => {
    const [row] = await read('__proto__,b\n1,2\n')
    expect(Object.entries(row as object)).toEqual([
      ['__proto__', '1'],
      ['b', '2'],
    ])
  })

  const broken: readonly (readonly [string, string, string])[] = [
    ['too few fields', 'a,b\n1,2\n3\n', 'Line 3 of "rows.csv" has 1 fields, but the header has 2.'],
    ['too many fields behind a quoted line end', 'a,b\n"1\n1",2\n3,4,5\n', 'Line 4 of "rows.csv" has 3 fields'],
    ['a quote that is never closed', 'a,b\n1,"2\n3,4\n', 'Line 2 of "rows.csv" opens a quote that is never closed.'],
    [
      'a quote in a plain field',
      'a\n1 "2"\n',
      'Line 2 of "rows.csv" has a quote inside a field that is not in quotes.',
    ],
    ['text behind a closing quote', 'a\n"1"2\n', 'Line 2 of "rows.csv" has text after a closing quote.'],
    ['a carriage return alone', 'a\n"1"\rb\n', 'Line 2 of "rows.csv" has a carriage return without a line feed.'],
    ['a column without a name', 'a,,c\n', 'Line 1 of "rows.csv" is the header, and column 2 of it has no name.'],
    ['a column name twice', 'a,b,a\n', 'Line 1 of "rows.csv" is the header, and "a" is the name of two columns.'],
  ]

  it.each(broken)('names the line with %s', async (_name, content, message) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringContaining(message) as string,
    })
  })
})
