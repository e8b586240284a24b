import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { readImports } from './support/read-imports.ts'

// Which tests run where is read from what they import: a test belongs where it has to without being named or moved.

const root = join(import.meta.dirname, '..')
const pathOf = (file: string): string => relative(root, file).replaceAll('\\', '/')

/** All tests that a test runner runs, as paths from the root of the repository. */
export const allTests: readonly string[] = globSync('{src,test}/**/*.test{,-prop}.ts', {
  cwd: root,
  // What the builds of `test/builds` install is not looked through.
  exclude: (path) => path.endsWith('node_modules'),
})
  .map((file) => file.replaceAll('\\', '/'))
  .sort()

/** The tests that open sockets or start processes, themselves or with a helper of the tests. */
export function testsThatReachOut(): readonly string[] {
  const outside = /^node:(child_process|dgram|http|http2|https|net|tls|worker_threads)$/
  return testsThatImport(({ specifier }) => outside.test(specifier))
}

/** The tests of which `npm test` tries a sample: those of properties, and those that ask how much effort is wanted. */
export function testsWithManyCases(): readonly string[] {
  return testsThatImport(({ specifier, target }) => specifier === 'fast-check' || target === 'test/support/effort.ts')
}

interface ResolvedImport {
  readonly specifier: string
  /** The path from the root of the repository that a relative import leads to. */
  readonly target: string
}

function testsThatImport(isMeant: (found: ResolvedImport) => boolean): readonly string[] {
  const known = new Map<string, boolean>()
  const reaches = (file: string): boolean => {
    const before = known.get(file)
    if (before !== undefined) return before
    // Until more is known, so that a circle of imports comes to an end.
    known.set(file, false)
    const does = importsOf(file).some(
      (found) => isMeant(found) || (isHelper(found.target) && reaches(join(root, found.target))),
    )
    known.set(file, does)
    return does
  }
  return allTests.filter((file) => reaches(join(root, file)))
}

function importsOf(file: string): readonly ResolvedImport[] {
  return readImports(readFileSync(file, 'utf8'))
    .filter(({ kind }) => kind !== 'type')
    .map(({ specifier }) => ({
      specifier,
      target: specifier.startsWith('.') ? pathOf(join(dirname(file), specifier)) : '',
    }))
}

/** What the product could do is not what a test of it does; a helper is there to be used. */
function isHelper(path: string): boolean {
  return /^(test|scripts)\/.*\.ts$/.test(path) && existsSync(join(root, path))
}
