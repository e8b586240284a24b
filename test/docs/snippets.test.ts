import { execFile } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
mkdirSync(join(root, 'build'), { recursive: true })
// Inside the repository, so that imports of packages resolve as they do for the sources.
const folder = mkdtempSync(join(root, 'build/snippets-'))
afterAll(() => rmSync(folder, { recursive: true }))

const pages = [
  'README.md',
  ...globSync('docs/**/*.md', { cwd: root }).filter((page) => !page.includes('docs/decisions/')),
]

/** The TypeScript blocks of a page. A block must stand alone: it is what a reader copies. */
function snippets(page: string): readonly { readonly name: string; readonly code: string }[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match, position) => ({
    name: `${basename(page, '.md')}-${position + 1}`,
    code: `${match[1] ?? ''}\nexport {}\n`,
  }))
}

// Without their types the snippets are what a reader writes in JavaScript, and Node.js 22 has no such declarations.
it('shows `await using` in one place, which says where it works, and closes in `finally` everywhere else', () => {
  const all = pages.flatMap(snippets).filter(({ code }) => /\busing\s+[\w{[]/.test(code))
  expect(all.map(({ name }) => name)).toEqual([expect.stringMatching(/^runtime-\d+$/)])
})

it('compiles every TypeScript snippet of the documents', { timeout: 60_000 }, async () => {
  const all = pages.flatMap(snippets)
  expect(all.length).toBeGreaterThan(5)
  for (const { name, code } of all) writeFileSync(join(folder, `${name}.ts`), code)
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions: { noUnusedLocals: false },
    include: ['*.ts'],
    exclude: [],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const compiled = promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { cwd: root })
  const problems = await compiled.then(
    () => '',
    (error: { stdout: string }) => error.stdout,
  )
  expect(problems).toBe('')
})
