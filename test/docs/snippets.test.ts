import { execFile } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { pageBlocks } from '../support/page-blocks.ts'

const root = join(import.meta.dirname, '../..')
mkdirSync(join(root, 'build'), { recursive: true })
// Inside the repository, so that imports of packages resolve as they do for the sources.
const folder = mkdtempSync(join(root, 'build/snippets-'))
afterAll(() => rmSync(folder, { recursive: true }))

const pages = [
  'README.md',
  ...globSync('docs/**/*.md', { cwd: root }).filter((page) => !page.includes('docs/decisions/')),
]

/** The TypeScript blocks of a page. A block must stand alone, or name the file it is: it is what a reader copies. */
function snippets(page: string): readonly { readonly file: string; readonly code: string }[] {
  const blocks = pageBlocks(page).filter(({ language }) => language === 'ts')
  return blocks.map(({ file, code }, position) => ({
    file: `${basename(page, '.md')}/${file ?? `${position + 1}.ts`}`,
    code: `${code}\nexport {}\n`,
  }))
}

// Without their types the snippets are what a reader writes in JavaScript, and Node.js 22 has no such declarations.
it('shows `await using` in one place, which says where it works, and closes in `finally` everywhere else', () => {
  const all = pages.flatMap(snippets).filter(({ code }) => /\busing\s+[\w{[]/.test(code))
  expect(all.map(({ file }) => file)).toEqual([expect.stringMatching(/^runtime\//)])
})

it('compiles every TypeScript snippet of the documents', { timeout: 60_000 }, async () => {
  const all = pages.flatMap(snippets)
  expect(all.length).toBeGreaterThan(5)
  expect(new Set(all.map(({ file }) => file)).size).toBe(all.length)
  for (const { file, code } of all) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), code)
  }
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions: { noUnusedLocals: false },
    include: ['**/*.ts'],
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
