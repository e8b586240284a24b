import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  contracts,
  doors,
  environmentFiles,
  exceptions,
  impureFiles,
  levels,
  rootIndex,
  rootIndexImporters,
  testingFolder,
} from './layers.ts'
import { readImports, stripComments, type FoundImport } from './support/read-imports.ts'

const source = join(import.meta.dirname, '../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !/\.test(-d|-prop)?\.ts$/.test(file))
  .sort()
const texts = new Map(files.map((file) => [file, readFileSync(join(source, file), 'utf8')]))
const imports = new Map(files.map((file) => [file, readImports(texts.get(file) ?? '')]))

const folderOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : '')
const targetOf = (file: string, found: FoundImport): string =>
  relative(source, join(source, dirname(file), found.specifier)).replaceAll('\\', '/')
const localImports = (file: string): readonly (FoundImport & { readonly target: string })[] =>
  (imports.get(file) ?? [])
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map((found) => ({ ...found, target: targetOf(file, found) }))

describe('layers', () => {
  it('gives every folder a level', () => {
    const folders = new Set(files.map(folderOf).filter((folder) => folder !== '' && folder !== testingFolder))
    expect([...folders].filter((folder) => levels[folder] === undefined)).toEqual([])
  })

  it('lets every file import only what lies below it, or a contract beside it', () => {
    const violations = files.flatMap((file) =>
      localImports(file)
        .filter(({ target }) => !isAllowed(file, target) && !isException(file, target))
        .map(({ target }) => `${file} imports ${target}`),
    )
    expect(violations).toEqual([])
  })

  it('has no exception that nothing needs', () => {
    const needed = exceptions.filter(({ from, to }) =>
      files.some((file) =>
        localImports(file).some(({ target }) => from === file && to === target && !isAllowed(file, target)),
      ),
    )
    expect(exceptions.filter((exception) => !needed.includes(exception))).toEqual([])
  })

  it('lets nothing inside import the root index, except what compiles the package into a program', () => {
    const importers = files.filter((file) => localImports(file).some(({ target }) => target === rootIndex))
    expect(importers.filter((file) => !rootIndexImporters.includes(file))).toEqual([])
  })

  it('writes the .ts extension in every relative import', () => {
    const bare = files.flatMap((file) =>
      localImports(file)
        .filter(({ specifier }) => !/\.(ts|json)$/.test(specifier))
        .map(({ specifier }) => `${file}: ${specifier}`),
    )
    expect(bare).toEqual([])
  })

  it('has no cycle of imports that run code', () => {
    expect(findCycle(({ kind }) => kind === 'value')).toBeUndefined()
  })

  it('has no cycle of types either: a circle of types is a contract that wants a file of its own', () => {
    expect(findCycle(({ kind }) => kind !== 'lazy')).toBeUndefined()
  })
})

describe('index files', () => {
  it('export by name only, and nothing of their own', () => {
    const wrong = files
      .filter((file) => file.endsWith('index.ts') && !file.startsWith('cli/'))
      .filter((file) => {
        const code = stripComments(texts.get(file) ?? '')
        return /export\s*\*/.test(code) || code.replaceAll(/export (type )?\{[^}]*\} from '[^']+'/g, '').trim() !== ''
      })
    expect(wrong).toEqual([])
  })

  it('are the only place without one: no file exports a default', () => {
    expect(files.filter((file) => /^export default\b/m.test(stripComments(texts.get(file) ?? '')))).toEqual([])
  })
})

describe('purity', () => {
  const impure =
    /\b(Date\.now\(|new Date\(\)|Math\.random\(|randomUUID\(|set(Timeout|Interval|Immediate)\(|performance\.now\(|fetch\()/

  it('keeps the clock, chance, timers and the network behind the ports', () => {
    const wrong = files
      .filter((file) => !impureFiles.some((pattern) => pattern.test(file)))
      .flatMap((file) => {
        const found = impure.exec(stripComments(texts.get(file) ?? ''))
        return found === null ? [] : [`${file} uses ${found[1]}`]
      })
    expect(wrong).toEqual([])
  })

  it('reads the environment in few places only', () => {
    const wrong = files
      .filter((file) => !environmentFiles.some((pattern) => pattern.test(file)))
      .filter((file) => /\bprocess\.env\b/.test(stripComments(texts.get(file) ?? '')))
    expect(wrong).toEqual([])
  })
})

function isAllowed(file: string, target: string): boolean {
  const [from, to] = [folderOf(file), folderOf(target)]
  if (target === rootIndex || from === '') return true // The first has a test of its own; the second only re-exports.
  if (from === to || from === 'cli') return true
  if (to === testingFolder) return false
  if (contracts.includes(target)) return true
  if (from === testingFolder) return levels[to] === 0 || /(^|\/)(memory|in-memory)\//.test(target)
  const [fromLevel, toLevel] = [levels[from] ?? -1, levels[to] ?? Infinity]
  if (fromLevel === 0 || toLevel === 0) return toLevel === 0
  // The loop and the agents see only the contracts of level 1 and its doors; everything above may use what lies below.
  return fromLevel <= 3 && toLevel === 1 ? doors.includes(target) : toLevel < fromLevel
}

function isException(file: string, target: string): boolean {
  return exceptions.some(({ from, to }) => from === file && to === target)
}

/** The first circle of imports of some kind, as the files on it, or `undefined`. */
function findCycle(isFollowed: (found: FoundImport) => boolean): readonly string[] | undefined {
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const found of localImports(file)) {
      // A lazy import runs after both modules are complete.
      if (!isFollowed(found)) continue
      const cycle = visit(found.target, [...path, file])
      if (cycle !== undefined) return cycle
    }
    done.add(file)
    return undefined
  }
  for (const file of files) {
    const cycle = visit(file, [])
    if (cycle !== undefined) return cycle
  }
  return undefined
}
