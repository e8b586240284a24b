import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stripComments } from './support/read-imports.ts'
import { allTests, testsThatReachOut, testsWithManyCases } from './test-files.ts'

const root = join(import.meta.dirname, '..')

const codeOf = (file: string): string => stripComments(readFileSync(join(root, file), 'utf8'))
const matching = (pattern: RegExp): readonly string[] => allTests.filter((file) => pattern.test(codeOf(file))).sort()

describe('the tests of the unit project', () => {
  it('are those that open no socket and start no process, with helpers either', () => {
    const found = testsThatReachOut()
    // Itself; with a server of the tests; with a server behind a table of subjects; with the compiler of a script.
    expect(found).toContain('src/models/http/connections.test.ts')
    expect(found).toContain('src/agents/producer/sources/http-source.test.ts')
    expect(found).toContain('src/models/providers.test.ts')
    expect(found).toContain('test/docs/snippets.test.ts')
    expect(found).not.toContain('src/loop/run-loop.test.ts')
  })
})

describe('the tests of the reliability run', () => {
  it('are those of properties, those that ask for the effort, and a folder', () => {
    const found = testsWithManyCases()
    expect(found).toContain('src/runs/replay/replay-cut.test-prop.ts')
    expect(found).toContain('test/integration/model-faults.test.ts')
    expect(found).not.toContain('src/loop/run-loop.test.ts')
    expect(existsSync(join(root, 'test/reliability'))).toBe(true)
  })

  it('have all files of properties among them', () => {
    const found = new Set(testsWithManyCases())
    const named = allTests.filter((file) => file.endsWith('.test-prop.ts'))
    expect(named.filter((file) => !found.has(file))).toEqual([])
  })
})

describe('files of tests that share their modules', () => {
  it('replace no module, as the next file would get the replacement', () => {
    expect(matching(/\bvi\.(?:doMock|mock|resetModules)\(/)).toEqual([])
  })
})

describe('a test', () => {
  it('is not skipped, put off or expected to fail', () => {
    expect(matching(/\b(?:it|test|describe)(?:\.\w+)*\.(?:skip|todo|only|fails)\b/)).toEqual([])
  })

  it('depends on the machine only where a device or a kind of system is what it is about', () => {
    expect(matching(/\.(?:skipIf|runIf)\((?!existsSync\('\/|process\.platform\b)/)).toEqual([])
  })
})
