import { appendFileSync, existsSync, readFileSync, writeSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/**
 * Prints `N passed, N failed` as the very last line of a test run. A file that could not be loaded and an error outside
 * any test count as failed, so that the line never looks better than the exit code.
 *
 * Where `AIXGO_TEST_SUMMARY` names a file, each run adds its counts to it, and its line covers the runs before it too: so
 * does the last line of `.ci/run`, which runs the tests in several goes.
 */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    let passed = 0
    let failed = unhandledErrors.length
    for (const module of modules) {
      if (module.errors().length > 0) failed++
      for (const suite of module.children.allSuites()) failed += suite.errors().length
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed++
        if (state === 'failed') failed++
      }
    }
    // No test at all is a mistake in the command, not a success.
    if (passed + failed === 0) failed = 1
    const counts = addToSummary({ passed, failed })
    process.once('exit', () => writeSync(1, `${counts.passed} passed, ${counts.failed} failed\n`))
  }
}

interface Counts {
  readonly passed: number
  readonly failed: number
}

function addToSummary(counts: Counts): Counts {
  const file = process.env['AIXGO_TEST_SUMMARY']
  if (file === undefined || file === '') return counts
  const before = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  appendFileSync(file, `${JSON.stringify(counts)}\n`)
  return before
    .map((line) => JSON.parse(line) as Counts)
    .reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), counts)
}
