import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: root })

/** The relative links of a page. Code is left out: `[a](b)` in it links to nothing. */
function relativeLinks(page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8')
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/`[^`\n]*`/g, '')
  const targets = [...text.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map((match) => match[1] ?? '')
  return targets.filter((target) => !/^(?:[a-z][a-z+.-]*:|#|\/\/)/i.test(target))
}

const links = pages.flatMap((page) => relativeLinks(page).map((target) => ({ page, target })))

it('finds the links of the documents', () => {
  expect(links.length).toBeGreaterThan(10)
})

it.each(links)('leads to a file that exists: $target in $page', ({ page, target }) => {
  const path = decodeURIComponent(target.split(/[#?]/)[0] ?? '')
  expect(existsSync(join(root, dirname(page), path))).toBe(true)
})
