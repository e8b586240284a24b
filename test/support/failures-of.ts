import type { TestRunner } from '../../src/testing/index.ts'

/** Runs a conformance suite, and gives the names of the tests that fail. */
export async function failuresOf(suite: (runner: TestRunner) => void): Promise<readonly string[]> {
  const tests: { readonly name: string; readonly test: () => Promise<void> }[] = []
  suite({ describe: (_, define) => define(), it: (name, test) => tests.push({ name, test }) })
  const failures: string[] = []
  for (const { name, test } of tests) {
    const hasPassed = await test().then(
      () => true,
      () => false,
    )
    if (!hasPassed) failures.push(name)
  }
  return failures
}
