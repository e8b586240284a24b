import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { root } from './entries.ts'

/** A page of the documentation, as `docs/index.md` has it. */
export interface IndexedPage {
  readonly title: string
  /** From the root of the repository, with the anchor where there is one. */
  readonly path: string
  readonly description: string
}

/** A section of `docs/index.md`. */
export interface IndexSection {
  readonly title: string
  readonly pages: readonly IndexedPage[]
}

/** The sections of `docs/index.md`: the one place that names every page, in reading order, with what it is about. */
export function readDocsIndex(): readonly IndexSection[] {
  const [, ...sections] = readFileSync(join(root, 'docs/index.md'), 'utf8').split(/^## /m)
  return sections.map((text) => ({
    title: text.slice(0, text.indexOf('\n')),
    pages: text.split('\n').flatMap(readEntry),
  }))
}

function readEntry(line: string): readonly IndexedPage[] {
  if (!line.startsWith('- ')) return []
  const [, title, target, description] = /^- \[(.+)\]\(([^)]+)\): (.+)$/.exec(line) ?? []
  if (title === undefined || target === undefined || description === undefined)
    throw new Error(`docs/index.md: "${line}" is no entry. Write "- [Title](page.md): What it is about."`)
  return [{ title, path: posix.join('docs', target), description }]
}
