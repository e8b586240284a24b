import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocsIndex } from '../../scripts/docs-index.ts'
import { renderLlms } from '../../scripts/generate-llms.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const pages = globSync('docs/**/*.md', { cwd: root }).filter((page) => page !== 'docs/index.md')
const entries = readDocsIndex().flatMap((section) => section.pages)

describe('docs/index.md', () => {
  it('lists every page, and each once: a new one gets a line in its section', () => {
    const listed = entries.map(({ path }) => path)
    expect(listed.filter((path) => path.startsWith('docs/')).toSorted()).toEqual(pages.toSorted())
    expect(listed.filter((path, position) => listed.indexOf(path) !== position)).toEqual([])
  })

  it.each(entries.filter(({ path }) => path.endsWith('.md')))('calls a page what it calls itself: $path', (entry) => {
    expect(read(entry.path).split('\n')[0]).toBe(`# ${entry.title}`)
  })

  it('says of each page in one line what it is about', () => {
    expect(entries.filter(({ description }) => !/^[A-Z0-9].{10,130}\.$/.test(description))).toEqual([])
    expect(new Set(entries.map(({ description }) => description)).size).toBe(entries.length)
  })

  it('is where the README points', () => {
    expect(read('README.md')).toContain('](docs/index.md)')
  })
})

it.each(pages.filter((page) => !page.includes('/decisions/')))(
  '%s says what it is about before it shows anything',
  (page) => {
    const [, first = ''] = read(page)
      .replace(/<!--[^]*?-->\n*/g, '')
      .split(/\n{2,}/)
    expect(first).toMatch(/^[`A-Z][^|]+[.:]$/)
    expect(first).not.toMatch(/^```/)
  },
)

it('llms.txt is as the index is (npm run generate:docs), in the form that readers of it expect', () => {
  const text = read('llms.txt')
  expect(text).toBe(renderLlms())
  const [title, summary] = text.split('\n\n')
  expect(title).toMatch(/^# \S/)
  expect(summary).toMatch(/^> \S/)
  const sections = [...text.matchAll(/^## (.+)\n\n((?:- \[.+\]\(.+\): .+\n)+)/gm)].map(([, name]) => name)
  expect(sections).toEqual([...text.matchAll(/^#+ (.+)$/gm)].slice(1).map(([, name]) => name))
  expect(sections.at(-1)).toBe('Optional')
})
