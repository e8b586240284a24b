import { defined } from '../util/options/defined.ts'

/** The two functions of a test runner that a conformance suite needs; vitest, Jest, `node:test` and `bun:test` have them. */
export interface TestRunner {
  readonly describe: (name: string, define: () => void) => unknown
  readonly it: (name: string, test: () => Promise<void>) => unknown
}

/**
 * The runner handed in, or the global `describe` and `it` that some runners provide.
 * @throws Error when there is neither.
 */
export function findTestRunner(given: Partial<TestRunner>): TestRunner {
  const { describe, it } = { ...(globalThis as Partial<TestRunner>), ...defined(given) }
  if (typeof describe === 'function' && typeof it === 'function') return { describe, it }
  throw new Error('There is no global "describe" and "it". Pass those of your test runner as options.')
}
