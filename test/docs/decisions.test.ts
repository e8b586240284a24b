import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const pages = globSync('docs/decisions/*.md', { cwd: root }).sort()

it('finds the decisions', () => {
  expect(pages.length).toBeGreaterThan(15)
})

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8')
  const paragraphs = text.split(/\n{2,}/)

  it('has the date of its name and what became of it, under its title', () => {
    const date = /^\d{4}-\d{2}-\d{2}(?=-[a-z-]+\.md$)/.exec(basename(page))?.[0]
    expect(date).toBeDefined()
    expect(paragraphs[0]).toMatch(/^# \S/)
    expect(paragraphs[1]).toMatch(new RegExp(`^${date}\\. (Accepted|Superseded)\\b`))
  })

  it('says what was decided, and what was refused', () => {
    expect(paragraphs.filter((paragraph) => /^(So|Now)\b|^\*\*Decided\.\*\*/.test(paragraph))).not.toEqual([])
    expect(paragraphs.filter((paragraph) => /^Refused:|^\*\*Refused\.\*\*/.test(paragraph))).not.toEqual([])
  })

  it('is a page at most', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(60)
  })
})
