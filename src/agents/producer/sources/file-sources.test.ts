import { suiteRunner } from '../../../../test/support/suite-runner.ts'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { brokenFileSubject, fileSourceSubject } from '../../../../test/support/file-source-subject.ts'
import { openFiles } from '../../../../test/support/open-files.ts'
import { openSource, readSource } from '../../../../test/support/read-source.ts'
import { temporaryFolder } from '../../../../test/support/temporary-folder.ts'
import { describeSource } from '../../../testing/describe-source.ts'
import { producerAgent } from '../producer-agent.ts'
import type { ProducerSource } from '../sources.ts'

function reader(source: ProducerSource, directory: string) {
  return producerAgent({ name: 'reader', source, directory })
}

const numbers = Array.from({ length: 20_000 }, (_, number) => number)

describeSource('file', {
  ...suiteRunner,
  create: () =>
    fileSourceSubject(
      'file',
      numbers.map((number) => `line ${number}`).join('\n'),
      numbers.map((number) => `line ${number}`),
    ),
  broken: {
    'there is no such file': { create: () => brokenFileSubject('file'), place: 'source.file: data.txt' },
  },
})

describeSource('jsonl', {
  ...suiteRunner,
  create: () =>
    fileSourceSubject(
      'jsonl',
      numbers.map((number) => `{"number":${number}}`).join('\n'),
      numbers.map((number) => ({ number })),
    ),
  broken: {
    'a line is no JSON': { create: () => brokenFileSubject('jsonl', '1\n2\n{'), place: 'Line 3 of "data.txt"' },
    'there is no such file': { create: () => brokenFileSubject('jsonl'), place: 'source.jsonl: data.txt' },
  },
})

describeSource('glob', {
  ...suiteRunner,
  create: () => {
    const directory = temporaryFolder({ 'notes/a.md': 'A', 'notes/b.md': 'B', 'notes/c.txt': 'C' })
    return {
      source: { glob: 'notes/*.md' },
      items: [
        { path: 'notes/a.md', text: 'A' },
        { path: 'notes/b.md', text: 'B' },
      ],
      directory,
      isOpen: () => openFiles(directory).length > 0,
      file: { keys: { glob: 'notes/*.md' } },
    }
  },
  broken: {
    'there is no such folder': {
      create: () => {
        const directory = temporaryFolder()
        return { source: { glob: 'notes/*.md' }, directory, isOpen: () => openFiles(directory).length > 0 }
      },
      place: 'source.glob: notes/*.md',
    },
  },
  without: { 'back-pressure': 'a file is open only while it is read, which no test sees' },
})

describe('file', () => {
  const lines: readonly (readonly [string, string | Buffer, readonly string[]])[] = [
    ['LF', 'one\ntwo\n', ['one', 'two']],
    ['CRLF', 'one\r\ntwo\r\n', ['one', 'two']],
    ['no line end at the end', 'one\ntwo', ['one', 'two']],
    ['empty lines, which it skips', '\n\none\n  \n\ntwo\n', ['one', 'two']],
    ['nothing', '', []],
    ['a byte-order mark', '\uFEFFone\n', ['one']],
    ['spaces, which it keeps', '  one  \n', ['  one  ']],
    ['a byte that is no UTF-8, which it marks', Buffer.from([0x61, 0xff, 0x62, 0x0a, 0x63]), ['a\uFFFDb', 'c']],
  ]

  it.each(lines)('gives the lines of a file with %s', async (_name, content, expected) => {
    const directory = temporaryFolder()
    writeFileSync(join(directory, 'lines.txt'), content)
    expect(await readSource(reader({ file: 'lines.txt' }, directory))).toEqual(expected)
  })

  it('gives every line of a file that is longer than its buffer, with characters across the border', async () => {
    const expected = Array.from({ length: 20_000 }, (_, number) => `${number} äöü€😀`)
    const directory = temporaryFolder({ 'long.txt': expected.join('\n') })
    expect(await readSource(reader({ file: 'long.txt' }, directory))).toEqual(expected)
  })

  it('takes an absolute path', async () => {
    const directory = temporaryFolder({ 'lines.txt': 'one' })
    expect(await readSource(reader({ file: join(directory, 'lines.txt') }, '/'))).toEqual(['one'])
  })

  it('reads a large file in little memory', { timeout: 30_000 }, async () => {
    const directory = temporaryFolder({ 'large.txt': `${'x'.repeat(99)}\n`.repeat(200_000) })
    const iterator = openSource(reader({ file: 'large.txt' }, directory))
    await iterator.next()
    const before = process.memoryUsage()
    let peak = 0
    let count = 1
    while ((await iterator.next()).done !== true) {
      count += 1
      if (count % 10_000 === 0) peak = Math.max(peak, process.memoryUsage().external)
    }
    expect(count).toBe(200_000)
    // The file is 20 MB; its bytes are outside the heap, so this is free of what the collector has not got to yet.
    expect(peak - before.external).toBeLessThan(2 * 1024 * 1024)
  })

  it.runIf(existsSync('/proc/self/fd'))('closes the file when the reader leaves early', async () => {
    const directory = temporaryFolder({ 'lines.txt': 'line\n'.repeat(100_000) })
    const iterator = openSource(reader({ file: 'lines.txt' }, directory))
    await iterator.next()
    expect(openFiles(directory)).toHaveLength(1)
    await iterator.return?.()
    expect(openFiles(directory)).toEqual([])
  })

  it.runIf(existsSync('/proc/self/fd'))('closes the file when it is aborted', async () => {
    const directory = temporaryFolder({ 'lines.txt': 'line\n'.repeat(100_000) })
    const controller = new AbortController()
    const iterator = openSource(reader({ file: 'lines.txt' }, directory), { signal: controller.signal })
    await iterator.next()
    controller.abort()
    expect(await iterator.next()).toEqual({ done: true, value: undefined })
    await expect.poll(() => openFiles(directory)).toEqual([])
  })

  it('names path, folder and key of a file that is missing', async () => {
    const directory = temporaryFolder()
    await expect(readSource(reader({ file: 'data/missing.log' }, directory))).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
      retryable: false,
      message:
        `Producer "reader" cannot read "${directory}/data/missing.log": there is no such file. ` +
        `It is named by "source.file: data/missing.log" and looked for from "${directory}".`,
    })
  })

  it('says that a folder is no file', async () => {
    const directory = temporaryFolder()
    await expect(readSource(reader({ file: '.' }, directory))).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      retryable: false,
      message: expect.stringContaining('it is a folder, not a file') as string,
    })
  })

  it('refuses compressed and UTF-16 files instead of emitting noise', async () => {
    const directory = temporaryFolder()
    writeFileSync(join(directory, 'log.gz'), Buffer.from([0x1f, 0x8b, 8, 0]))
    writeFileSync(join(directory, 'wide.txt'), Buffer.from('\uFEFFwide', 'utf16le'))
    await expect(readSource(reader({ file: 'log.gz' }, directory))).rejects.toThrow(
      '"log.gz" is compressed (gzip). Unpack it first.',
    )
    await expect(readSource(reader({ file: 'wide.txt' }, directory))).rejects.toThrow('"wide.txt" is UTF-16 text')
  })

  it('refuses a line without end before it fills the memory', async () => {
    const directory = temporaryFolder({ 'endless.txt': `first\n${'x'.repeat(11 * 1024 * 1024)}` })
    await expect(readSource(reader({ file: 'endless.txt' }, directory))).rejects.toThrow(
      'Line 2 of "endless.txt" has more than 10485760',
    )
  })
})

describe('jsonl', () => {
  it('gives the value of each line', async () => {
    const directory = temporaryFolder({ 'rows.jsonl': '{"a":1}\r\n\n[2,"three"]\n"text"\nnull' })
    expect(await readSource(reader({ jsonl: 'rows.jsonl' }, directory))).toEqual([{ a: 1 }, [2, 'three'], 'text', null])
  })

  it('names the line that is no JSON, empty lines counted', async () => {
    const directory = temporaryFolder({ 'rows.jsonl': '{"a":1}\n\n{"a":\n' })
    const iterator = openSource(reader({ jsonl: 'rows.jsonl' }, directory))
    await iterator.next()
    await expect(iterator.next()).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringMatching(/^Line 3 of "rows.jsonl" is not valid JSON: ./) as string,
    })
  })

  it('keeps a key called __proto__ a key', async () => {
    const directory = temporaryFolder({ 'rows.jsonl': '{"__proto__":{"admin":true}}' })
    const [row] = await readSource(reader({ jsonl: 'rows.jsonl' }, directory))
    expect(Object.keys(row as object)).toEqual(['__proto__'])
    expect((row as { admin?: boolean }).admin).toBeUndefined()
  })
})

describe('glob', () => {
  it('gives each matching file with its path, in order of the paths', async () => {
    const directory = temporaryFolder({
      'notes/b.md': 'second',
      'notes/a.md': 'first',
      'notes/deep/c.md': 'third',
      'notes/d.txt': 'no',
    })
    mkdirSync(join(directory, 'notes/folder.md'))
    expect(await readSource(reader({ glob: 'notes/**/*.md' }, directory))).toEqual([
      { path: 'notes/a.md', text: 'first' },
      { path: 'notes/b.md', text: 'second' },
      { path: 'notes/deep/c.md', text: 'third' },
    ])
  })

  it('takes a path without wildcards and an absolute pattern', async () => {
    const directory = temporaryFolder({ 'a.md': 'first' })
    expect(await readSource(reader({ glob: 'a.md' }, directory))).toEqual([{ path: 'a.md', text: 'first' }])
    expect(await readSource(reader({ glob: `${directory}/*.md` }, '/'))).toEqual([
      { path: `${directory}/a.md`, text: 'first' },
    ])
  })

  it('gives nothing where a folder has nothing that matches', async () => {
    expect(await readSource(reader({ glob: '*.md' }, temporaryFolder({ 'a.txt': '' })))).toEqual([])
  })

  it.each(['nots/*.md', 'missing.md'])(
    'tells a path that does not exist from one without matches: %s',
    async (glob) => {
      await expect(readSource(reader({ glob }, temporaryFolder({ 'notes/a.md': '' })))).rejects.toMatchObject({
        code: 'SOURCE_NOT_FOUND',
        message: expect.stringContaining(`"source.glob: ${glob}"`) as string,
      })
    },
  )

  it('refuses a file that is not text', async () => {
    const directory = temporaryFolder()
    writeFileSync(join(directory, 'image.png'), Buffer.from([0x89, 0x50, 0xff]))
    await expect(readSource(reader({ glob: '*' }, directory))).rejects.toThrow('"image.png" is not UTF-8 text')
  })
})
