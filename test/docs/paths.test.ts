import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
// What was decided on a day is told with the names of that day, and so is what changed.
const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: root }).filter(
  (page) => !page.includes('docs/decisions/') && page !== 'CHANGELOG.md',
)

/** The files and folders of the repository that a page names as code. Built and measured ones are there only afterwards. */
const paths = pages.flatMap((page) => {
  const text = readFileSync(join(root, page), 'utf8')
  const named = [...text.matchAll(/`((?:src|test|scripts|docs|api|bench|examples)\/[\w./-]*)`/g)]
  return named
    .map(([, path = '']) => ({ page, path }))
    .filter(({ path }) => !/^bench\/(results|node_modules)/.test(path))
})

it('finds the paths that the documents name', () => {
  expect(paths.length).toBeGreaterThan(30)
})

it.each(paths)('$page names $path, which is there', ({ path }) => {
  expect(existsSync(join(root, path))).toBe(true)
})
