import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const pages = globSync(['*.md', 'llms.txt', 'docs/**/*.md'], { cwd: root })

/** A page without its blocks of code, whose lines may look like links and headings. */
const withoutBlocks = (path: string): string => readFileSync(path, 'utf8').replace(/^ *(`{3,})[\s\S]*?^ *\1$/gm, '')

/** The links of a page to files and to places of its own. Code is left out: `[a](b)` in it links to nothing. */
function ownLinks(page: string): readonly string[] {
  const text = withoutBlocks(join(root, page)).replace(/`[^`\n]*`/g, '')
  const targets = [...text.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map((match) => match[1] ?? '')
  return targets.filter((target) => !/^(?:[a-z][a-z+.-]*:|\/\/)/i.test(target))
}

/** The places of a page that a link can name, as GitHub and most sites make them of its headings. */
function anchors(path: string): readonly string[] {
  const seen = new Map<string, number>()
  return [...withoutBlocks(path).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const slug = words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-')
    const count = seen.get(slug) ?? 0
    seen.set(slug, count + 1)
    return count === 0 ? slug : `${slug}-${count}`
  })
}

const links = pages.flatMap((page) => ownLinks(page).map((target) => ({ page, target })))

it('finds the links of the documents, those to places too', () => {
  expect(links.length).toBeGreaterThan(10)
  expect(links.filter(({ target }) => target.includes('#')).length).toBeGreaterThan(10)
})

it.each(links)('leads to a place that exists: $target in $page', ({ page, target }) => {
  const [file = '', anchor] = decodeURIComponent(target).split('#')
  const path = file === '' ? join(root, page) : join(root, dirname(page), file)
  expect(existsSync(path)).toBe(true)
  if (anchor !== undefined && statSync(path).isFile()) expect(anchors(path)).toContain(anchor)
})
